#include "issue/deferral.h"

#include "base/mem.h"
#include "files/hidden_name.h"
#include "files/issued_file.h"
#include "issue/reserved_documents.h"
#include "issue/strays.h"
#include "trust/signature_check.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_LIMIT = 64 << 20 }; /* bytes */

static const char list_name[] = "to-sign.json";

/* A row on its way to be told. */
struct prepared {
    size_t index;
    struct outcome outcome;
    struct ledger_entry entry;
};

struct deferral {
    struct deferral_source source;
    struct to_sign waiting; /* as it was, sorted by file */
    int64_t *owners;        /* for which number each of these is reserved, 0: none is known */
    pthread_mutex_t lock;   /* of: */
    bool *superseded;       /* of what waits: its number was prepared anew under another name */
    struct to_sign added;
    struct prepared *prepared;
    size_t count, room;
};

/* ---- what waits ------------------------------------------------------------------------- */

static int by_file(const void *left, const void *right)
{
    return strcmp(((const struct to_sign_document *)left)->file,
                  ((const struct to_sign_document *)right)->file);
}

static const struct to_sign_document *find(const struct to_sign *list, const char *file)
{
    const struct to_sign_document key = {.file = file};
    return list->count ? bsearch(&key, list->list, list->count, sizeof *list->list, by_file)
                       : NULL;
}

static void sort(struct to_sign *list)
{
    if (list->count)
        qsort(list->list, list->count, sizeof *list->list, by_file);
}

static bool check_signer(const struct deferral *deferral, struct error *err)
{
    const struct to_sign *waiting = &deferral->waiting;
    if (waiting->count == 0 ||
        memcmp(waiting->signer.bytes, deferral->source.signer->identity.bytes, DIGEST_SIZE) ==
            0)
        return true;
    error_set(err, "waiting-for-another",
              "What waits here was prepared for another certificate, that of %s.",
              waiting->name);
    error_advise(err, "Give that one with --certificate.");
    return error_at(err, (struct place){.file = list_name});
}

/* Each document has the hidden name that its file gives, so none can lead elsewhere. */
static bool check_names(const struct to_sign *waiting, struct error *err)
{
    char name[HIDDEN_NAME_SIZE];
    for (size_t i = 0; i < waiting->count; i++) {
        hidden_name_of(waiting->list[i].file, name);
        if (strcmp(name, waiting->list[i].prepared) != 0) {
            error_set(err, "waiting-list-changed",
                      "The file was changed since kualik wrote it: «%s» is not prepared so.",
                      waiting->list[i].file);
            return error_at(err, (struct place){.file = list_name});
        }
    }
    return true;
}

static bool read_waiting(struct deferral *deferral, struct error *err)
{
    struct folder *folder = deferral->source.folder;
    struct buf bytes = {0};
    if (!folder_has(folder, list_name))
        return true;
    bool read = folder_read(folder, list_name, LIST_LIMIT, &bytes, err) &&
                to_sign_read(&bytes, list_name, &deferral->waiting, err) &&
                check_names(&deferral->waiting, err) && check_signer(deferral, err);
    sort(&deferral->waiting);
    buf_free(&bytes);
    return read;
}

/* An answer for what neither waits nor is there is for something else altogether. */
static bool check_answers(const struct deferral *deferral, struct error *err)
{
    const struct answers *answers = deferral->source.answers;
    for (size_t i = 0; answers && i < answers->count; i++) {
        const char *file = answers->list[i].file;
        if (!find(&deferral->waiting, file) && !folder_has(deferral->source.folder, file))
            return error_set(err, "answer-for-nobody",
                             "There is an answer for «%s», which does not wait here.", file);
    }
    return true;
}

struct deferral *deferral_new(const struct deferral_source *source, struct error *err)
{
    struct deferral *deferral = mem_new(1, sizeof *deferral);
    deferral->source = *source;
    pthread_mutex_init(&deferral->lock, NULL);
    bool read = read_waiting(deferral, err);
    deferral->owners = mem_new(deferral->waiting.count + 1, sizeof *deferral->owners);
    deferral->superseded = mem_new(deferral->waiting.count + 1, sizeof(bool));
    if (read &&
        reserved_documents_find_owners(source->numbering, &deferral->waiting, deferral->owners,
                                       err) &&
        check_answers(deferral, err))
        return deferral;
    deferral_free(deferral);
    return NULL;
}

void deferral_free(struct deferral *deferral)
{
    if (!deferral)
        return;
    to_sign_free(&deferral->waiting);
    free(deferral->owners);
    free(deferral->superseded);
    to_sign_free(&deferral->added);
    free(deferral->prepared);
    pthread_mutex_destroy(&deferral->lock);
    free(deferral);
}

/* ---- a prepared file -------------------------------------------------------------------- */

