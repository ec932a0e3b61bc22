#include "issue/audit.h"

#include "base/buf.h"
#include "base/mem.h"
#include "issue/issued_file.h"

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

/* A file that the record has must be there, and be what it was. */
static void check_file(struct auditor *auditor, const struct registry_record *record)
{
    struct buf bytes = {0};
    struct error err;
    mark_known(auditor, record->file);
    if (!*record->file || !folder_has(auditor->folder, record->file)) {
        error_set(&err, "audit-file-missing", "number %s: the file of the certificate is gone.",
                  record->number);
        error_advise(&err,
                     "Put it back from a backup, or use kualik issue --reissue, which issues "
                     "it anew under its number.");
        report(auditor, record, &err);
        return;
    }
    if (!folder_read(auditor->folder, record->file, FILE_LIMIT, &bytes, &err)) {
        report(auditor, record, &err);
        buf_free(&bytes);
        return;
    }
    bool same = issued_file_matches(&bytes, record);
    buf_free(&bytes);
    if (same)
        return;
    error_set(&err, "audit-file-changed", "number %s: the file is not the one that was issued.",
              record->number);
    error_advise(&err, "Put that back from a backup, or move this one away and use kualik "
                       "issue --reissue, which issues it anew under its number.");
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
