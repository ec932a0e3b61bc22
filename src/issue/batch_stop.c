#include "issue/batch_stop.h"

void batch_stop_begin(struct batch_stop *stop, const atomic_bool *outside)
{
    *stop = (struct batch_stop){.outside = outside};
    pthread_mutex_init(&stop->lock, NULL);
    atomic_init(&stop->given_up, false);
}

void batch_stop_end(struct batch_stop *stop)
{
    pthread_mutex_destroy(&stop->lock);
}

void batch_stop_give_up(struct batch_stop *stop, const struct error *reason)
{
    pthread_mutex_lock(&stop->lock);
    if (!atomic_load(&stop->given_up))
        stop->reason = *reason;
    atomic_store(&stop->given_up, true);
    pthread_mutex_unlock(&stop->lock);
}

bool batch_stop_is_interrupted(const struct batch_stop *stop)
{
    return stop->outside && atomic_load(stop->outside);
}

bool batch_stop_is_set(const struct batch_stop *stop)
{
    return atomic_load(&stop->given_up) || batch_stop_is_interrupted(stop);
}

void batch_stop_reason(const struct batch_stop *stop, struct error *reason)
{
    if (atomic_load(&stop->given_up))
        *reason = stop->reason;
    else
        error_set(reason, "stopped", "The run was stopped.");
}