/* Reads it and says what is signed of it; false if it is not what it was. */
static bool read_prepared(const struct deferral *deferral,
                          const struct to_sign_document *document, struct buf *pdf,
                          struct placeholder *placeholder, struct span parts[2])
{
    struct digest content;
    struct error ignored;
    *placeholder = (struct placeholder){.contents_at = document->contents_at,
                                        .contents_size = document->contents_size};
    buf_clear(pdf);
    return folder_read(deferral->source.folder, document->prepared, ISSUED_FILE_LIMIT, pdf,
                       &ignored) &&
           pdf->size == document->size &&
           pades_content(pdf, placeholder, parts, &content, &ignored) &&
           memcmp(content.bytes, document->digest.bytes, DIGEST_SIZE) == 0;
}

/* Returns the number of the row, 0 where there is no register. */
static int64_t number_of(const struct deferral *deferral, size_t index)
{
    const struct numbering *numbering = deferral->source.numbering;
    return numbering ? numbering_row(numbering, index)->number_id : 0;
}

/* Says whether that document waits for the number, which is not 0. */
static bool waits_for(const struct deferral *deferral, size_t document, int64_t number)
{
    return number && deferral->owners[document] == number;
}

static bool waits_under_another_name(const struct deferral *deferral, size_t index)
{
    const int64_t number = number_of(deferral, index);
    size_t i = 0;
    while (i < deferral->waiting.count && !waits_for(deferral, i, number))
        i++;
    return i < deferral->waiting.count;
}

enum deferred deferral_look(const struct deferral *deferral, size_t index, const char *file,
                            const uint8_t id[16])
{
    const struct to_sign_document *document = find(&deferral->waiting, file);
    struct placeholder placeholder;
    struct span parts[2];
    struct buf pdf = {0};
    if (!document)
        return waits_under_another_name(deferral, index) ? DEFERRED_OTHER : DEFERRED_NOT;
    if (memcmp(document->id, id, sizeof document->id) != 0 ||
        document->sub_filter != deferral->source.signer->sub_filter)
        return DEFERRED_OTHER;
    bool same = read_prepared(deferral, document, &pdf, &placeholder, parts);
    buf_free(&pdf);
    return same ? DEFERRED_SAME : DEFERRED_CHANGED;
}

bool deferral_refuse(enum deferred deferred, const char *file, struct error *err)
{
    if (deferred == DEFERRED_CHANGED)
        error_set(err, "prepared-changed",
                  "The prepared certificate is gone, or was changed since.");
    else
        error_set(err, "prepared-other",
                  "A certificate that says something else waits here for its signature.");
    error_advise(err, "Use --prepare --replace to prepare it anew.");
    return error_at(err, (struct place){.column = file});
}

/* ---- preparing -------------------------------------------------------------------------- */

/* Marks what waits for the number of row `index` under another name than `file`. */
static void supersede(struct deferral *deferral, size_t index, const char *file)
{
    const int64_t number = number_of(deferral, index);
    for (size_t i = 0; i < deferral->waiting.count; i++)
        if (waits_for(deferral, i, number) && strcmp(deferral->waiting.list[i].file, file) != 0)
            deferral->superseded[i] = true;
}

static void note(struct deferral *deferral, size_t index, const struct outcome *outcome,
                 const struct ledger_facts *facts, const struct to_sign_document *document,
                 const struct digest *sha256)
{
    struct arena *arena = &deferral->added.arena;
    struct to_sign *added = &deferral->added;
    added->list = mem_grow(added->list, added->count, &added->room, sizeof *added->list);
    struct to_sign_document *kept = &added->list[added->count++];
    *kept = *document;
    kept->file = arena_text(arena, document->file);
    kept->prepared = arena_text(arena, document->prepared);
    deferral->prepared = mem_grow(deferral->prepared, deferral->count, &deferral->room,
                                  sizeof *deferral->prepared);
    struct prepared *prepared = &deferral->prepared[deferral->count++];
    *prepared = (struct prepared){.index = index, .outcome = *outcome};
    prepared->outcome.who = arena_text(arena, outcome->who);
    prepared->outcome.file = kept->file;
    prepared->outcome.number = arena_text(arena, outcome->number);
    prepared->entry = (struct ledger_entry){
        .index = index,
        .who = prepared->outcome.who,
        .facts = *facts,
        .file = kept->file,
        .sha256 = *sha256,
    };
    prepared->entry.facts.fields = arena_text(arena, facts->fields);
    supersede(deferral, index, kept->file);
}

