#include "numbering/row_audit.h"

#include "base/hash.h"
#include "base/mem.h"
#include "lang/column_kind.h"
#include "lang/lang.h"
#include "numbering/row_identity.h"
#include "roster/roster.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The headings that a certificate's fields have, sorted. Those of one template are the same. */
struct heading_set {
    const char **list;
    size_t count;
    size_t *columns; /* of the list, by heading; NULL: it lacks one */
};

/* A certificate that somebody has. */
struct issued {
    struct digest fields;
    size_t order; /* among them, in the order of the numbers */
    bool matched; /* a row has it */
};

struct row_auditor {
    struct row_audit *audit;
    void (*fault)(void *context, const struct error *err);
    void *context;
    struct arena arena; /* holds the sets */
    struct arena row;   /* of one row or record */
    struct heading_set *sets;
    size_t set_count, set_room;
    struct issued *issued;
    size_t issued_count, issued_room;
    const bool *without; /* by order: no row has it */
    bool *names;         /* by column of the list: part of what a person is called */
    size_t next;         /* order of the record that is read next */
};

/* ---- fields ----------------------------------------------------------------------------- */

static int by_heading(const void *left, const void *right)
{
    const struct row_field *a = left, *b = right;
    size_t size = a->heading_size < b->heading_size ? a->heading_size : b->heading_size;
    int order = memcmp(a->heading, b->heading, size);
    return order ? order
                 : (a->heading_size > b->heading_size) - (a->heading_size < b->heading_size);
}

static struct digest digest_of(const struct row_field *fields, size_t count,
                               struct arena *arena)
{
    struct span *spans = arena_new(arena, 4 * count, sizeof *spans);
    for (size_t i = 0; i < count; i++) {
        spans[4 * i] = (struct span){fields[i].heading, fields[i].heading_size};
        spans[4 * i + 1] = (struct span){"=", 1};
        spans[4 * i + 2] = (struct span){fields[i].text, fields[i].text_size};
        spans[4 * i + 3] = (struct span){"\n", 1};
    }
    return hash_of(spans, 4 * count);
}

static bool has_set(const struct heading_set *set, const struct row_field *fields, size_t count)
{
    bool same = set->count == count;
    for (size_t i = 0; same && i < count; i++)
        same = strlen(set->list[i]) == fields[i].heading_size &&
               memcmp(set->list[i], fields[i].heading, fields[i].heading_size) == 0;
    return same;
}

static void note_set(struct row_auditor *auditor, const struct row_field *fields, size_t count)
{
    for (size_t i = 0; i < auditor->set_count; i++)
        if (has_set(&auditor->sets[i], fields, count))
            return;
    auditor->sets =
        mem_grow(auditor->sets, auditor->set_count, &auditor->set_room, sizeof *auditor->sets);
    struct heading_set *set = &auditor->sets[auditor->set_count++];
    *set = (struct heading_set){arena_new(&auditor->arena, count, sizeof(char *)), count, NULL};
    for (size_t i = 0; i < count; i++)
        set->list[i] = arena_copy(&auditor->arena, fields[i].heading, fields[i].heading_size);
}

/* ---- the register ----------------------------------------------------------------------- */

/* What is still to be issued is told of its number; its row is not alone. */
static bool is_of_person(const struct registry_record *record)
{
    return record->has_person &&
           (registry_is_valid(record) || record->state == REGISTRY_REVOKED ||
            record->state == REGISTRY_RESERVED);
}

static bool take_record(void *context, const struct registry_record *record)
{
    struct row_auditor *auditor = context;
    struct row_field field, *fields;
    size_t count = 0;
    auditor->audit->spares += record->state == REGISTRY_RESERVED && !record->has_person;
    if (!is_of_person(record))
        return true;
    arena_reset(&auditor->row);
    for (const char *at = record->fields; row_identity_next_field(&at, &field);)
        count += !field.kept;
    fields = arena_new(&auditor->row, count, sizeof *fields);
    count = 0;
    for (const char *at = record->fields; row_identity_next_field(&at, &field);)
        if (!field.kept)
            fields[count++] = field;
    if (count)
        qsort(fields, count, sizeof *fields, by_heading);
    note_set(auditor, fields, count);
    auditor->issued = mem_grow(auditor->issued, auditor->issued_count, &auditor->issued_room,
                               sizeof *auditor->issued);
    auditor->issued[auditor->issued_count] =
        (struct issued){digest_of(fields, count, &auditor->row), auditor->issued_count, false};
    auditor->issued_count++;
    return true;
}

