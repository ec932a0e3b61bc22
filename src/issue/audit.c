#include "issue/audit.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "verify/verify.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 64 << 20 };

struct auditor {
    const struct folder *folder;
    struct audit *audit;
    void (*fault)(void *context, const struct error *err);
    void *context;
    struct arena arena;
    const char **names; /* of the files in the folder, sorted */
    size_t count;
    bool *known; /* by file: a record has it */
};

static void report(struct auditor *auditor, const struct registry_record *record,
                   struct error *err)
{
    error_at(err, (struct place){.who = *record->who ? record->who : NULL,
                                 .column = *record->file ? record->file : NULL});
    auditor->audit->faults++;
    auditor->fault(auditor->context, err);
}

static int compare_names(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

static void mark_known(struct auditor *auditor, const char *file)
{
    const char *const *found = auditor->count ? bsearch(&file, auditor->names, auditor->count,
                                                        sizeof *auditor->names, compare_names)
                                              : NULL;
    if (found)
        auditor->known[found - auditor->names] = true;
}

static bool is_issued_one(const void *bytes, size_t size, const struct registry_record *record)
{
    struct digest digest = hash_of(&(struct span){bytes, size}, 1);
    return record->has_sha256 && memcmp(digest.bytes, record->sha256.bytes, DIGEST_SIZE) == 0;
}

/* A file whose level was raised begins with what was issued, and nothing else may have been
 * added. Whether anybody is trusted is of no matter here. */
static bool was_extended(const struct buf *bytes, const struct registry_record *record)
{
    static const char eof[] = "%%EOF\n";
    const char *at = buf_text(bytes), *end = at + bytes->size;
    while ((at = memmem(at, (size_t)(end - at), eof, strlen(eof)))) {
        at += strlen(eof);
        if (is_issued_one(bytes->data, (size_t)(at - bytes->data), record))
            break;
    }
    if (!at || at == end)
        return false;
    struct verification verification;
    verify_pdf(bytes, &(struct verify_request){0}, NULL, &verification);
    bool sound =
        verification.verdict == VERDICT_GOOD || verification.verdict == VERDICT_UNTRUSTED;
    verification_free(&verification);
    return sound;
}

/* A file that the record has must be there, and be what it was. */
static void check_file(struct auditor *auditor, const struct registry_record *record)
{
    struct buf bytes = {0};
    struct error err;
    mark_known(auditor, record->file);
    if (!*record->file || !folder_has(auditor->folder, record->file)) {
        error_set(&err, "audit-file-missing", "number %s: the file of the certificate is gone.",
                  record->number);
        error_advise(&err, "Put it back from a backup, or let kualik issue write it anew.");
        report(auditor, record, &err);
        return;
    }
    if (!folder_read(auditor->folder, record->file, FILE_LIMIT, &bytes, &err)) {
        report(auditor, record, &err);
        buf_free(&bytes);
        return;
    }
    bool same =
        is_issued_one(buf_text(&bytes), bytes.size, record) || was_extended(&bytes, record);
    buf_free(&bytes);
    if (same)
        return;
    error_set(&err, "audit-file-changed", "number %s: the file is not the one that was issued.",
              record->number);
    error_advise(&err, "Put that back from a backup, or move this one away and let kualik "
                       "issue write it anew.");
    report(auditor, record, &err);
}

static void check_reserved(struct auditor *auditor, const struct registry_record *record)
{
    struct error err;
    if (!record->has_person) {
        auditor->audit->spares++;
        return;
    }
    auditor->audit->pending++;
    mark_known(auditor, record->file);
    error_set(&err, "audit-pending",
              "number %s: the run that was to issue this certificate was cut off.",
              record->number);
    error_advise(&err, "Run kualik issue again.");
    report(auditor, record, &err);
}

/* Of what is no longer valid, the file may have been thrown away before it was put away. */
static void check_invalid(struct auditor *auditor, const struct registry_record *record)
{
    if (folder_has(auditor->folder, record->file))
        check_file(auditor, record);
}

static bool check_record(void *context, const struct registry_record *record)
{
    struct auditor *auditor = context;
    struct audit *audit = auditor->audit;
    switch (record->state) {
    case REGISTRY_RESERVED:
        check_reserved(auditor, record);
        break;
    case REGISTRY_ISSUED:
        audit->issued++;
        check_file(auditor, record);
        break;
    case REGISTRY_DUPLICATE:
        audit->duplicates++;
        check_file(auditor, record);
        break;
    case REGISTRY_SUPERSEDED:
        audit->superseded++;
        if (*record->file)
            check_file(auditor, record);
        break;
    case REGISTRY_SPOILED:
        audit->spoiled++;
        check_invalid(auditor, record);
        break;
    case REGISTRY_REVOKED:
        audit->revoked++;
        check_invalid(auditor, record);
        break;
    }
    return true;
}

static void report_strays(struct auditor *auditor)
{
    struct error err;
    for (size_t i = 0; i < auditor->count; i++) {
        if (auditor->known[i])
            continue;
        error_set(&err, "audit-stray", "no record of the register has this file.");
        error_at(&err, (struct place){.column = auditor->names[i]});
        auditor->audit->faults++;
        auditor->fault(auditor->context, &err);
    }
}

bool audit_run(struct registry *registry, const struct folder *folder, struct audit *audit,
               void (*fault)(void *context, const struct error *err), void *context,
               struct error *err)
{
    struct auditor auditor = {
        .folder = folder, .audit = audit, .fault = fault, .context = context};
    const struct registry_search search = {.key = REGISTRY_ALL};
    *audit = (struct audit){0};
    auditor.names = folder_list(folder, ".pdf", &auditor.arena, &auditor.count);
    auditor.known = mem_new(auditor.count + 1, sizeof *auditor.known);
    audit->files = auditor.count;
    bool done = registry_find(registry, &search, check_record, &auditor, err);
    if (done)
        report_strays(&auditor);
    free(auditor.known);
    arena_free(&auditor.arena);
    return done;
}
