#include "numbering/ledger.h"

#include "base/mem.h"
#include "files/hidden_name.h"
#include "files/issued_file.h"
#include "numbering/archiving.h"
#include "numbering/kept_records.h"
#include "numbering/register_place.h"
#include "register/registry_write.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct ledger {
    const struct numbering *numbering;
    struct registry *registry;
    const struct folder *folder;
    const struct digest *signer;
    int64_t time;
    pthread_mutex_t lock;       /* of the register: one transaction at a time */
    struct archiving_plan plan; /* what would be moved beforehand, where nothing is written */
};

/* ---- beginning -------------------------------------------------------------------------- */

static struct ledger *new_ledger(const struct numbering *numbering, const struct folder *folder,
                                 const struct digest *signer)
{
    struct ledger *ledger = mem_new(1, sizeof *ledger);
    *ledger = (struct ledger){.numbering = numbering,
                              .registry = numbering_registry(numbering),
                              .folder = folder,
                              .signer = signer};
    pthread_mutex_init(&ledger->lock, NULL);
    return ledger;
}

struct ledger *ledger_new(const struct numbering *numbering, struct folder *folder,
                          const struct digest *signer, int64_t time, struct error *err)
{
    struct ledger *ledger = new_ledger(numbering, folder, signer);
    ledger->time = time;
    if (register_place_note(ledger->registry, folder, err) &&
        archiving_run(ledger->registry, folder, err))
        return ledger;
    ledger_free(ledger);
    return NULL;
}

struct ledger *ledger_new_to_read(const struct numbering *numbering,
                                  const struct folder *folder, const struct digest *signer,
                                  struct error *err)
{
    struct ledger *ledger = new_ledger(numbering, folder, signer);
    if (!folder || archiving_find(ledger->registry, folder, &ledger->plan, err))
        return ledger;
    ledger_free(ledger);
    return NULL;
}

void ledger_free(struct ledger *ledger)
{
    if (!ledger)
        return;
    archiving_plan_free(&ledger->plan);
    pthread_mutex_destroy(&ledger->lock);
    free(ledger);
}

/* ---- certificates ----------------------------------------------------------------------- */

const char *ledger_source(const struct ledger *ledger, const char *file)
{
    return archiving_source(&ledger->plan, file);
}

static bool has_file(const struct ledger *ledger, const char *file)
{
    const char *source = ledger_source(ledger, file);
    return source && folder_has(ledger->folder, source);
}

/* Finds the record that stands for the row's number, with the name that its file has, or would
 * have; `found->id` is 0 if there is none. */
static bool find_current(struct ledger *ledger, const struct numbered_row *row,
                         struct arena *arena, struct registry_record *found, struct error *err)
{
    *found = (struct registry_record){.file = "", .fields = ""};
    if (row->number_id &&
        !kept_records_current(ledger->registry, row->number_id, arena, found, err))
        return false;
    found->file = archiving_target(&ledger->plan, found->file);
    return true;
}

/* Fills the entry's record, and finds out which file it supersedes. */
static bool prepare(struct ledger *ledger, struct ledger_entry *entry, struct arena *arena,
                    struct error *err)
{
    const struct numbered_row *row = numbering_row(ledger->numbering, entry->index);
    struct registry_record before;
    if (row->excluded)
        return roster_fail_of_change(err);
    entry->before = entry->archived = entry->corrected = NULL;
    if (!find_current(ledger, row, arena, &before, err))
        return false;
    if (before.id && registry_is_valid(&before))
        entry->corrected = row_identity_differences(before.fields, entry->facts.fields, arena);
    if (before.id && registry_is_valid(&before) && has_file(ledger, before.file)) {
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

bool ledger_foresee(struct ledger *ledger, struct ledger_entry *entry, struct arena *arena,
                    struct error *err)
{
    pthread_mutex_lock(&ledger->lock);
    bool done = prepare(ledger, entry, arena, err);
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
    struct registry_record now;
    pthread_mutex_lock(&ledger->lock);
    bool done = find_current(ledger, row, &arena, &now, err);
    bool known = now.id && registry_is_valid(&now) && now.has_sha256 &&
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
    bool found =
        find_current(ledger, row, arena, now, &unread) && now->id && registry_is_valid(now);
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
                  find_issued(ledger, row, &arena, &now) && !has_file(ledger, now.file);
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