bool deferral_add(struct deferral *deferral, size_t index, const struct outcome *outcome,
                  const struct ledger_facts *facts, const uint8_t id[16], struct buf *pdf,
                  const struct placeholder *placeholder, struct error *err)
{
    struct folder *folder = deferral->source.folder;
    char name[HIDDEN_NAME_SIZE];
    struct staged staged;
    hidden_name_of(outcome->file, name);
    struct to_sign_document document = {
        .file = outcome->file,
        .prepared = name,
        .sub_filter = deferral->source.signer->sub_filter,
        .size = pdf->size,
        .contents_at = placeholder->contents_at,
        .contents_size = placeholder->contents_size,
    };
    memcpy(document.id, id, sizeof document.id);
    if (!pades_prepare(pdf, placeholder, &document.digest, err) ||
        !folder_stage(folder, pdf->data, pdf->size, &staged, err) ||
        !folder_publish(folder, &staged, name, true, err))
        return false;
    const struct digest sha256 = hash_of(&(struct span){pdf->data, pdf->size}, 1);
    pthread_mutex_lock(&deferral->lock);
    note(deferral, index, outcome, facts, &document, &sha256);
    pthread_mutex_unlock(&deferral->lock);
    return true;
}

/* ---- embedding -------------------------------------------------------------------------- */

static bool fail_of_row(const struct to_sign_document *document, struct error *err)
{
    if (!document) {
        error_set(err, "prepared-missing",
                  "This certificate was not prepared, or its name has changed since.");
        return error_advise(err, "Prepare it with --prepare.");
    }
    error_set(err, "prepared-outdated",
              "The list or the template has changed since this certificate was prepared.");
    return error_advise(err, "Use the old ones, or prepare it anew with --prepare --replace.");
}

static bool check_answer(const struct deferral *deferral,
                         const struct to_sign_document *document, const struct buf *cms,
                         const struct span parts[2], struct error *err)
{
    const struct signer *signer = deferral->source.signer;
    enum sub_filter found;
    const struct signed_content content = {
        .digest = document->digest, .parts = parts, .count = 2};
    const struct signature_wanted wanted = {
        .content = content,
        .signer = &signer->identity,
        .name = signer->name,
        .now = deferral->source.now,
    };
    if (!signature_check(cms, &wanted, NULL, &found, err))
        return false;
    if (found == SUB_FILTER_CADES || document->sub_filter == SUB_FILTER_PKCS7)
        return true;
    error_set(err, "signature-not-as-prepared",
              "The signature does not name its certificate, as PAdES demands, but the "
              "certificate was prepared for one that does.");
    return error_advise(err, "Prepare it anew with --prepare --replace --sub-filter %s.",
                        sub_filter_name(SUB_FILTER_PKCS7));
}

bool deferral_take(const struct deferral *deferral, const char *file, const uint8_t id[16],
                   struct buf *pdf, struct placeholder *placeholder,
                   struct pades_signature *signature, bool *answered, struct error *err)
{
    const struct to_sign_document *document = find(&deferral->waiting, file);
    struct span parts[2];
    if (!document || memcmp(document->id, id, sizeof document->id) != 0)
        return fail_of_row(document, err);
    if (!read_prepared(deferral, document, pdf, placeholder, parts))
        return deferral_refuse(DEFERRED_CHANGED, file, err);
    const struct buf *cms = answers_find(deferral->source.answers, file);
    *answered = cms != NULL;
    if (!cms)
        return true;
    buf_clear(&signature->der);
    buf_add(&signature->der, buf_text(cms), cms->size);
    signature->content = document->digest;
    return check_answer(deferral, document, cms, parts, err) &&
           pades_embed(pdf, placeholder, cms, err);
}

/* ---- the end ---------------------------------------------------------------------------- */

/* Says whether the file begins with the document, whatever its signature: what raises its level
 * stands behind it. */
static bool begins_with(const struct buf *pdf, const struct to_sign_document *document)
{
    size_t at = document->contents_at, size = document->contents_size;
    if (document->size > pdf->size || at > document->size || size > document->size - at)
        return false;
    const struct span parts[] = {{pdf->data, at},
                                 {pdf->data + at + size, document->size - at - size}};
    const struct digest digest = hash_of(parts, 2);
    return memcmp(digest.bytes, document->digest.bytes, DIGEST_SIZE) == 0;
}

/* Says whether the certificate stands under its name. */
static bool is_embedded(const struct deferral *deferral,
                        const struct to_sign_document *document)
{
    struct folder *folder = deferral->source.folder;
    struct buf pdf = {0};
    struct error ignored;
    bool done = folder_has(folder, document->file) &&
                folder_read(folder, document->file, ISSUED_FILE_LIMIT, &pdf, &ignored) &&
                begins_with(&pdf, document);
    buf_free(&pdf);
    return done;
}

static void keep(struct to_sign *list, const struct to_sign_document *document)
{
    list->list = mem_grow(list->list, list->count, &list->room, sizeof *list->list);
    list->list[list->count++] = *document;
}

/* What waited, and what becomes of it. */
struct sifted {
    struct to_sign left; /* it waits, as does what was prepared now */
    struct to_sign embedded;
    struct to_sign superseded; /* its number was prepared anew, under another name */
};

