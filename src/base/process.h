/* Runs another program, with bytes on its standard input, and takes what it writes. It never
 * outlives its time: it and all that it has started are killed then. */
#ifndef KUALIK_PROCESS_H
#define KUALIK_PROCESS_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct process_request {
    char *const *argv;        /* ends with NULL; the program is looked for in PATH */
    char *const *environment; /* as environ(7) */
    const struct span *input; /* `input_count` parts, one after another */
    size_t input_count;
    size_t limit;            /* the most bytes that it may write */
    unsigned timeout;        /* seconds, from 1 */
    const atomic_bool *stop; /* kills it when set; NULL: nothing does */
    int *status; /* gets the exit status, -1 where a signal ended it, and none is a failure;
                  * NULL: any but 0 is one */
};

/* Runs the program to its end and appends what it wrote to its standard output to `output`.
 * It has a process group of its own, so it cannot ask on the terminal. Fails, with the
 * beginning of what it said on its standard error, when it cannot be started, ends with
 * another status than 0 (unless `status` takes it), writes more than the limit, is not done in
 * time, or was stopped (code "stopped"). Threads may call it together. */
bool process_run(const struct process_request *request, struct buf *output, struct error *err);

#endif
