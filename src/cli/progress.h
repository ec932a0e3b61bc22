/* How far a long run is, on a terminal: one line that is written over. */
#ifndef KUALIK_PROGRESS_H
#define KUALIK_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct progress {
    bool shown; /* somebody is looking: stderr is a terminal */
    struct timespec start, last;
};

/* Begins to measure; whether anything is shown depends on stderr. */
void progress_start(struct progress *progress);

/* Shows count, rate and time left, at most ten times a second. */
void progress_show(struct progress *progress, size_t done, size_t total);

/* Takes the line away. */
void progress_end(const struct progress *progress);

#endif
