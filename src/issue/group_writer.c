#include "issue/group_writer.h"

#include "base/arena.h"
#include "base/mem.h"

#include <stdlib.h>

enum { GROUP = 32 }; /* files in a sync: more gain little and appear later */

struct parcel {
    size_t index;
    struct outcome outcome;
    struct staged staged;
    bool replace;
};

struct group_writer {
    struct folder *folder;
    struct outcomes *outcomes;
    struct arena arena; /* of the parcels' texts */
    struct parcel parcels[GROUP];
    size_t count;
};

struct group_writer *group_writer_new(struct folder *folder, struct outcomes *outcomes)
{
    struct group_writer *group_writer = mem_new(1, sizeof *group_writer);
    group_writer->folder = folder;
    group_writer->outcomes = outcomes;
    return group_writer;
}

void group_writer_free(struct group_writer *group_writer)
{
    if (!group_writer)
        return;
    arena_free(&group_writer->arena);
    free(group_writer);
}

static void finish(struct group_writer *group_writer, struct parcel *parcel, bool done,
                   const struct error *err)
{
    parcel->outcome.status = done ? OUTCOME_WRITTEN : OUTCOME_FAILED;
    parcel->outcome.error = done ? NULL : err;
    outcomes_finish(group_writer->outcomes, parcel->index, &parcel->outcome);
}

bool group_writer_add(struct group_writer *group_writer, size_t index,
                      const struct outcome *outcome, const void *bytes, size_t size,
                      bool replace, struct error *err)
{
    struct parcel *parcel = &group_writer->parcels[group_writer->count];
    *parcel = (struct parcel){.index = index, .outcome = *outcome, .replace = replace};
    parcel->outcome.who = arena_text(&group_writer->arena, outcome->who);
    parcel->outcome.file = arena_text(&group_writer->arena, outcome->file);
    if (folder_stage(group_writer->folder, bytes, size, &parcel->staged, err))
        return ++group_writer->count < GROUP || group_writer_flush(group_writer, err);
    finish(group_writer, parcel, false, err);
    return false;
}

bool group_writer_flush(struct group_writer *group_writer, struct error *err)
{
    struct error fault;
    bool synced = group_writer->count == 0 || folder_sync(group_writer->folder, err);
    for (size_t i = 0; i < group_writer->count; i++) {
        struct parcel *parcel = &group_writer->parcels[i];
        if (!synced)
            folder_discard(group_writer->folder, &parcel->staged);
        bool done = synced && folder_publish(group_writer->folder, &parcel->staged,
                                             parcel->outcome.file, parcel->replace, &fault);
        finish(group_writer, parcel, done, synced ? &fault : err);
    }
    group_writer->count = 0;
    arena_reset(&group_writer->arena);
    return synced;
}
