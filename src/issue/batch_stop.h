/* How a batch is stopped between two rows: from outside, or because nothing more can be
 * written. Threads share it. */
#ifndef KUALIK_BATCH_STOP_H
#define KUALIK_BATCH_STOP_H

#include "base/error.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct batch_stop {
    const atomic_bool *outside; /* NULL: nobody stops it */
    pthread_mutex_t lock;       /* of: */
    struct error reason;        /* why nothing more can be written, … */
    atomic_bool given_up;       /* … if that is so */
};

/* `outside`, which must outlive it, is set when the batch is to be stopped; NULL: nothing does.
 * Release with batch_stop_end. */
void batch_stop_begin(struct batch_stop *stop, const atomic_bool *outside);
void batch_stop_end(struct batch_stop *stop);

/* Begins no more rows, for the reason that is given first. */
void batch_stop_give_up(struct batch_stop *stop, const struct error *reason);

/* Say whether it is stopped, and whether that came from outside. */
bool batch_stop_is_set(const struct batch_stop *stop);
bool batch_stop_is_interrupted(const struct batch_stop *stop);

/* Says why it is stopped, when no thread is at work any more. */
void batch_stop_reason(const struct batch_stop *stop, struct error *reason);

#endif
