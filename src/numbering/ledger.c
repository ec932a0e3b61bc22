#include "numbering/ledger.h"

#include "base/mem.h"
#include "files/hidden_name.h"
#include "files/issued_file.h"
#include "numbering/register_place.h"
#include "register/registry_write.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct ledger {
    const struct numbering *numbering;
    struct registry *registry;
    struct folder *folder;
    const struct digest *signer;
    int64_t time;
    pthread_mutex_t lock; /* of the register: one transaction at a time */
};

static bool is_archived(const char *file)
{
    return strncmp(file, FOLDER_ARCHIVE, strlen(FOLDER_ARCHIVE)) == 0;
}

/* ---- records, kept beyond their search -------------------------------------------------- */

struct records {
    struct arena *arena;
    struct registry_record *list;
    size_t count, room;
};

static bool keep_record(void *context, const struct registry_record *record)
{
    struct records *records = context;
    records->list =
        mem_grow(records->list, records->count, &records->room, sizeof *records->list);
    struct registry_record *kept = &records->list[records->count++];
    *kept = *record;
    kept->number = arena_text(records->arena, record->number);
    kept->who = "";
    kept->fields = arena_text(records->arena, record->fields);
    kept->file = arena_text(records->arena, record->file);
    kept->reason = arena_text(records->arena, record->reason);
    return true;
}

static bool find_records(struct registry *registry, enum registry_key key, int64_t number_id,
                         struct records *records, struct error *err)
{
    const struct registry_search search = {.key = key, .number_id = number_id};
    return registry_find(registry, &search, keep_record, records, err);
}

/* Finds the record that stands for the number; `found->id` is 0 if there is none. */
static bool find_current(struct registry *registry, int64_t number_id, struct arena *arena,
                         struct registry_record *found, struct error *err)
{
    struct records records = {.arena = arena};
    bool done = find_records(registry, REGISTRY_NUMBER_ID, number_id, &records, err);
    *found = (struct registry_record){.file = "", .fields = ""};
    for (size_t i = 0; done && i < records.count; i++)
        if (records.list[i].current)
            *found = records.list[i];
    free(records.list);
    return done;
}

static bool is_issued(const struct registry_record *record)
{
    return record->state == REGISTRY_ISSUED || record->state == REGISTRY_DUPLICATE;
}

/* ---- after a run that was cut off ------------------------------------------------------- */

static void add_number(struct ledger_numbers *numbers, const char *number)
{
    enum { NAMED = 10 };
    if (numbers->count++ < NAMED)
        buf_printf(&numbers->text, "%s%s", numbers->count > 1 ? ", " : "", number);
    else if (numbers->count == NAMED + 1)
        buf_puts(&numbers->text, ", …");
}

void ledger_mended_free(struct ledger_mended *mended)
{
    buf_free(&mended->completed.text);
    buf_free(&mended->taken_back.text);
    buf_free(&mended->restored.text);
}

/* The file has its name: the certificate is issued, whatever has not been entered any more. */
static bool complete(struct registry *registry, struct folder *folder,
                     const struct registry_record *record, struct arena *arena,
                     struct error *err)
{
    struct registry_record before;
    if (!find_current(registry, record->number_id, arena, &before, err))
        return false;
    const char *archived = before.id && before.id != record->id && *before.file
                               ? issued_file_archived(&before, arena)
                               : NULL;
    if (archived && !folder_has(folder, archived))
        archived = NULL;
    return registry_publish(registry, record->id, archived, err);
}

/* The file has no name: what was to be superseded stays what it was. */
static bool take_back(struct registry *registry, struct folder *folder,
                      const struct registry_record *record, struct arena *arena,
                      struct ledger_mended *mended, struct error *err)
{
    struct registry_record before;
    if (!find_current(registry, record->number_id, arena, &before, err))
        return false;
    if (before.id && before.id != record->id && *before.file &&
        !folder_has(folder, before.file)) {
        const char *archived = issued_file_archived(&before, arena);
        if (folder_has(folder, archived)) {
            if (!folder_move(folder, archived, before.file, err))
                return false;
            add_number(&mended->restored, record->number);
        }
    }
    if (record->version == 1)
        add_number(&mended->taken_back, record->number);
    return registry_take_back(registry, record, err);
}

