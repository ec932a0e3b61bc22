#include "roster/roster_headings.h"

#include "roster/normalize.h"
#include "table/cell_name.h"
#include "table/record.h"

#include <string.h>

/* Reads the next record; one that is bad fails here. */
static enum record_result next_record(struct list *list, struct record *record,
                                      struct error *err)
{
    struct report faults = {0};
    enum record_result result = list_next(list, record, &faults, err);
    if (result == RECORD_BAD) {
        finding_error(&faults.list[0], err);
        error_at(err, (struct place){.line = record->line});
        result = RECORD_FAILED;
    }
    report_free(&faults);
    return result;
}

/* Reads to the first row with something in it. */
static bool find_row(struct list *list, struct record *record, struct error *err)
{
    enum record_result result;
    do
        result = next_record(list, record, err);
    while (result == RECORD_READ && record_filled(record) == 0);
    if (result == RECORD_END)
        return error_set(err, "list-empty",
                         "the list is empty; its first row must be the headings.");
    if (result != RECORD_READ)
        return false;
    if (!record->merged)
        return true;
    error_set(
        err, "headings-merged",
        "the cells %s are merged; the first row of the list must be the headings, each in "
        "a cell of its own: unmerge them, and delete titles above the headings.",
        cell_name_range(record->merged).text);
    return error_at(err, (struct place){.line = record->line});
}

bool roster_headings_skip(struct list *list, const struct roster_headings *headings,
                          struct error *err)
{
    struct record record = {0};
    if (!list_rewind(list, err))
        return false;
    while (record.number < headings->row) {
        enum record_result result = next_record(list, &record, err);
        if (result == RECORD_END)
            return error_set(err, "headings-gone", "the headings are no longer there.");
        if (result != RECORD_READ)
            return false;
    }
    return true;
}

/* ---- titles ----------------------------------------------------------------------------- */

/* Returns a sign that a line of CSV which nothing separates has twice, and that separates those
 * of other lists; once it may belong to a text. NULL if there is none. */
static const char *other_separator(const struct list *list, const char *text)
{
    for (const char *sign = ";,\t|"; !list_is_workbook(list) && *sign; sign++) {
        const char *first = strchr(text, *sign);
        if (first && strchr(first + 1, *sign))
            return sign;
    }
    return NULL;
}

/* Says whether one of the next rows shows that the one above them is a title. */
static bool is_above_many(struct list *list)
{
    enum { LINES = 10 }; /* a title may have more than one */
    struct record record;
    struct report faults = {0};
    struct error err;
    enum record_result result = RECORD_READ;
    bool many = false;
    for (int i = 0; i < LINES && !many && result <= RECORD_BAD; i++) {
        result = list_next(list, &record, &faults, &err);
        many = result == RECORD_READ &&
               (record_filled(&record) > 1 ||
                (record.count && other_separator(list, record.fields[0])));
    }
    report_free(&faults);
    return many;
}

/* The separator that was asked for leaves the headings in one field. */
static bool fail_separator(char separator, struct error *err)
{
    if (separator == '\t')
        return error_set(err, "separator-other",
                         "the headings are separated by tabs; leave --separator out.");
    return error_set(err, "separator-other",
                     "the headings are separated by «%c»; leave --separator out.", separator);
}

/* Looks at headings of one cell, and reads on if that may be a title. */
static bool check_title(struct list *list, const char *heading, struct error *err)
{
    const char *sign = other_separator(list, heading);
    if (sign && list_separator(list))
        return fail_separator(*sign, err);
    if (!list_is_workbook(list) && !list_separator(list) && strchr(heading, '|'))
        return error_set(
            err, "separator-unknown",
            "the headings are separated by «|», which cannot separate fields here; "
            "save the list with «;», «,» or tabs between its fields.");
    if (is_above_many(list))
        return error_set(
            err, "headings-title",
            "this row has one cell and looks like a title; the headings must stand "
            "in the first row: delete it.");
    return true;
}

/* ---- the headings ----------------------------------------------------------------------- */

static bool check_texts(const struct roster_headings *headings, struct error *err)
{
    for (size_t i = 0; i < headings->columns; i++) {
        struct cell_name column = cell_name_column(i);
        if (!*headings->list[i])
            return error_set(err, "heading-empty",
                             "column %s has no heading; give it one, or remove it.",
                             column.text);
        for (size_t k = 0; k < i; k++)
            if (strcmp(headings->list[k], headings->list[i]) == 0)
                return error_set(err, "heading-twice",
                                 "columns %s and %s have the same heading, «%s»; rename one of "
                                 "them.",
                                 cell_name_column(k).text, column.text, headings->list[i]);
    }
    return true;
}

/* Takes the headings out of their record, and notes how they were changed. */
static bool take_headings(const struct record *record, struct arena *arena,
                          struct roster_headings *headings, struct report *notes,
                          struct error *err)
{
    *headings = (struct roster_headings){.width = record->count, .row = record->number};
    headings->list = arena_new(arena, record->count, sizeof *headings->list);
    for (size_t i = 0; i < record->count; i++) {
        struct changes changes = {0};
        struct cell_name cell = cell_name(record->number, i);
        struct place place = {.line = record->line, .cell = cell.text};
        const char *heading = normalize(arena, record->fields[i], i, &changes, err);
        if (!heading)
            return error_at(err, place);
        headings->list[i] = arena_text(arena, heading);
        for (size_t k = 0; k < changes.count; k++)
            normalize_report(&changes.list[k], headings->list[i], place, notes);
        if (*heading)
            headings->columns = i + 1;
    }
    return true;
}

bool roster_headings_read(struct list *list, struct arena *arena,
                          struct roster_headings *headings, struct report *notes,
                          struct error *err)
{
    struct record record;
    if (!find_row(list, &record, err) || !take_headings(&record, arena, headings, notes, err))
        return false;
    size_t line = record.line;
    bool alone = record_filled(&record) == 1;
    if (alone && !check_title(list, headings->list[headings->columns - 1], err))
        return error_at(err, (struct place){.line = line});
    if (!check_texts(headings, err))
        return error_at(err, (struct place){.line = line});
    return !alone || roster_headings_skip(list, headings, err);
}
