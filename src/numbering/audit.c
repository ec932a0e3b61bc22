#include "numbering/audit.h"

#include "base/buf.h"
#include "files/hidden_name.h"
#include "files/issued_file.h"
#include "numbering/file_owners.h"
#include "numbering/row_identity.h"

#include <stdlib.h>
#include <string.h>

struct auditor {
    const struct folder *folder;
    struct audit *audit;
    void (*fault)(void *context, const struct error *err);
    void *context;
    struct arena arena;
    const char **names; /* of the files in the folder, sorted */
    size_t count;
    bool *known;         /* by file: a record has it */
    const char **strays; /* those that no record has, … */
    size_t stray_count;
    struct file_owner *owners; /* … and whose their bytes are */
    bool *told;                /* … which was said of their records */
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

/* ---- files ------------------------------------------------------------------------------ */

static bool mark_known(void *context, const struct registry_record *record)
{
    struct auditor *auditor = context;
    const char *const *found = auditor->count
                                   ? bsearch(&record->file, auditor->names, auditor->count,
                                             sizeof *auditor->names, compare_names)
                                   : NULL;
    if (found)
        auditor->known[found - auditor->names] = true;
    return true;
}

/* Finds the files that no record has, and whose they are nevertheless. */
static bool find_strays(struct auditor *auditor, struct registry *registry, struct error *err)
{
    const struct registry_search all = {.key = REGISTRY_ALL};
    struct arena *arena = &auditor->arena;
    auditor->names = folder_list(auditor->folder, ".pdf", arena, &auditor->count);
    auditor->known = arena_new(arena, auditor->count, sizeof *auditor->known);
    auditor->strays = arena_new(arena, auditor->count, sizeof *auditor->strays);
    auditor->owners = arena_new(arena, auditor->count, sizeof *auditor->owners);
    auditor->told = arena_new(arena, auditor->count, sizeof *auditor->told);
    if (!registry_find(registry, &all, mark_known, auditor, err))
        return false;
    for (size_t i = 0; i < auditor->count; i++)
        if (!auditor->known[i])
            auditor->strays[auditor->stray_count++] = auditor->names[i];
    return file_owners_find(registry, auditor->folder, auditor->strays, auditor->stray_count,
                            auditor->owners, arena, err);
}

/* ---- records ---------------------------------------------------------------------------- */

/* Says where the record's file is that has another name now; false where it is nowhere. */
static bool report_renamed(struct auditor *auditor, const struct registry_record *record)
{
    struct error err;
    size_t i = 0;
    while (i < auditor->stray_count && auditor->owners[i].id != record->id)
        i++;
    if (i == auditor->stray_count)
        return false;
    auditor->told[i] = true;
    error_set(&err, "audit-file-renamed",
              "number %s: the file of the certificate is here under the name «%s».",
              record->number, auditor->strays[i]);
    error_advise(&err, "Give it its name back.");
    report(auditor, record, &err);
    return true;
}

static void report_missing(struct auditor *auditor, const struct registry_record *record,
                           bool valid)
{
    struct error err;
    error_set(&err, "audit-file-missing", "number %s: the file of the certificate is gone.",
              record->number);
    if (valid)
        error_advise(&err,
                     "Put it back from a backup, or use kualik issue --reissue, which issues "
                     "it anew under its number.");
    else
        error_advise(&err,
                     "Put it back from a backup. It is not valid any more, so that no other "
                     "is made for it.");
    report(auditor, record, &err);
}

static void report_changed(struct auditor *auditor, const struct registry_record *record,
                           bool valid)
{
    struct error err;
    error_set(&err, "audit-file-changed", "number %s: the file is not the one that was issued.",
              record->number);
    if (valid)
        error_advise(&err, "Put that back from a backup, or move this one away and use kualik "
                           "issue --reissue, which issues it anew under its number.");
    else
        error_advise(&err, "Put that back from a backup. It is not valid any more, so that no "
                           "other is made for it.");
    report(auditor, record, &err);
}

/* A file that the record has must be there, and be what it was. */
static void check_file(struct auditor *auditor, const struct registry_record *record)
{
    struct buf bytes = {0};
    struct error err;
    bool there = *record->file && folder_has(auditor->folder, record->file);
    bool valid = registry_is_valid(record);
    if (!there && report_renamed(auditor, record))
        return;
    if (!there)
        report_missing(auditor, record, valid);
    else if (!folder_read(auditor->folder, record->file, ISSUED_FILE_LIMIT, &bytes, &err))
        report(auditor, record, &err);
    else if (!issued_file_matches(&bytes, record))
        report_changed(auditor, record, valid);
    buf_free(&bytes);
}

/* The sheet shows the number that its row had, where the list brought the numbers. */
static void check_number(struct auditor *auditor, const struct registry_record *record)
{
    struct error err;
    const char *shown = row_identity_text(record->fields, "number", &auditor->arena);
    if (!record->current || !shown || strcmp(shown, record->number) == 0)
        return;
    error_set(&err, "audit-number-shown", "number %s: the sheet shows the number «%s».",
              record->number, shown);
    error_advise(&err,
                 "Write %s into the list and run kualik issue, which issues it anew under its "
                 "number.",
                 record->number);
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
    if (hidden_name_waits(auditor->folder, record->file)) {
        error_set(&err, "audit-waiting", "number %s: this certificate waits for its signature.",
                  record->number);
        error_advise(&err, "Run kualik issue --embed with the answers; if it is nobody's any "
                           "more, use kualik register spoil with its number.");
    } else {
        error_set(&err, "audit-pending",
                  "number %s: the run that was to issue this certificate was cut off.",
                  record->number);
        error_advise(&err, "Run kualik issue again.");
    }
    report(auditor, record, &err);
}

/* Of what is no longer valid, the file may have been thrown away before it was put away. The
 * file of what was restored since is that of a later record. */
static void check_invalid(struct auditor *auditor, const struct registry_record *record,
                          size_t *count)
{
    *count += record->current;
    if (record->current && folder_has(auditor->folder, record->file))
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
        check_number(auditor, record);
        break;
    case REGISTRY_DUPLICATE:
        audit->duplicates++;
        check_file(auditor, record);
        check_number(auditor, record);
        break;
    case REGISTRY_SUPERSEDED:
        audit->superseded++;
        if (*record->file)
            check_file(auditor, record);
        break;
    case REGISTRY_SPOILED:
        check_invalid(auditor, record, &audit->spoiled);
        break;
    case REGISTRY_REVOKED:
        check_invalid(auditor, record, &audit->revoked);
        break;
    }
    return true;
}