static void sift(const struct deferral *deferral, struct sifted *sifted)
{
    for (size_t i = 0; i < deferral->waiting.count; i++) {
        const struct to_sign_document *document = &deferral->waiting.list[i];
        if (find(&deferral->added, document->file))
            continue;
        keep(deferral->superseded[i]           ? &sifted->superseded
             : is_embedded(deferral, document) ? &sifted->embedded
                                               : &sifted->left,
             document);
    }
    for (size_t i = 0; i < deferral->added.count; i++)
        keep(&sifted->left, &deferral->added.list[i]);
    sort(&sifted->left);
}

static bool write_list(const struct deferral *deferral, const struct to_sign *left,
                       struct error *err)
{
    struct folder *folder = deferral->source.folder;
    struct staged staged;
    struct buf text = {0};
    if (left->count == 0) {
        folder_remove(folder, list_name);
        return true;
    }
    to_sign_write(left, &text);
    bool written = folder_stage(folder, text.data, text.size, &staged, err);
    buf_free(&text);
    if (!written)
        return false;
    if (folder_sync(folder, err))
        return folder_publish(folder, &staged, list_name, true, err);
    folder_discard(folder, &staged);
    return false;
}

static bool reserve(struct deferral *deferral, struct error *err)
{
    struct ledger_entry **entries = mem_new(deferral->count + 1, sizeof *entries);
    for (size_t i = 0; i < deferral->count; i++)
        entries[i] = &deferral->prepared[i].entry;
    bool done = !deferral->source.ledger || deferral->count == 0 ||
                ledger_reserve(deferral->source.ledger, entries, deferral->count,
                               &deferral->added.arena, err);
    free(entries);
    return done;
}

static void tell(struct deferral *deferral, bool done, const struct error *err)
{
    for (size_t i = 0; i < deferral->count; i++) {
        struct prepared *prepared = &deferral->prepared[i];
        prepared->outcome.status = done ? OUTCOME_WAITING : OUTCOME_FAILED;
        prepared->outcome.error = done ? NULL : err;
        outcomes_finish(deferral->source.outcomes, prepared->index, &prepared->outcome);
    }
}

static void remove_prepared(const struct deferral *deferral, const struct to_sign *list)
{
    for (size_t i = 0; i < list->count; i++)
        folder_remove(deferral->source.folder, list->list[i].prepared);
}

/* Writes what waits, and removes the prepared files that are not needed any more: of what is
 * embedded before, so that a run that is killed between the two still names them; of what is
 * superseded behind, since without its file nobody could sign what the list names. */
static bool renew_list(const struct deferral *deferral, struct error *err)
{
    struct sifted sifted = {.left = {.signer = deferral->source.signer->identity,
                                     .name = deferral->source.signer->name}};
    sift(deferral, &sifted);
    remove_prepared(deferral, &sifted.embedded);
    bool written = write_list(deferral, &sifted.left, err);
    if (written)
        remove_prepared(deferral, &sifted.superseded);
    free(sifted.left.list);
    free(sifted.embedded.list);
    free(sifted.superseded.list);
    return written;
}

bool deferral_settle(struct deferral *deferral, struct error *err)
{
    struct error reason;
    sort(&deferral->added);
    bool settled = (deferral->count == 0 || folder_sync(deferral->source.folder, &reason)) &&
                   reserve(deferral, &reason) && renew_list(deferral, &reason);
    tell(deferral, settled, &reason);
    if (!settled)
        *err = reason;
    return settled;
}

/* ---- strays ----------------------------------------------------------------------------- */

/* Marks the documents that no row names. */
static bool *find_unnamed(const struct deferral *deferral)
{
    bool *marks = mem_new(deferral->waiting.count + 1, sizeof *marks);
    for (size_t i = 0; i < deferral->waiting.count; i++) {
        bool spelt;
        marks[i] = outcomes_find_file(deferral->source.outcomes, deferral->waiting.list[i].file,
                                      &spelt) == OUTCOMES_NO_ROW;
    }
    return marks;
}

void deferral_find_strays(const struct deferral *deferral,
                          void (*found)(void *context, const char *file, bool doubtful),
                          void *context)
{
    const struct deferral_source *source = &deferral->source;
    struct error unread;
    bool *marks = find_unnamed(deferral);
    bool sure = reserved_documents_unmark_listed(source->numbering, &deferral->waiting, marks,
                                                 &unread) &&
                strays_are_sure(source->outcomes, source->numbering);
    for (size_t i = 0; i < deferral->waiting.count; i++) {
        const struct to_sign_document *document = &deferral->waiting.list[i];
        if (marks[i] && !deferral->superseded[i] && !is_embedded(deferral, document))
            found(context, document->file, !sure);
    }
    free(marks);
}
