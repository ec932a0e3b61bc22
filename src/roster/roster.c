#include "roster/roster.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "roster/error_value.h"
#include "roster/roster_headings.h"
#include "roster/row_length.h"
#include "table/cell_name.h"
#include "table/list.h"
#include "table/record.h"

#include <stdlib.h>
#include <string.h>

struct roster {
    char *path;
    struct list *list;
    struct report notes;
    struct report faults; /* of the row that was read last */

    struct error_values *error_values;
    struct arena arena; /* holds the headings */
    struct roster_headings headings;

    struct arena row;
    const bool *unused; /* by column; lent; NULL: all are used */
    struct registered (*look)(const void *context, size_t index, struct arena *arena);
    const void *look_context;
    size_t next; /* index of the row that is read next, counted while somebody looks */
};

static bool fail_at(const struct roster *roster, struct error *err)
{
    return error_at(err, (struct place){.file = roster->path});
}

/* Neither the readers nor the headings know what the list is called. */
static void name_notes(struct roster *roster)
{
    for (size_t i = 0; i < roster->notes.count; i++)
        roster->notes.list[i].place.file = roster->path;
}

/* What is wrong with a sheet that the program has chosen may be the choice. */
static void advise_sheet(const struct roster *roster, struct error *err)
{
    for (size_t i = 0; i < roster->notes.count; i++)
        if (strcmp(roster->notes.list[i].words->what.code, "sheet-chosen") == 0)
            error_advise(err, "The workbook has other sheets; use --sheet for one of them.");
}

static bool open_list(struct roster *roster, const struct roster_options *options,
                      struct error *err)
{
    const struct roster_wanted wanted = {options->headings, options->heading_count,
                                         options->is_name, options->context};
    roster->error_values = error_values_new(err);
    if (roster->error_values)
        roster->list = list_open(roster->path, &options->list, &roster->notes, err);
    return roster->list && roster_headings_read(roster->list, &wanted, &roster->arena,
                                                &roster->headings, &roster->notes, err);
}

bool roster_open(const char *path, const struct roster_options *options, struct roster **roster,
                 struct error *err)
{
    static const struct roster_options none;
    struct roster *opened = mem_new(1, sizeof *opened);
    opened->path = mem_copy(path);
    if (!open_list(opened, options ? options : &none, err)) {
        advise_sheet(opened, err);
        fail_at(opened, err);
        roster_close(opened);
        return false;
    }
    name_notes(opened);
    *roster = opened;
    return true;
}

struct roster *roster_of_headings(const char *path, const char *const *headings, size_t count)
{
    struct roster *roster = mem_new(1, sizeof *roster);
    const char **list = arena_new(&roster->arena, count, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = arena_text(&roster->arena, headings[i]);
    roster->path = mem_copy(path);
    roster->headings = (struct roster_headings){.list = list, .columns = count, .width = count};
    return roster;
}

const struct report *roster_notes(const struct roster *roster)
{
    return &roster->notes;
}

const char *roster_path(const struct roster *roster)
{
    return roster->path;
}

size_t roster_columns(const struct roster *roster)
{
    return roster->headings.columns;
}

const char *roster_heading(const struct roster *roster, size_t column)
{
    return roster->headings.list[column];
}

uint32_t roster_row_sum(const struct roster *roster, const struct row *row)
{
    uint32_t sum = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < roster_columns(roster); i++)
        for (const char *at = row->fields[i];; at++) {
            sum = (sum ^ (unsigned char)*at) * 16777619u;
            if (!*at)
                break;
        }
    return sum;
}

size_t roster_heading_row(const struct roster *roster)
{
    return roster->headings.row;
}

/* ---- rows ------------------------------------------------------------------------------- */

/* What stands below no heading is lost. In CSV a sign too many may have shifted it there. */
static void check_surplus(struct roster *roster, const struct record *record)
{
    struct record surplus = *record;
    enum level level = list_separator(roster->list) ? LEVEL_WARNING : LEVEL_NOTE;
    for (size_t i = 0; i < record->count; i++) {
        surplus.fields = record->fields + i;
        surplus.count = 1;
        if ((i < roster->headings.columns && *roster->headings.list[i]) ||
            !record_filled(&surplus))
            continue;
        report_add(&roster->faults, level, (struct place){0}, "column-without-heading",
                   "column %s has no heading, but something stands there; give the column a "
                   "heading, or empty it.",
                   cell_name_column(i).text);
        return;
    }
}

