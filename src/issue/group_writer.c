#include "issue/group_writer.h"

#include "base/arena.h"
#include "base/mem.h"
#include "issue/detached.h"

#include <stdlib.h>

enum { GROUP = 32 }; /* files in a sync: more gain little and appear later */

struct parcel {
    size_t index;
    struct outcome outcome;
    struct staged staged;
    bool has_detached;
    struct staged detached;
    bool replace;
    bool is_complete;   /* both have their names */
    struct error fault; /* why not */
    bool is_noted;      /* the outcome has something to say of a certificate that is written: */
    struct error note;
    struct ledger_entry entry;
};

struct group_writer {
    struct folder *folder;
    struct ledger *ledger;
    struct outcomes *outcomes;
    struct arena arena; /* of the parcels' texts */
    struct parcel parcels[GROUP];
    size_t count;
};

struct group_writer *group_writer_new(struct folder *folder, struct ledger *ledger,
                                      struct outcomes *outcomes)
{
    struct group_writer *group_writer = mem_new(1, sizeof *group_writer);
    group_writer->folder = folder;
    group_writer->ledger = ledger;
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
    parcel->outcome.corrected = done ? parcel->entry.corrected : NULL;
    parcel->outcome.archived = done ? parcel->entry.archived : NULL;
    parcel->outcome.error = !done ? err : parcel->is_noted ? &parcel->note : NULL;
    outcomes_finish(group_writer->outcomes, parcel->index, &parcel->outcome);
}

static void describe(struct group_writer *group_writer, struct parcel *parcel,
                     const struct buf *pdf, const struct ledger_facts *facts)
{
    parcel->entry = (struct ledger_entry){
        .index = parcel->index,
        .who = parcel->outcome.who,
        .facts = *facts,
        .file = parcel->outcome.file,
        .sha256 = hash_of(&(struct span){pdf->data, pdf->size}, 1),
    };
    parcel->entry.facts.fields = arena_text(&group_writer->arena, facts->fields);
}

static void discard(struct folder *folder, const struct parcel *parcel)
{
    folder_discard(folder, &parcel->staged);
    if (parcel->has_detached)
        folder_discard(folder, &parcel->detached);
}

static bool stage(struct folder *folder, const struct row_files *files, struct parcel *parcel,
                  struct error *err)
{
    if (!folder_stage(folder, files->pdf->data, files->pdf->size, &parcel->staged, err))
        return false;
    if (!files->detached)
        return true;
    parcel->has_detached = folder_stage(folder, files->detached->data, files->detached->size,
                                        &parcel->detached, err);
    if (!parcel->has_detached)
        discard(folder, parcel);
    return parcel->has_detached;
}

bool group_writer_add(struct group_writer *group_writer, size_t index,
                      const struct outcome *outcome, const struct row_files *files,
                      const struct ledger_facts *facts, struct error *err)
{
    struct parcel *parcel = &group_writer->parcels[group_writer->count];
    *parcel = (struct parcel){.index = index, .outcome = *outcome, .replace = files->replace};
    parcel->outcome.who = arena_text(&group_writer->arena, outcome->who);
    parcel->outcome.file = arena_text(&group_writer->arena, outcome->file);
    parcel->outcome.number = arena_text(&group_writer->arena, outcome->number);
    if ((parcel->is_noted = outcome->error != NULL))
        parcel->note = *outcome->error;
    if (group_writer->ledger)
        describe(group_writer, parcel, files->pdf, facts);
    if (stage(group_writer->folder, files, parcel, err))
        return ++group_writer->count < GROUP || group_writer_flush(group_writer, err);
    finish(group_writer, parcel, false, err);
    return false;
}

/* Syncs the files and, where there is a register, reserves their certificates. */
static bool prepare(struct group_writer *group_writer, struct ledger_entry *const *entries,
                    struct error *err)
{
    return folder_sync(group_writer->folder, err) &&
           (!group_writer->ledger ||
            ledger_reserve(group_writer->ledger, entries, group_writer->count,
                           &group_writer->arena, err));
}

/* Gives the files their names. What they supersede goes to the archive before, and comes back
 * if that fails. */
static void publish(struct group_writer *group_writer, struct parcel *parcel)
{
    struct folder *folder = group_writer->folder;
    struct ledger_entry *entry = &parcel->entry;
    struct error lost;
    if (entry->before && !folder_move(folder, entry->before, entry->archived, &parcel->fault)) {
        discard(folder, parcel);
        return;
    }
    entry->done = folder_publish(folder, &parcel->staged, parcel->outcome.file, parcel->replace,
                                 &parcel->fault);
    parcel->is_complete = entry->done;
    if (!entry->done && entry->before)
        folder_move(folder, entry->archived, entry->before, &lost);
    if (!entry->done && parcel->has_detached)
        folder_discard(folder, &parcel->detached);
    if (entry->done && parcel->has_detached)
        parcel->is_complete = folder_publish(
            folder, &parcel->detached,
            detached_name(parcel->outcome.file, &group_writer->arena), false, &parcel->fault);
}

/* Enters in the register what has a name now, which must be on the disk before. */
static bool enter(struct group_writer *group_writer, struct ledger_entry *const *entries,
                  struct error *err)
{
    return !group_writer->ledger ||
           (folder_settle(group_writer->folder, err) &&
            ledger_publish(group_writer->ledger, entries, group_writer->count, err));
}

bool group_writer_flush(struct group_writer *group_writer, struct error *err)
{
    struct ledger_entry *entries[GROUP];
    for (size_t i = 0; i < group_writer->count; i++)
        entries[i] = &group_writer->parcels[i].entry;
    bool prepared = group_writer->count == 0 || prepare(group_writer, entries, err);
    for (size_t i = 0; i < group_writer->count; i++) {
        if (prepared)
            publish(group_writer, &group_writer->parcels[i]);
        else
            discard(group_writer->folder, &group_writer->parcels[i]);
    }
    bool entered = prepared && (group_writer->count == 0 || enter(group_writer, entries, err));
    for (size_t i = 0; i < group_writer->count; i++) {
        struct parcel *parcel = &group_writer->parcels[i];
        bool done = entered && parcel->is_complete;
        finish(group_writer, parcel, done, entered ? &parcel->fault : err);
    }
    group_writer->count = 0;
    arena_reset(&group_writer->arena);
    return entered;
}
