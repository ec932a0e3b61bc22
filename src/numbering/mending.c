#include "numbering/mending.h"

#include "base/buf.h"
#include "files/hidden_name.h"
#include "files/issued_file.h"
#include "numbering/kept_records.h"
#include "register/registry_write.h"

#include <stdlib.h>

/* Numbers of certificates; more than ten are not named. */
struct mended_numbers {
    size_t count;
    struct buf text; /* "016, 017" */
};

/* What was put right. */
struct mended {
    struct mended_numbers completed;  /* certificates that were there, entered as issued */
    struct mended_numbers taken_back; /* numbers that nobody has got */
    struct mended_numbers restored;   /* of files that were about to be superseded */
};

static void add_number(struct mended_numbers *numbers, const char *number)
{
    enum { NAMED = 10 };
    if (numbers->count++ < NAMED)
        buf_printf(&numbers->text, "%s%s", numbers->count > 1 ? ", " : "", number);
    else if (numbers->count == NAMED + 1)
        buf_puts(&numbers->text, ", …");
}

static void mended_free(struct mended *mended)
{
    buf_free(&mended->completed.text);
    buf_free(&mended->taken_back.text);
    buf_free(&mended->restored.text);
}

/* What brings register and folder together. */
struct mender {
    struct registry *registry;
    struct folder *folder;
    struct arena arena;
    struct mended *mended;
};

/* The file has its name: the certificate is issued, whatever has not been entered any more. */
static bool complete(struct mender *mender, const struct registry_record *record,
                     struct error *err)
{
    struct registry *registry = mender->registry;
    struct folder *folder = mender->folder;
    struct arena *arena = &mender->arena;
    struct registry_record before;
    if (!kept_records_current(registry, record->number_id, arena, &before, err))
        return false;
    const char *archived = before.id && before.id != record->id && *before.file
                               ? issued_file_archived(&before, arena)
                               : NULL;
    if (archived && !folder_has(folder, archived))
        archived = NULL;
    return registry_publish(registry, record->id, archived, err);
}

/* What was to be superseded comes back from the archive, if it has gone there. */
static bool restore(struct mender *mender, const struct registry_record *record,
                    const struct registry_record *before, struct error *err)
{
    struct folder *folder = mender->folder;
    if (!before->id || before->id == record->id || !*before->file ||
        folder_has(folder, before->file))
        return true;
    const char *archived = issued_file_archived(before, &mender->arena);
    if (!folder_has(folder, archived))
        return true;
    if (!folder_move(folder, archived, before->file, err))
        return false;
    add_number(&mender->mended->restored, record->number);
    return true;
}

/* The file has no name: what was to be superseded stays what it was. */
static bool take_back(struct mender *mender, const struct registry_record *record,
                      struct error *err)
{
    struct registry_record before;
    if (!kept_records_current(mender->registry, record->number_id, &mender->arena, &before,
                              err) ||
        !restore(mender, record, &before, err))
        return false;
    if (record->version == 1)
        add_number(&mender->mended->taken_back, record->number);
    return registry_take_back(mender->registry, record, err);
}

static bool mend(struct mender *mender, const struct registry_record *record, struct error *err)
{
    if (issued_file_is_in(mender->folder, record)) {
        add_number(&mender->mended->completed, record->number);
        return complete(mender, record, err);
    }
    return hidden_name_waits(mender->folder, record->file) || take_back(mender, record, err);
}

/* Goes through the certificates that are reserved for somebody. */
static bool mend_all(struct mender *mender, struct error *err)
{
    struct registry *registry = mender->registry;
    struct kept_records records = {.arena = &mender->arena};
    bool done = kept_records_find(registry, REGISTRY_PENDING, 0, &records, err);
    done = done && (records.count == 0 || registry_begin(registry, err));
    bool began = done && records.count;
    for (size_t i = 0; done && i < records.count; i++)
        done = mend(mender, &records.list[i], err);
    if (began)
        done = registry_end(registry, done, err);
    free(records.list);
    arena_free(&mender->arena);
    return done;
}

/* ---- telling ----------------------------------------------------------------------------- */

static void report_mended(const struct mended *mended, struct place place,
                          struct report *findings)
{
    const struct mended_numbers *completed = &mended->completed,
                                *taken_back = &mended->taken_back,
                                *restored = &mended->restored;
    if (completed->count)
        report_add_plural(findings, LEVEL_WARNING, place, "register-completed",
                          completed->count,
                          "The last run was cut off; %zu certificate that it had written is "
                          "entered in the register now: %s.",
                          "The last run was cut off; %zu certificates that it had written are "
                          "entered in the register now: %s.",
                          completed->count, buf_text(&completed->text));
    if (taken_back->count)
        report_add_plural(findings, LEVEL_WARNING, place, "register-taken-back",
                          taken_back->count,
                          "The last run was cut off; %zu number that nobody has got is free "
                          "again: %s.",
                          "The last run was cut off; %zu numbers that nobody has got are free "
                          "again: %s.",
                          taken_back->count, buf_text(&taken_back->text));
    if (restored->count)
        report_add_plural(findings, LEVEL_WARNING, place, "register-restored", restored->count,
                          "The last run was cut off; %zu certificate is back from the archive: "
                          "%s.",
                          "The last run was cut off; %zu certificates are back from the "
                          "archive: %s.",
                          restored->count, buf_text(&restored->text));
}

bool mending_run(const struct register_place *place, struct folder *folder,
                 struct report *findings, struct error *err)
{
    struct mended mended = {0};
    struct mender mender = {.registry = place->registry, .folder = folder, .mended = &mended};
    if (!register_place_check_pending(place, err))
        return false;
    bool done = !folder || mend_all(&mender, err);
    report_mended(&mended, (struct place){.file = place->out}, findings);
    mended_free(&mended);
    return done;
}

/* ---- foretelling ------------------------------------------------------------------------- */

struct unfinished {
    const struct folder *folder;
    struct mended_numbers numbers;
};

static bool note_unfinished(void *context, const struct registry_record *record)
{
    struct unfinished *unfinished = context;
    if (!hidden_name_waits(unfinished->folder, record->file))
        add_number(&unfinished->numbers, record->number);
    return true;
}

bool mending_foretell(const struct register_place *place, struct report *findings,
                      struct error *err)
{
    const struct registry_search pending = {.key = REGISTRY_PENDING};
    struct unfinished unfinished = {.folder = place->folder};
    struct mended_numbers *numbers = &unfinished.numbers;
    if (!register_place_check_pending(place, err) ||
        !registry_find(place->registry, &pending, note_unfinished, &unfinished, err)) {
        buf_free(&numbers->text);
        return false;
    }
    if (numbers->count) {
        report_add_plural(findings, LEVEL_WARNING, (struct place){.file = place->out},
                          "register-unfinished-numbers", numbers->count,
                          "The last run was cut off; %zu certificate was on its way: %s.",
                          "The last run was cut off; %zu certificates were on their way: %s.",
                          numbers->count, buf_text(&numbers->text));
        report_advise(findings, "Run kualik issue, which puts right what is left undone.");
    }
    buf_free(&numbers->text);
    return true;
}