/* Says whether all of the merged cells stand in columns that nobody uses. */
static bool is_range_unused(const struct roster *roster, const struct cell_range *range)
{
    if (!roster->unused)
        return false;
    for (size_t i = range->first_column; i <= range->last_column; i++)
        if (i < roster->headings.columns && !roster->unused[i])
            return false;
    return true;
}

static bool is_whole_row(const struct roster *roster, const struct cell_range *range)
{
    return range->first_column == 0 && range->last_column + 1 >= roster->headings.columns &&
           roster->headings.columns > 1;
}

/* Sums and headings of groups stand over several columns, with a number beside them at most. */
static bool is_sum_or_heading(const struct record *record)
{
    const struct cell_range *range = record->merged;
    return range->first_row == range->last_row && range->first_column < range->last_column &&
           record_filled(record) <= 2;
}

static bool check_merged(const struct roster *roster, const struct record *record,
                         struct error *err)
{
    if (!record->merged || is_range_unused(roster, record->merged))
        return true;
    if (is_whole_row(roster, record->merged)) {
        error_set(err, "row-merged",
                  "the cells %s are merged over all columns: is this the heading of a group?",
                  cell_name_range(record->merged).text);
        return error_advise(err, "If the row is nobody's, delete it.");
    }
    if (is_sum_or_heading(record)) {
        error_set(err, "row-merged",
                  "the cells %s are merged: is this a sum, or the heading of a group?",
                  cell_name_range(record->merged).text);
        return error_advise(err, "If the row is nobody's, delete it; else unmerge the cells.");
    }
    return error_set(err, "row-merged",
                     "the cells %s are merged; unmerge them, and let every row have its own "
                     "text in each.",
                     cell_name_range(record->merged).text);
}

static void add_fault(struct roster *roster, const struct error *err)
{
    report_add_error(&roster->faults, LEVEL_ERROR, (struct place){0}, err);
}

/* Adds to the faults that a field shows an error in place of a value. */
static void check_error(struct roster *roster, const struct record *record, size_t column,
                        const char *text)
{
    struct error err;
    if (error_values_check(roster->error_values, text, &err))
        return;
    struct cell_name name = cell_name(record->number, column);
    error_at(&err, (struct place){.column = roster->headings.list[column],
                                  .cell = list_separator(roster->list) ? NULL : name.text});
    add_fault(roster, &err);
}

/* Warns of a field that shows an error beside other words: of a formula that joins texts. */
static void check_error_beside(struct roster *roster, size_t column, const char *text)
{
    size_t size;
    const char *shown =
        strchr(text, '#') ? error_values_beside(roster->error_values, text, &size) : NULL;
    if (!shown || (roster->unused && roster->unused[column]))
        return;
    report_add(&roster->faults, LEVEL_WARNING,
               (struct place){.column = roster->headings.list[column]}, "cell-error-beside",
               "«%s» has the error «%.*s» in it.", utf8_clip(&roster->row, text, strlen(text)),
               (int)size, shown);
    report_advise(&roster->faults, "Correct its formula, or type what it should say.");
}

/* Puts the fields of the row; what is wrong with them is added to the faults. */
static void take_fields(struct roster *roster, const struct record *record, struct row *row)
{
    struct arena *arena = &roster->row;
    struct error err;
    const char **fields = arena_new(arena, roster->headings.columns, sizeof *fields);
    for (size_t i = 0; i < roster->headings.columns; i++) {
        const char *text = i < record->count ? record->fields[i] : "";
        fields[i] = normalize(arena, text, i, &row->changes, &err);
        if (!fields[i]) {
            error_at(&err, (struct place){.column = roster->headings.list[i]});
            add_fault(roster, &err);
            fields[i] = normalize_salvage(arena, text);
        }
        check_error(roster, record, i, fields[i]);
        check_error_beside(roster, i, fields[i]);
        if (record->otherwise && i < record->count && record->otherwise[i])
            changes_add(&row->changes, (struct change){i, CHANGE_FORMAT, 0}, arena);
    }
    row->fields = fields;
}

