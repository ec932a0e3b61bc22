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

struct delivery {
    struct folder *folder;
    struct tally *tally;
    struct arena arena; /* of the parcels' texts */
    struct parcel parcels[GROUP];
    size_t count;
};

struct delivery *delivery_new(struct folder *folder, struct tally *tally)
{
    struct delivery *delivery = mem_new(1, sizeof *delivery);
    delivery->folder = folder;
    delivery->tally = tally;
    return delivery;
}

void delivery_free(struct delivery *delivery)
{
    if (!delivery)
        return;
    arena_free(&delivery->arena);
    free(delivery);
}

static void finish(struct delivery *delivery, struct parcel *parcel, bool done,
                   const struct err *err)
{
    parcel->outcome.status = done ? OUTCOME_WRITTEN : OUTCOME_FAILED;
    parcel->outcome.message = done ? "" : err->text;
    tally_finish(delivery->tally, parcel->index, &parcel->outcome);
}

void delivery_add(struct delivery *delivery, size_t index, const struct outcome *outcome,
                  const void *bytes, size_t size, bool replace)
{
    struct parcel *parcel = &delivery->parcels[delivery->count];
    struct err err;
    *parcel = (struct parcel){.index = index, .outcome = *outcome, .replace = replace};
    parcel->outcome.who = arena_text(&delivery->arena, outcome->who);
    parcel->outcome.file = arena_text(&delivery->arena, outcome->file);
    if (!folder_stage(delivery->folder, bytes, size, &parcel->staged, &err))
        finish(delivery, parcel, false, &err);
    else if (++delivery->count == GROUP)
        delivery_flush(delivery);
}

void delivery_flush(struct delivery *delivery)
{
    struct err err;
    bool synced = delivery->count == 0 || folder_sync(delivery->folder, &err);
    for (size_t i = 0; i < delivery->count; i++) {
        struct parcel *parcel = &delivery->parcels[i];
        if (!synced)
            folder_discard(delivery->folder, &parcel->staged);
        bool done = synced && folder_publish(delivery->folder, &parcel->staged,
                                             parcel->outcome.file, parcel->replace, &err);
        finish(delivery, parcel, done, &err);
    }
    delivery->count = 0;
    arena_reset(&delivery->arena);
}