/* ---- the rest --------------------------------------------------------------------------- */

/* Says what the file is, whose owner's own file is where it should be, or need not be there. */
static void describe_stray(const struct file_owner *owner, struct error *err)
{
    if (!owner->id) {
        error_set(err, "audit-stray", "no record of the register has this file.");
        error_advise(err, "Move it to where it belongs.");
    } else if (owner->valid) {
        error_set(err, "audit-copy",
                  "this is a copy of the file of number %s, which is here under its own name.",
                  owner->number);
        error_advise(err, "Move the copy out of this folder.");
    } else {
        error_set(err, "audit-copy-invalid",
                  "this is a copy of a certificate of number %s that is not valid any more.",
                  owner->number);
        error_advise(err, "Move it out of this folder, so that nobody hands it out.");
    }
}

static void report_strays(struct auditor *auditor)
{
    struct error err;
    for (size_t i = 0; i < auditor->stray_count; i++) {
        const struct file_owner *owner = &auditor->owners[i];
        if (auditor->told[i])
            continue;
        describe_stray(owner, &err);
        error_at(&err, (struct place){.who = owner->id && *owner->who ? owner->who : NULL,
                                      .column = auditor->strays[i]});
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
    bool done = find_strays(&auditor, registry, err) &&
                registry_find(registry, &search, check_record, &auditor, err);
    audit->files = auditor.count;
    if (done)
        report_strays(&auditor);
    arena_free(&auditor.arena);
    return done;
}