static int by_fields(const void *left, const void *right)
{
    const struct issued *a = left, *b = right;
    return memcmp(a->fields.bytes, b->fields.bytes, DIGEST_SIZE);
}

/* Returns the first certificate of these fields that no row has yet. */
static struct issued *find_issued(struct row_auditor *auditor, const struct digest *fields)
{
    size_t first = 0, end = auditor->issued_count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (memcmp(auditor->issued[middle].fields.bytes, fields->bytes, DIGEST_SIZE) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    for (; first < auditor->issued_count &&
           memcmp(auditor->issued[first].fields.bytes, fields->bytes, DIGEST_SIZE) == 0;
         first++)
        if (!auditor->issued[first].matched)
            return &auditor->issued[first];
    return NULL;
}

/* ---- the list --------------------------------------------------------------------------- */

static void find_columns(struct row_auditor *auditor, const struct roster *roster,
                         struct heading_set *set)
{
    size_t *columns = arena_new(&auditor->arena, set->count, sizeof *columns);
    for (size_t i = 0; i < set->count; i++) {
        while (columns[i] < roster_columns(roster) &&
               strcmp(roster_heading(roster, columns[i]), set->list[i]) != 0)
            columns[i]++;
        if (columns[i] == roster_columns(roster))
            return;
    }
    set->columns = columns;
}

/* Finds the columns that together are a name, in the language in which the list has it first.
 */
static bool find_names(struct row_auditor *auditor, const struct roster *roster,
                       struct error *err)
{
    static const enum heading parts[] = {HEADING_SURNAME, HEADING_GIVEN, HEADING_PATRONYMIC,
                                         HEADING_PERSON};
    enum { PARTS = sizeof parts / sizeof *parts };
    bool found[PARTS] = {false};
    struct lang *lang = lang_new(err);
    auditor->names = arena_new(&auditor->arena, roster_columns(roster), sizeof(bool));
    for (size_t i = 0; lang && i < roster_columns(roster); i++)
        for (size_t k = 0; k < PARTS; k++) {
            if (!column_kind_is(lang->words, parts[k], roster_heading(roster, i)))
                continue;
            auditor->names[i] = !found[k];
            found[k] = true;
            break;
        }
    lang_free(lang);
    return lang;
}

static bool match_row(struct row_auditor *auditor, const struct row *row)
{
    for (size_t i = 0; row->fields && i < auditor->set_count; i++) {
        const struct heading_set *set = &auditor->sets[i];
        if (!set->columns)
            continue;
        struct row_field *fields = arena_new(&auditor->row, set->count, sizeof *fields);
        for (size_t k = 0; k < set->count; k++) {
            const char *text = row->fields[set->columns[k]];
            fields[k] = (struct row_field){.heading = set->list[k],
                                           .text = text,
                                           .heading_size = strlen(set->list[k]),
                                           .text_size = strlen(text)};
        }
        struct digest digest = digest_of(fields, set->count, &auditor->row);
        struct issued *issued = find_issued(auditor, &digest);
        if (issued)
            return issued->matched = true;
    }
    return false;
}

/* Returns the texts of these columns, NULL for all, that are not empty, `most` of them, with
 * `between` between them. */
static const char *join(struct row_auditor *auditor, const struct roster *roster,
                        const struct row *row, const bool *columns, size_t most,
                        const char *between)
{
    const char *text = "";
    size_t shown = 0;
    for (size_t i = 0; row->fields && i < roster_columns(roster) && shown < most; i++)
        if (*row->fields[i] && (!columns || columns[i]))
            text = arena_printf(&auditor->row, "%s%s%s", text, shown++ ? between : "",
                                row->fields[i]);
    return text;
}

/* Returns the row's name, else its beginning, which tells its person; NULL: it is empty. */
static const char *who(struct row_auditor *auditor, const struct roster *roster,
                       const struct row *row)
{
    enum { SHOWN = 4 };
    const char *text = join(auditor, roster, row, auditor->names, SIZE_MAX, " ");
    if (!*text)
        text = join(auditor, roster, row, NULL, SHOWN, ", ");
    return *text ? text : NULL;
}

static void report(struct row_auditor *auditor, struct place place, struct error *err)
{
    error_at(err, place);
    auditor->audit->faults++;
    auditor->fault(auditor->context, err);
}

static void check_row(struct row_auditor *auditor, const struct roster *roster,
                      const struct row *row)
{
    struct error err;
    auditor->audit->rows++;
    arena_reset(&auditor->row);
    if (match_row(auditor, row))
        return;
    error_set(&err, "audit-row-alone",
              "the register has no certificate with what this row says.");
    error_advise(&err, "Run kualik issue, or delete the row if it is nobody's.");
    report(auditor,
           (struct place){.file = roster_path(roster),
                          .line = row->line,
                          .row = row->number,
                          .who = who(auditor, roster, row)},
           &err);
}

static bool read_list(struct row_auditor *auditor, const char *path,
                      const struct list_options *options, struct error *err)
{
    const struct roster_options reading = {.list = *options};
    struct roster *roster;
    struct row row;
    enum roster_result result = ROSTER_FAILED;
    if (!roster_open(path, &reading, &roster, err))
        return false;
    for (size_t i = 0; i < auditor->set_count; i++)
        find_columns(auditor, roster, &auditor->sets[i]);
    if (find_names(auditor, roster, err))
        while ((result = roster_next(roster, &row, err)) == ROSTER_ROW || result == ROSTER_BAD)
            check_row(auditor, roster, &row);
    roster_close(roster);
    return result == ROSTER_END;
}

/* ---- certificates without a row --------------------------------------------------------- */

static bool check_record(void *context, const struct registry_record *record)
{
    struct row_auditor *auditor = context;
    struct error err;
    /* Whoever has a certificate that is not valid may have left the list. */
    if (!is_of_person(record) || !auditor->without[auditor->next++] ||
        record->state == REGISTRY_REVOKED || record->state == REGISTRY_RESERVED)
        return true;
    error_set(&err, "audit-number-alone",
              "number %s: no row of the list says what this "
              "certificate does.",
              record->number);
    error_advise(&err, "Correct the row and run kualik issue, or spoil or revoke the number.");
    report(auditor, (struct place){.who = *record->who ? record->who : NULL}, &err);
    return true;
}

static bool report_alone(struct row_auditor *auditor, struct registry *registry,
                         struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_CURRENT};
    bool *without = mem_new(auditor->issued_count + 1, sizeof *without);
    for (size_t i = 0; i < auditor->issued_count; i++)
        without[auditor->issued[i].order] = !auditor->issued[i].matched;
    auditor->without = without;
    bool done = registry_find(registry, &search, check_record, auditor, err);
    free(without);
    return done;
}

bool row_audit_run(struct registry *registry, const char *path,
                   const struct list_options *options, struct row_audit *audit,
                   void (*fault)(void *context, const struct error *err), void *context,
                   struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_CURRENT};
    struct row_auditor auditor = {.audit = audit, .fault = fault, .context = context};
    *audit = (struct row_audit){0};
    bool done = registry_find(registry, &search, take_record, &auditor, err);
    audit->certificates = auditor.issued_count;
    if (auditor.issued_count)
        qsort(auditor.issued, auditor.issued_count, sizeof *auditor.issued, by_fields);
    done = done && read_list(&auditor, path, options, err) &&
           report_alone(&auditor, registry, err);
    free(auditor.issued);
    free(auditor.sets);
    arena_free(&auditor.arena);
    arena_free(&auditor.row);
    return done;
}