bool ledger_mend(struct registry *registry, struct folder *folder, struct ledger_mended *mended,
                 struct error *err)
{
    struct arena arena = {0};
    struct records records = {.arena = &arena};
    bool done = find_records(registry, REGISTRY_PENDING, 0, &records, err) &&
                (records.count == 0 || registry_begin(registry, err));
    bool began = done && records.count;
    for (size_t i = 0; done && i < records.count; i++) {
        const struct registry_record *record = &records.list[i];
        if (issued_file_is_in(folder, record)) {
            add_number(&mended->completed, record->number);
            done = complete(registry, folder, record, &arena, err);
        } else if (!hidden_name_waits(folder, record->file)) {
            done = take_back(registry, folder, record, &arena, mended, err);
        }
    }
    if (began)
        done = registry_end(registry, done, err);
    free(records.list);
    arena_free(&arena);
    return done;
}

/* ---- beginning -------------------------------------------------------------------------- */

/* Moves the file of a certificate that is no longer valid out of the way of others. */
static bool put_away(struct ledger *ledger, const struct registry_record *record,
                     struct arena *arena, struct error *err)
{
    if (record->state != REGISTRY_SPOILED && record->state != REGISTRY_REVOKED)
        return true;
    if (!*record->file || is_archived(record->file))
        return true;
    const char *archived = issued_file_archived(record, arena);
    if (issued_file_is_in(ledger->folder, record)) {
        if (!folder_move(ledger->folder, record->file, archived, err))
            return false;
    } else if (!folder_has(ledger->folder, archived)) {
        return true;
    }
    return registry_move(ledger->registry, record->id, archived, err);
}

/* Moves the file of a certificate that was put away by mistake back to its place. */
static bool bring_back(struct ledger *ledger, const struct registry_record *record,
                       struct arena *arena, struct error *err)
{
    const char *name = is_archived(record->file) ? issued_file_unarchived(record, arena) : NULL;
    if (!name)
        return true;
    if (issued_file_is_in(ledger->folder, record)) {
        if (!folder_move(ledger->folder, record->file, name, err))
            return false;
    } else if (!folder_has(ledger->folder, name)) {
        return true;
    }
    return registry_move(ledger->registry, record->id, name, err);
}

static bool move_all(struct ledger *ledger, enum registry_key key,
                     bool (*move)(struct ledger *ledger, const struct registry_record *record,
                                  struct arena *arena, struct error *err),
                     struct error *err)
{
    struct arena arena = {0};
    struct records records = {.arena = &arena};
    bool done = find_records(ledger->registry, key, 0, &records, err);
    for (size_t i = 0; done && i < records.count; i++)
        done = move(ledger, &records.list[i], &arena, err);
    free(records.list);
    arena_free(&arena);
    return done;
}

struct ledger *ledger_new(const struct numbering *numbering, struct folder *folder,
                          const struct digest *signer, int64_t time, struct error *err)
{
    struct ledger *ledger = mem_new(1, sizeof *ledger);
    *ledger = (struct ledger){.numbering = numbering,
                              .registry = numbering_registry(numbering),
                              .folder = folder,
                              .signer = signer,
                              .time = time};
    pthread_mutex_init(&ledger->lock, NULL);
    if (register_place_note(ledger->registry, folder, err) &&
        move_all(ledger, REGISTRY_INVALID, put_away, err) &&
        move_all(ledger, REGISTRY_ARCHIVED, bring_back, err))
        return ledger;
    ledger_free(ledger);
    return NULL;
}

void ledger_free(struct ledger *ledger)
{
    if (!ledger)
        return;
    pthread_mutex_destroy(&ledger->lock);
    free(ledger);
}

