#include "issue/worker_pool.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct crew {
    pthread_mutex_t lock; /* guards the two below */
    struct roster *roster;
    size_t next;
    void (*work)(void *context, struct hand *hand, const struct task *task);
    void *context;
};

struct worker {
    struct crew *crew;
    struct hand hand;
    pthread_t thread;
    bool started;
};

static void copy_row(struct arena *arena, const struct row *row, size_t columns,
                     struct task *task)
{
    const char **fields = arena_new(arena, columns, sizeof *fields);
    for (size_t i = 0; i < columns; i++)
        fields[i] = arena_text(arena, row->fields[i]);
    task->row.fields = fields;
    task->row.changes = tidy_copy(&row->changes, arena);
}

/* Takes the next row from the list; false when there is none. */
static bool take(struct crew *crew, struct arena *arena, struct task *task)
{
    struct err err;
    *task = (struct task){0};
    pthread_mutex_lock(&crew->lock);
    enum roster_result result = roster_next(crew->roster, &task->row, &err);
    task->index = crew->next;
    if (result == ROSTER_BAD)
        task->bad = arena_text(arena, err.text);
    if (result != ROSTER_END && task->row.fields)
        copy_row(arena, &task->row, roster_columns(crew->roster), task);
    if (result != ROSTER_END)
        crew->next++;
    pthread_mutex_unlock(&crew->lock);
    return result != ROSTER_END;
}

static void *run(void *argument)
{
    struct worker *worker = argument;
    struct hand *hand = &worker->hand;
    struct task task;
    hand->room = shape_room_new();
    while (take(worker->crew, &hand->arena, &task)) {
        worker->crew->work(worker->crew->context, hand, &task);
        arena_reset(&hand->arena);
    }
    shape_room_free(hand->room);
    arena_free(&hand->arena);
    return NULL;
}

size_t crew_run(struct roster *roster, size_t count,
                void (*work)(void *context, struct hand *hand, const struct task *task),
                void *context)
{
    struct crew crew = {.roster = roster, .work = work, .context = context};
    struct worker *workers = mem_new(count, sizeof *workers);
    pthread_mutex_init(&crew.lock, NULL);
    for (size_t i = 0; i < count; i++) {
        workers[i] = (struct worker){.crew = &crew, .hand = {.number = i}};
        /* The first hand is this thread; where no other can be had, it does all the work. */
        if (i > 0)
            workers[i].started =
                pthread_create(&workers[i].thread, NULL, run, &workers[i]) == 0;
    }
    run(&workers[0]);
    for (size_t i = 1; i < count; i++)
        if (workers[i].started)
            pthread_join(workers[i].thread, NULL);
    pthread_mutex_destroy(&crew.lock);
    free(workers);
    return crew.next;
}
