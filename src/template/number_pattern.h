/* How the register's numbers are written: `ОСК-{year}-{seq:4}` gives ОСК-2026-0017. */
#ifndef KUALIK_NUMBER_PATTERN_H
#define KUALIK_NUMBER_PATTERN_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct number_pattern {
    const char *text; /* as the template has it; NULL: none */
    size_t width;     /* digits that {seq:N} has at least */
};

/* Reads the pattern; its memory is the arena's. {seq} or {seq:1} to {seq:9} stands in it
 * exactly once, so that no two numbers are alike; {year} may. Fails on another placeholder, a
 * brace left open, and a text of more than 64 bytes. */
bool number_pattern_read(struct arena *arena, const char *text, struct number_pattern *pattern,
                         struct error *err);

/* Returns the number of that place in the sequence, given out in that year. */
const char *number_pattern_write(const struct number_pattern *pattern, struct arena *arena,
                                 int year, size_t seq);

/* Returns the place in the sequence of a number that may have been given out in that year; 0
 * where it has another form, zeros aside, or there is no pattern. */
size_t number_pattern_seq(const struct number_pattern *pattern, struct arena *arena, int year,
                          const char *number);

#endif