/* ---- certificates ----------------------------------------------------------------------- */

/* Fills the entry's record, and finds out which file it supersedes. */
static bool prepare(struct ledger *ledger, struct ledger_entry *entry, struct arena *arena,
                    struct error *err)
{
    const struct numbered_row *row = numbering_row(ledger->numbering, entry->index);
    struct registry_record before = {0};
    if (row->excluded)
        return roster_fail_of_change(err);
    entry->before = entry->archived = entry->corrected = NULL;
    if (row->number_id && !find_current(ledger->registry, row->number_id, arena, &before, err))
        return false;
    if (before.id && is_issued(&before))
        entry->corrected = row_identity_differences(before.fields, entry->facts.fields, arena);
    if (before.id && is_issued(&before) && folder_has(ledger->folder, before.file)) {
        entry->before = before.file;
        entry->archived = issued_file_archived(&before, arena);
    }
    entry->record = (struct registry_record){
        .number_id = row->number_id,
        .seq = row->seq,
        .number = numbering_number(ledger->numbering, entry->index, arena),
        .has_person = true,
        .person = row->person,
        .who = entry->who,
        .fields = entry->facts.fields,
        .file = entry->file,
        .reason = "",
        .has_sha256 = true,
        .sha256 = entry->sha256,
        .has_seal = entry->facts.has_seal,
        .seal = entry->facts.seal,
        .has_signer = ledger->signer != NULL,
        .time = ledger->time,
    };
    if (ledger->signer)
        entry->record.signer = *ledger->signer;
    return true;
}

bool ledger_reserve(struct ledger *ledger, struct ledger_entry *const *entries, size_t count,
                    struct arena *arena, struct error *err)
{
    pthread_mutex_lock(&ledger->lock);
    bool done = registry_begin(ledger->registry, err);
    if (done) {
        for (size_t i = 0; done && i < count; i++)
            done = prepare(ledger, entries[i], arena, err) &&
                   registry_reserve(ledger->registry, &entries[i]->record, err);
        done = registry_end(ledger->registry, done, err);
    }
    pthread_mutex_unlock(&ledger->lock);
    return done;
}

bool ledger_publish(struct ledger *ledger, struct ledger_entry *const *entries, size_t count,
                    struct error *err)
{
    pthread_mutex_lock(&ledger->lock);
    bool done = registry_begin(ledger->registry, err);
    if (done) {
        for (size_t i = 0; done && i < count; i++)
            done = entries[i]->done
                       ? registry_publish(ledger->registry, entries[i]->record.id,
                                          entries[i]->archived, err)
                       : hidden_name_waits(ledger->folder, entries[i]->file) ||
                             registry_take_back(ledger->registry, &entries[i]->record, err);
        done = registry_end(ledger->registry, done, err);
    }
    pthread_mutex_unlock(&ledger->lock);
    return done;
}

static bool enter(struct ledger *ledger, struct ledger_entry *entry, struct arena *arena,
                  struct error *err)
{
    if (!registry_begin(ledger->registry, err))
        return false;
    bool done = prepare(ledger, entry, arena, err) &&
                registry_reserve(ledger->registry, &entry->record, err) &&
                registry_publish(ledger->registry, entry->record.id, NULL, err);
    return registry_end(ledger->registry, done, err);
}

/* Brings what the register knows of a certificate that stays the same to what is known now: the
 * row's fields, and the seal, of which older versions of kualik kept nothing. */
static bool renew_facts(struct ledger *ledger, const struct registry_record *now,
                        const struct ledger_facts *facts, struct error *err)
{
    bool same_fields = strcmp(now->fields, facts->fields) == 0;
    bool same_seal = !facts->has_seal ||
                     (now->has_seal && memcmp(&now->seal, &facts->seal, DIGEST_SIZE) == 0);
    return (same_fields ||
            registry_set_fields(ledger->registry, now->id, facts->fields, err)) &&
           (same_seal || registry_set_seal(ledger->registry, now->id, &facts->seal, err));
}

