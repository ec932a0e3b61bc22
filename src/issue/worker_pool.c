#include "issue/worker_pool.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct worker_pool {
    pthread_mutex_t lock; /* guards the five below */
    struct roster *roster;
    size_t next;
    bool stopped; /* no more rows are wanted */
    bool failed;  /* the list cannot be read any further */
    struct error *err;
    bool (*work)(void *context, struct worker *worker, const struct row_task *row_task);
    void *context;
};

struct pool_thread {
    struct worker_pool *pool;
    struct worker worker;
    pthread_t thread;
    bool started;
};

static void copy_row(struct worker *worker, const struct row *row, size_t columns,
                     struct row_task *row_task)
{
    struct arena *arena = &worker->arena;
    for (size_t i = 0; i < row->faults->count; i++)
        report_copy(&worker->faults, &row->faults->list[i]);
    row_task->row.faults = &worker->faults;
    row_task->row.registered.number = arena_text(arena, row->registered.number);
    row_task->row.registered.duplicate = arena_text(arena, row->registered.duplicate);
    if (!row->fields)
        return;
    const char **fields = arena_new(arena, columns, sizeof *fields);
    for (size_t i = 0; i < columns; i++)
        fields[i] = arena_text(arena, row->fields[i]);
    row_task->row.fields = fields;
    row_task->row.changes = normalize_copy(&row->changes, arena);
}

/* Takes the next row from the list; false when there is none. */
static bool take(struct worker_pool *pool, struct worker *worker, struct row_task *row_task)
{
    *row_task = (struct row_task){0};
    pthread_mutex_lock(&pool->lock);
    enum roster_result result = pool->stopped || pool->failed
                                    ? ROSTER_END
                                    : roster_next(pool->roster, &row_task->row, pool->err);
    bool taken = result == ROSTER_ROW || result == ROSTER_BAD;
    pool->failed = pool->failed || result == ROSTER_FAILED;
    row_task->index = pool->next;
    row_task->bad = result == ROSTER_BAD;
    if (taken) {
        copy_row(worker, &row_task->row, roster_columns(pool->roster), row_task);
        pool->next++;
    }
    pthread_mutex_unlock(&pool->lock);
    return taken;
}

static void stop(struct worker_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->stopped = true;
    pthread_mutex_unlock(&pool->lock);
}

static void *run(void *argument)
{
    struct pool_thread *thread = argument;
    struct worker *worker = &thread->worker;
    struct row_task row_task;
    worker->room = shape_room_new();
    while (take(thread->pool, worker, &row_task)) {
        if (!thread->pool->work(thread->pool->context, worker, &row_task))
            stop(thread->pool);
        arena_reset(&worker->arena);
        report_free(&worker->faults);
    }
    shape_room_free(worker->room);
    arena_free(&worker->arena);
    return NULL;
}

bool worker_pool_run(struct roster *roster, size_t count,
                     bool (*work)(void *context, struct worker *worker,
                                  const struct row_task *row_task),
                     void *context, size_t *rows, struct error *err)
{
    struct worker_pool pool = {.roster = roster, .err = err, .work = work, .context = context};
    struct pool_thread *threads = mem_new(count, sizeof *threads);
    pthread_mutex_init(&pool.lock, NULL);
    for (size_t i = 0; i < count; i++) {
        threads[i] = (struct pool_thread){.pool = &pool, .worker = {.number = i}};
        /* The first worker is this thread; where no other can be had, it does all the work. */
        if (i > 0)
            threads[i].started =
                pthread_create(&threads[i].thread, NULL, run, &threads[i]) == 0;
    }
    run(&threads[0]);
    for (size_t i = 1; i < count; i++)
        if (threads[i].started)
            pthread_join(threads[i].thread, NULL);
    pthread_mutex_destroy(&pool.lock);
    free(threads);
    *rows = pool.next;
    return !pool.failed;
}
