/* Threads that share out the rows of a list: each takes the next row as soon as it is free.
 * What they do with it does not depend on how many they are. */
#ifndef KUALIK_WORKER_POOL_H
#define KUALIK_WORKER_POOL_H

#include "base/arena.h"
#include "base/error.h"
#include "base/report.h"
#include "font/shape.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>

/* What a thread has to itself. */
struct worker {
    struct arena arena; /* reset after every row */
    struct shape_room *room;
    size_t number;        /* of this worker, from 0 */
    struct report faults; /* what the roster has to say of the row */
};

/* A row as a worker gets it: its own, not the reader's. */
struct row_task {
    size_t index; /* in the order of the list, from 0, bad rows counted too */
    struct row row;
    bool bad; /* it cannot be used; row.faults say why */
};

/* Gives every row that `roster` still has to one of `count` workers, each in its own thread,
 * which call `work(context, worker, task)`; when that returns false, no more rows are given
 * out. Puts in `*rows` how many were. Fails when the list cannot be read to its end: the rows
 * before that are done. */
bool worker_pool_run(struct roster *roster, size_t count,
                     bool (*work)(void *context, struct worker *worker,
                                  const struct row_task *row_task),
                     void *context, size_t *rows, struct error *err);

#endif