/* Makes the row of a record; the faults of the record itself are there already. */
static void take_record(struct roster *roster, const struct record *record, bool whole,
                        struct row *row)
{
    struct error err;
    if (!check_merged(roster, record, &err))
        add_fault(roster, &err);
    if (whole && !row_length_check(roster->list, &roster->headings, record, &roster->row,
                                   &roster->faults, &err)) {
        add_fault(roster, &err);
        return;
    }
    check_surplus(roster, record);
    take_fields(roster, record, row);
}

void roster_ignore(struct roster *roster, const bool *unused)
{
    roster->unused = unused;
}

/* Returns the column of the cell at that place, SIZE_MAX where it names none. */
static size_t cell_column(const struct place *place)
{
    size_t column;
    return place->cell && cell_name_read_column(place->cell, &column) ? column : SIZE_MAX;
}

static bool is_unused(const struct roster *roster, const struct place *place)
{
    const struct roster_headings *headings = &roster->headings;
    size_t column = cell_column(place);
    for (size_t i = 0; !place->cell && place->column && i < headings->columns; i++)
        if (strcmp(headings->list[i], place->column) == 0)
            column = i;
    return column < headings->columns && roster->unused[column];
}

/* Says in which columns the cells are that have faults, so that many rows can be told of one.
 */
static void name_columns(struct roster *roster)
{
    for (size_t i = 0; i < roster->faults.count; i++) {
        struct place *place = &roster->faults.list[i].place;
        size_t column = cell_column(place);
        if (column < roster->headings.columns)
            place->column = roster->headings.list[column];
    }
}

/* Makes notes of faults in columns that nobody uses. */
static void lower_faults(struct roster *roster)
{
    for (size_t i = 0; roster->unused && i < roster->faults.count; i++) {
        struct finding *fault = &roster->faults.list[i];
        if (fault->level == LEVEL_ERROR && is_unused(roster, &fault->place)) {
            fault->level = LEVEL_NOTE;
            roster->faults.errors--;
        }
    }
}

void roster_register(struct roster *roster,
                     struct registered (*look)(const void *context, size_t index,
                                               struct arena *arena),
                     const void *context)
{
    roster->look = look;
    roster->look_context = context;
}

enum roster_result roster_next(struct roster *roster, struct row *row, struct error *err)
{
    struct record record;
    enum record_result result;
    report_free(&roster->faults);
    if (!roster->list)
        return ROSTER_END;
    do
        result = list_next(roster->list, &record, &roster->faults, err);
    while (result == RECORD_READ && record_filled(&record) == 0);
    if (result == RECORD_END)
        return ROSTER_END;
    if (result == RECORD_FAILED) {
        fail_at(roster, err);
        return ROSTER_FAILED;
    }
    *row = (struct row){.line = record.line,
                        .number = record.number,
                        .missing = row_length_missing(roster->list, &roster->headings, &record),
                        .faults = &roster->faults};
    arena_reset(&roster->row);
    row->registered = roster->look
                          ? roster->look(roster->look_context, roster->next++, &roster->row)
                          : (struct registered){"", ""};
    take_record(roster, &record, result == RECORD_READ, row);
    name_columns(roster);
    lower_faults(roster);
    return roster->faults.errors ? ROSTER_BAD : ROSTER_ROW;
}

/* ---- the whole list --------------------------------------------------------------------- */

bool roster_check_lengths(struct roster *roster, struct error *err)
{
    if (!roster->list || !list_separator(roster->list))
        return true;
    return roster_rewind(roster, err) &&
           (row_length_check_all(roster->list, &roster->headings, roster->unused, err) ||
            fail_at(roster, err));
}

bool roster_rewind(struct roster *roster, struct error *err)
{
    roster->next = 0;
    return !roster->list || roster_headings_skip(roster->list, &roster->headings, err) ||
           fail_at(roster, err);
}

void roster_close(struct roster *roster)
{
    if (!roster)
        return;
    list_close(roster->list);
    error_values_free(roster->error_values);
    report_free(&roster->notes);
    report_free(&roster->faults);
    arena_free(&roster->arena);
    arena_free(&roster->row);
    free(roster->path);
    free(roster);
}

bool roster_fail_of_change(struct error *err)
{
    return error_set(err, "list-changed", "The list changed while it was being read.");
}
