/* What went wrong, in words for the person who runs the program. The caller owns the
 * struct; functions that can fail return false and put one complete sentence into it,
 * with its place in front: `trainers.csv:17: Әлия Мұқанқызы: …`. On success it is left as
 * it was. */
#ifndef KUALIK_ERROR_H
#define KUALIK_ERROR_H

#include <stdbool.h>

struct error {
    char text[1024];
};

/* Puts the formatted sentence into `err`, cut between two letters where it is too long.
 * Returns false, so that a failing function can end with `return error_set(err, …)`. */
bool error_set(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Puts a formatted place in front of what `err` says already. Returns false. */
bool error_prefix(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Puts another sentence behind what `err` says already, if it finds room there. */
void error_join(struct error *err, const char *sentence);

#endif
