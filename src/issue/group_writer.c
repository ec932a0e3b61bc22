#include "issue/group_writer.h"

#include "base/arena.h"
#include "base/mem.h"
#include "issue/detached.h"

#include <stdlib.h>

enum { GROUP = 32 }; /* files in a sync: more gain little and appear later */

struct grouped_file {
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
    struct arena arena; /* of the files' texts */
    struct grouped_file files[GROUP];
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

static void finish(struct group_writer *group_writer, struct grouped_file *file, bool done,
                   const struct error *err)
{
    file->outcome.status = done ? OUTCOME_WRITTEN : OUTCOME_FAILED;
    file->outcome.corrected = done ? file->entry.corrected : NULL;
    file->outcome.archived = done ? file->entry.archived : NULL;
    file->outcome.error = !done ? err : file->is_noted ? &file->note : NULL;
    outcomes_finish(group_writer->outcomes, file->index, &file->outcome);
}

static void describe(struct group_writer *group_writer, struct grouped_file *file,
                     const struct buf *pdf, const struct ledger_facts *facts)
{
    file->entry = (struct ledger_entry){
        .index = file->index,
        .who = file->outcome.who,
        .facts = *facts,
        .file = file->outcome.file,
        .sha256 = hash_of(&(struct span){pdf->data, pdf->size}, 1),
    };
    file->entry.facts.fields = arena_text(&group_writer->arena, facts->fields);
}

static void discard(struct folder *folder, const struct grouped_file *file)
{
    folder_discard(folder, &file->staged);
    if (file->has_detached)
        folder_discard(folder, &file->detached);
}

static bool stage(struct folder *folder, const struct row_files *files,
                  struct grouped_file *file, struct error *err)
{
    if (!folder_stage(folder, files->pdf->data, files->pdf->size, &file->staged, err))
        return false;
    if (!files->detached)
        return true;
    file->has_detached = folder_stage(folder, files->detached->data, files->detached->size,
                                      &file->detached, err);
    if (!file->has_detached)
        discard(folder, file);
    return file->has_detached;
}

bool group_writer_add(struct group_writer *group_writer, size_t index,
                      const struct outcome *outcome, const struct row_files *files,
                      const struct ledger_facts *facts, struct error *err)
{
    struct grouped_file *file = &group_writer->files[group_writer->count];
    *file =
        (struct grouped_file){.index = index, .outcome = *outcome, .replace = files->replace};
    file->outcome.who = arena_text(&group_writer->arena, outcome->who);
    file->outcome.file = arena_text(&group_writer->arena, outcome->file);
    file->outcome.number = arena_text(&group_writer->arena, outcome->number);
    if ((file->is_noted = outcome->error != NULL))
        file->note = *outcome->error;
    if (group_writer->ledger)
        describe(group_writer, file, files->pdf, facts);
    if (stage(group_writer->folder, files, file, err))
        return ++group_writer->count < GROUP || group_writer_flush(group_writer, err);
    finish(group_writer, file, false, err);
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
static void publish(struct group_writer *group_writer, struct grouped_file *file)
{
    struct folder *folder = group_writer->folder;
    struct ledger_entry *entry = &file->entry;
    struct error lost;
    if (entry->before && !folder_move(folder, entry->before, entry->archived, &file->fault)) {
        discard(folder, file);
        return;
    }
    entry->done =
        folder_publish(folder, &file->staged, file->outcome.file, file->replace, &file->fault);
    file->is_complete = entry->done;
    if (!entry->done && entry->before)
        folder_move(folder, entry->archived, entry->before, &lost);
    if (!entry->done && file->has_detached)
        folder_discard(folder, &file->detached);
    if (entry->done && file->has_detached)
        file->is_complete = folder_publish(
            folder, &file->detached, detached_name(file->outcome.file, &group_writer->arena),
            false, &file->fault);
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
        entries[i] = &group_writer->files[i].entry;
    bool prepared = group_writer->count == 0 || prepare(group_writer, entries, err);
    for (size_t i = 0; i < group_writer->count; i++) {
        if (prepared)
            publish(group_writer, &group_writer->files[i]);
        else
            discard(group_writer->folder, &group_writer->files[i]);
    }
    bool entered = prepared && (group_writer->count == 0 || enter(group_writer, entries, err));
    for (size_t i = 0; i < group_writer->count; i++) {
        struct grouped_file *file = &group_writer->files[i];
        bool done = entered && file->is_complete;
        finish(group_writer, file, done, entered ? &file->fault : err);
    }
    group_writer->count = 0;
    arena_reset(&group_writer->arena);
    return entered;
}
