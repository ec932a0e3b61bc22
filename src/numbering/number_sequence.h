/* The numbers that a register still has to give, by their place in the sequence: those of its
 * range that nobody has. */
#ifndef KUALIK_NUMBER_SEQUENCE_H
#define KUALIK_NUMBER_SEQUENCE_H

#include "base/error.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

struct number_sequence {
    size_t first, last; /* of the range; last 0: it has no end */
    size_t *given;      /* what somebody has, ascending */
    size_t given_count;
    size_t passed; /* of these, those before `next` */
    size_t next;   /* the next may be this */
};

/* Begins at `first`; where `registry` is NULL nobody has any. Fails when it cannot be read.
 * Release with number_sequence_close in any case. */
bool number_sequence_open(struct number_sequence *sequence, struct registry *registry,
                          size_t first, size_t last, struct error *err);
void number_sequence_close(struct number_sequence *sequence);

/* Returns the next that nobody has, which may be beyond the range; it stays the next. */
size_t number_sequence_next(struct number_sequence *sequence);

/* Leaves out all up to `number`, as given. */
void number_sequence_skip(struct number_sequence *sequence, size_t number);

/* Leaves out all that somebody has, and what is free between them. */
void number_sequence_skip_given(struct number_sequence *sequence);

/* Says whether the number is not beyond the range. */
bool number_sequence_has(const struct number_sequence *sequence, size_t number);

/* Counts those of a range with an end that nobody has. */
size_t number_sequence_left(const struct number_sequence *sequence);

/* Fails: so many are needed, and only `left` are left. */
bool number_sequence_fail(const struct number_sequence *sequence, size_t needed, size_t left,
                          struct error *err);

#endif