bool ledger_keep(struct ledger *ledger, struct ledger_entry *entry, struct error *err)
{
    const struct numbered_row *row = numbering_row(ledger->numbering, entry->index);
    struct arena arena = {0};
    struct registry_record now = {0};
    pthread_mutex_lock(&ledger->lock);
    bool done =
        !row->number_id || find_current(ledger->registry, row->number_id, &arena, &now, err);
    bool known = now.id && is_issued(&now) && now.has_sha256 &&
                 strcmp(now.file, entry->file) == 0 &&
                 memcmp(now.sha256.bytes, entry->sha256.bytes, DIGEST_SIZE) == 0;
    if (done && !known)
        done = enter(ledger, entry, &arena, err);
    else if (done)
        done = renew_facts(ledger, &now, &entry->facts, err);
    pthread_mutex_unlock(&ledger->lock);
    arena_free(&arena);
    return done;
}

/* Finds the row's certificate that is valid now; false if there is none. */
static bool find_issued(struct ledger *ledger, const struct numbered_row *row,
                        struct arena *arena, struct registry_record *now)
{
    struct error unread;
    pthread_mutex_lock(&ledger->lock);
    bool found = find_current(ledger->registry, row->number_id, arena, now, &unread) &&
                 now->id && is_issued(now);
    pthread_mutex_unlock(&ledger->lock);
    return found;
}

/* Whether the certificate that the row has shall be superseded by another. */
static bool is_superseded(const struct numbered_row *row)
{
    return row->number_id && (row->changed || row->duplicate == DUPLICATE_ASKED);
}

bool ledger_misses(struct ledger *ledger, size_t index)
{
    const struct numbered_row *row = numbering_row(ledger->numbering, index);
    struct arena arena = {0};
    struct registry_record now;
    bool misses = row->number_id && !is_superseded(row) &&
                  find_issued(ledger, row, &arena, &now) &&
                  !folder_has(ledger->folder, now.file);
    arena_free(&arena);
    return misses;
}

bool ledger_owns(struct ledger *ledger, size_t index, const char *file)
{
    const struct numbered_row *row = numbering_row(ledger->numbering, index);
    struct arena arena = {0};
    struct registry_record now;
    bool owns = is_superseded(row) && find_issued(ledger, row, &arena, &now) &&
                strcmp(now.file, file) == 0;
    arena_free(&arena);
    return owns;
}

bool ledger_unsigns(struct ledger *ledger, size_t index)
{
    const struct numbered_row *row = numbering_row(ledger->numbering, index);
    struct arena arena = {0};
    struct registry_record now;
    bool unsigns = !ledger->signer && is_superseded(row) &&
                   find_issued(ledger, row, &arena, &now) && now.has_signer;
    arena_free(&arena);
    return unsigns;
}

bool ledger_reserve_spares(struct ledger *ledger, size_t *lacking, struct error *err)
{
    struct arena arena = {0};
    size_t count, *seqs = numbering_spares(ledger->numbering, &count, lacking, err);
    if (!seqs)
        return false;
    bool done = count == 0 || registry_begin(ledger->registry, err);
    bool began = done && count;
    for (size_t i = 0; done && i < count; i++) {
        struct registry_record record = {
            .seq = seqs[i],
            .number = numbering_write(ledger->numbering, seqs[i], &arena),
            .who = "",
            .fields = "",
            .reason = "spare",
        };
        done = registry_reserve(ledger->registry, &record, err);
    }
    if (began)
        done = registry_end(ledger->registry, done, err);
    free(seqs);
    arena_free(&arena);
    return done;
}

bool ledger_note_template(struct ledger *ledger, const struct template *template,
                          struct error *err)
{
    const char *name = template_name(template);
    struct digest before;
    bool noted;
    return registry_find_template(ledger->registry, name, &before, &noted, err) &&
           ((noted && memcmp(&before, &template->digest, sizeof before) == 0) ||
            registry_set_template(ledger->registry, name, &template->digest, err));
}
