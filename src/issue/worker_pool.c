#include "issue/worker_pool.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct worker_pool {
    pthread_mutex_t lock; /* guards the two below */
    struct roster *roster;
    size_t next;
    void (*work)(void *context, struct worker *worker, const struct row_task *row_task);
    void *context;
};

struct pool_thread {
    struct worker_pool *pool;
    struct worker worker;
    pthread_t thread;
    bool started;
};

static void copy_row(struct arena *arena, const struct row *row, size_t columns,
                     struct row_task *row_task)
{
    const char **fields = arena_new(arena, columns, sizeof *fields);
    for (size_t i = 0; i < columns; i++)
        fields[i] = arena_text(arena, row->fields[i]);
    row_task->row.fields = fields;
    row_task->row.changes = normalize_copy(&row->changes, arena);
}

/* Takes the next row from the list; false when there is none. */
static bool take(struct worker_pool *pool, struct arena *arena, struct row_task *row_task)
{
    struct error err;
    *row_task = (struct row_task){0};
    pthread_mutex_lock(&pool->lock);
    enum roster_result result = roster_next(pool->roster, &row_task->row, &err);
    row_task->index = pool->next;
    if (result == ROSTER_BAD)
        row_task->bad = arena_text(arena, err.text);
    if (result != ROSTER_END && row_task->row.fields)
        copy_row(arena, &row_task->row, roster_columns(pool->roster), row_task);
    if (result != ROSTER_END)
        pool->next++;
    pthread_mutex_unlock(&pool->lock);
    return result != ROSTER_END;
}

static void *run(void *argument)
{
    struct pool_thread *thread = argument;
    struct worker *worker = &thread->worker;
    struct row_task row_task;
    worker->room = shape_room_new();
    while (take(thread->pool, &worker->arena, &row_task)) {
        thread->pool->work(thread->pool->context, worker, &row_task);
        arena_reset(&worker->arena);
    }
    shape_room_free(worker->room);
    arena_free(&worker->arena);
    return NULL;
}

size_t worker_pool_run(struct roster *roster, size_t count,
                       void (*work)(void *context, struct worker *worker,
                                    const struct row_task *row_task),
                       void *context)
{
    struct worker_pool pool = {.roster = roster, .work = work, .context = context};
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
    return pool.next;
}
