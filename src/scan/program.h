/* Programs of other packages that read pictures and draw pages: each from its standard input to
 * its standard output, and never longer than its time. */
#ifndef KUALIK_SCAN_PROGRAM_H
#define KUALIK_SCAN_PROGRAM_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* Under what all programs run. Lent. */
struct program_terms {
    char *const *environment; /* as environ(7) */
    unsigned timeout;         /* seconds that each may take, from 1 */
    const atomic_bool *stop;  /* set: they are killed; NULL: nobody sets it */
};

struct program {
    char *const *argv;        /* ends with NULL */
    const char *package;      /* of Debian, which has the program */
    const struct span *input; /* `input_count` parts, one after another */
    size_t input_count;
    size_t limit; /* the most bytes that it may write */
};

/* Runs the program and appends what it writes to `output`; `*status` is its exit status, -1
 * where a signal ended it. Fails where it is missing, writes too much, is not done in time or
 * was stopped. */
bool program_run(const struct program *program, const struct program_terms *terms,
                 struct buf *output, int *status, struct error *err);

#endif
