#include "roster/roster_headings.h"

#include "base/utf8.h"
#include "roster/normalize.h"
#include "roster/roster.h"
#include "table/cell_name.h"
#include "table/record.h"

#include <stdint.h>
#include <string.h>

/* ---- texts ------------------------------------------------------------------------------ */

/* Normalizes a heading. Alt+Enter breaks lines of long ones, which nobody can type into a
 * template. */
static const char *read_heading(struct arena *arena, const char *text, size_t column,
                                struct changes *changes, struct error *err)
{
    const char *heading = normalize(arena, text, column, changes, err);
    if (!heading)
        return NULL;
    char *copy = arena_text(arena, heading), *out = copy;
    for (const char *at = copy; *at; at++)
        if (*at != '\n')
            *out++ = *at;
        else if (at[1] != '\n')
            *out++ = ' ';
    *out = '\0';
    return copy;
}

/* Returns how many of the wanted headings the row has. */
static size_t count_wanted(const struct record *record, const struct roster_wanted *wanted)
{
    struct arena arena = {0};
    struct changes changes = {0};
    struct error err;
    bool *found = arena_new(&arena, wanted->count, sizeof *found);
    size_t count = 0;
    for (size_t i = 0; i < record->count; i++) {
        const char *heading = read_heading(&arena, record->fields[i], i, &changes, &err);
        for (size_t k = 0; heading && k < wanted->count; k++)
            found[k] |= strcmp(heading, wanted->list[k]) == 0;
    }
    for (size_t k = 0; k < wanted->count; k++)
        count += found[k];
    arena_free(&arena);
    return count;
}

/* ---- the row ---------------------------------------------------------------------------- */

/* Says whether a field of the row is what a column of names is usually called. */
static bool has_usual(const struct record *record, const struct roster_wanted *wanted)
{
    struct arena arena = {0};
    struct changes changes = {0};
    struct error err;
    bool usual = false;
    for (size_t i = 0; wanted->is_name && wanted->count && i < record->count && !usual; i++) {
        const char *heading = read_heading(&arena, record->fields[i], i, &changes, &err);
        usual = heading && wanted->is_name(wanted->context, heading);
    }
    arena_free(&arena);
    return usual;
}

/* What the first rows show. Numbers of rows are 0 where there is none. */
struct heading_search {
    size_t wanted_count; /* of headings */
    size_t first;        /* row that is not blank */
    size_t wanted;       /* row with all wanted headings, else with the most, if half of them */
    size_t best;         /* row with the most of them, if that is not the first one */
    size_t most;         /* how many these are */
    size_t usual;        /* row that may begin a table, where a name has a usual heading */
    size_t last;         /* row before that is not blank, … */
    size_t last_filled;  /* … and how many fields it has */
    size_t many;         /* row after the first, from which on rows have several fields */
    size_t before;       /* the row before, if it has several fields and is not the first */
};

/* Returns a sign that a line of CSV which nothing separates has twice, and that separates those
 * of other lists; once it may belong to a text. 0 if there is none. */
static char other_separator(const struct list *list, const char *text)
{
    for (const char *sign = ";,\t|"; !list_is_workbook(list) && *sign; sign++) {
        const char *first = strchr(text, *sign);
        if (first && strchr(first + 1, *sign))
            return *sign;
    }
    return '\0';
}

/* Says whether the row is the first, or stands below a blank row or a title. */
static bool begins_table(const struct record *record, const struct heading_search *search)
{
    return !search->last || record->number > search->last + 1 ||
           (search->last_filled == 1 && record_filled(record) > 1);
}

static void look_at_row(const struct list *list, const struct record *record,
                        const struct roster_wanted *wanted, struct heading_search *search)
{
    size_t count = count_wanted(record, wanted);
    if (wanted->count && count == wanted->count)
        search->wanted = record->number;
    if (!search->usual && !search->most && begins_table(record, search) &&
        has_usual(record, wanted))
        search->usual = record->number;
    search->last = record->number;
    search->last_filled = record_filled(record);
    if (count > search->most) {
        search->most = count;
        search->best = search->first ? record->number : 0;
    }
    bool several =
        !record->merged && (record_filled(record) > 1 ||
                            (record->count == 1 && other_separator(list, record->fields[0])));
    if (several && search->before && !search->many)
        search->many = search->before;
    search->before = several && search->first ? record->number : 0;
    if (!search->first)
        search->first = record->number;
}

/* Looks at the first rows, and at no more than are needed. Bad rows and blank ones are passed
 * over. */
static bool search_rows(struct list *list, const struct roster_wanted *wanted,
                        struct heading_search *search, struct error *err)
{
    struct record record;
    struct report faults = {0};
    enum record_result result = RECORD_READ;
    *search = (struct heading_search){.wanted_count = wanted->count};
    for (int i = 0; i < ROSTER_HEADING_ROWS && result <= RECORD_BAD; i++) {
        result = list_next(list, &record, &faults, err);
        if (result == RECORD_READ && record_filled(&record))
            look_at_row(list, &record, wanted, search);
        else if (result == RECORD_BAD && !search->first)
            search->first = record.number;
        if (search->wanted)
            break;
    }
    report_free(&faults);
    if (!search->wanted && 2 * search->most >= search->wanted_count)
        search->wanted = search->best;
    if (!search->most && search->usual != search->first)
        search->wanted = search->usual;
    return result != RECORD_FAILED;
}

static bool is_better(const struct heading_search *other, const struct heading_search *search)
{
    return other->most > search->most || (!search->most && !search->usual && other->usual);
}

/* The separator is found by the first line, which may be a title: where that leaves wanted
 * headings out, the one counts that gives a row more of them. */
static bool choose_separator(struct list *list, const struct roster_wanted *wanted,
                             struct heading_search *search, struct error *err)
{
    char best = '\0';
    for (const char *sign = "\t;,"; *sign; sign++) {
        struct heading_search other;
        struct error fault;
        if (search->most == wanted->count || !list_set_separator(list, *sign))
            break;
        if (!list_rewind(list, err))
            return false;
        if (search_rows(list, wanted, &other, &fault) && is_better(&other, search)) {
            *search = other;
            best = *sign;
        }
    }
    list_set_separator(list, best);
    return true;
}

/* Reads from the beginning to the row of that number, whatever stands above it; with 0 to the
 * first that is not blank. */
static bool read_row(struct list *list, size_t number, struct record *record, struct error *err)
{
    struct report faults = {0};
    enum record_result result;
    if (!list_rewind(list, err))
        return false;
    do {
        report_free(&faults);
        result = list_next(list, record, &faults, err);
    } while (result <= RECORD_BAD &&
             (number ? record->number < number
                     : result == RECORD_READ && record_filled(record) == 0));
    if (result == RECORD_BAD) {
        finding_error(&faults.list[0], err);
        error_at(err, (struct place){.line = record->line});
    } else if (result == RECORD_END && number) {
        error_set(err, "headings-gone", "the headings are no longer there.");
    } else if (result == RECORD_END) {
        error_set(err, "list-empty", "the list is empty; its first row must be the headings.");
    }
    report_free(&faults);
    return result == RECORD_READ;
}

bool roster_headings_skip(struct list *list, const struct roster_headings *headings,
                          struct error *err)
{
    struct record record;
    return read_row(list, headings->row, &record, err);
}

/* ---- titles ----------------------------------------------------------------------------- */

/* The separator that was asked for leaves the headings in one field. */
static bool fail_separator(char separator, struct error *err)
{
    if (separator == '\t')
        return error_set(err, "separator-other",
                         "the headings are separated by tabs; leave --separator out.");
    return error_set(err, "separator-other",
                     "the headings are separated by «%c»; leave --separator out.", separator);
}

static bool fail_title(size_t first, size_t headings, struct error *err)
{
    error_set(err, "headings-title",
              "row %zu looks like a title; the headings seem to be in row %zu.", first,
              headings);
    return error_advise(err, "If they are, delete the rows above them.");
}

/* Returns how many question marks the text has, none where there is a letter beside them. */
static size_t lost_letters(const char *text)
{
    size_t marks = 0;
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t sign = utf8_next(&text, end);
        if (utf8_is_letter(sign))
            return 0;
        marks += sign == '?';
    }
    return marks;
}

/* Programs write ? for letters that the encoding does not have in which they save a list. */
static bool check_lost(const struct record *record, struct error *err)
{
    enum { LEAST = 3 }; /* marks: one or two may be meant */
    size_t filled = record_filled(record), lost = 0, marks = 0;
    for (size_t i = 0; i < record->count; i++) {
        size_t letters = lost_letters(record->fields[i]);
        marks += letters;
        lost += letters > 0;
    }
    if (marks < LEAST || 2 * lost < filled)
        return true;
    error_set(err, "headings-lost",
              "the headings are question marks: their letters were lost when the list was "
              "saved.");
    return error_advise(err, "Save the original list again as «CSV UTF-8», or as a workbook; "
                             "from this file nothing can be won back.");
}

/* Looks for what stands where the headings should, in a row that has not all that are wanted.
 */
static bool check_row(const struct list *list, const struct record *record,
                      const struct heading_search *search, struct error *err)
{
    bool alone = record_filled(record) == 1;
    const char *text = record->fields[0];
    char sign = alone ? other_separator(list, text) : '\0';
    if (sign && list_separator(list))
        return fail_separator(sign, err);
    if (alone && !list_is_workbook(list) && !list_separator(list) && strchr(text, '|'))
        return error_set(
            err, "separator-unknown",
            "the headings are separated by «|», which cannot separate fields here; "
            "save the list with «;», «,» or tabs between its fields.");
    if (!check_lost(record, err))
        return false;
    if (search->many && (alone || record->merged))
        return fail_title(record->number, search->many, err);
    if (record->merged)
        return error_set(err, "headings-merged",
                         "the cells %s are merged; the first row of the list must be the "
                         "headings, each in a cell of its own: unmerge them.",
                         cell_name_range(record->merged).text);
    return true;
}

/* ---- the headings ----------------------------------------------------------------------- */

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
        headings->list[i] = read_heading(arena, record->fields[i], i, &changes, err);
        if (!headings->list[i])
            return error_at(err, place);
        for (size_t k = 0; k < changes.count; k++)
            normalize_report(&changes.list[k], headings->list[i], place, notes);
        if (*headings->list[i])
            headings->columns = i + 1;
    }
    return true;
}

static bool is_wanted(const struct roster_wanted *wanted, const char *heading)
{
    for (size_t i = 0; i < wanted->count; i++)
        if (strcmp(wanted->list[i], heading) == 0)
            return true;
    return false;
}

/* Two headings alike matter where somebody asks for one of them. What stands below no heading
 * is told when a row has something there. */
static bool check_texts(const struct roster_headings *headings,
                        const struct roster_wanted *wanted, size_t line, struct report *notes,
                        struct error *err)
{
    for (size_t i = 0; i < headings->columns; i++)
        for (size_t k = 0; *headings->list[i] && k < i; k++) {
            const char *heading = headings->list[i];
            struct cell_name column = cell_name_column(i);
            if (strcmp(headings->list[k], heading) != 0)
                continue;
            if (is_wanted(wanted, heading))
                return error_set(err, "heading-twice",
                                 "columns %s and %s have the same heading, «%s»; rename one of "
                                 "them.",
                                 cell_name_column(k).text, column.text, heading);
            report_add(notes, LEVEL_NOTE, (struct place){.line = line}, "heading-twice",
                       "columns %s and %s have the same heading, «%s»; rename one of them.",
                       cell_name_column(k).text, column.text, heading);
            break;
        }
    return true;
}

/* Reads on from the headings to the next row that says something; `record->number` is 0 where
 * there is none. */
static bool read_below(struct list *list, struct record *record, struct error *err)
{
    struct report faults = {0};
    enum record_result result;
    do
        result = list_next(list, record, &faults, err);
    while (result == RECORD_READ && record_filled(record) == 0);
    report_free(&faults);
    if (result > RECORD_BAD)
        *record = (struct record){.number = 0};
    return result != RECORD_FAILED;
}

/* Says whether the row has something in the columns of the range but the first. */
static bool fills_beside(const struct record *record, const struct cell_range *range)
{
    struct record part = *record;
    size_t first = range->first_column + 1, end = range->last_column + 1;
    if (first >= record->count)
        return false;
    part.fields = record->fields + first;
    part.count = (end < record->count ? end : record->count) - first;
    return record_filled(&part) > 0;
}

/* Headings in two rows, one of them over the columns of others, would lose all but the first of
 * these columns. */
static bool check_merged(struct list *list, const struct cell_range *merged,
                         const struct roster_headings *headings,
                         const struct roster_wanted *wanted, struct error *err)
{
    struct record below;
    size_t column = merged->first_column;
    if (!read_below(list, &below, err))
        return false;
    if (below.number && below.number <= merged->last_row)
        error_set(err, "headings-in-two-rows",
                  "the headings take up several rows: the cells %s are one.",
                  cell_name_range(merged).text);
    else if (column < headings->columns && is_wanted(wanted, headings->list[column]) &&
             fills_beside(&below, merged))
        error_set(err, "headings-merged",
                  "the heading «%s» stands over several columns (%s); each column needs a "
                  "heading of its own.",
                  headings->list[column], cell_name_range(merged).text);
    else
        return true;
    error_advise(err, "Unmerge the cells, and write all headings into one row.");
    return false;
}

static void note_rows_above(const struct heading_search *search, size_t line,
                            struct report *notes)
{
    if (search->wanted > search->first)
        report_add(notes, LEVEL_NOTE, (struct place){.line = line}, "headings-below",
                   "the headings are in row %zu; what stands above them is not read.",
                   search->wanted);
}

bool roster_headings_read(struct list *list, const struct roster_wanted *wanted,
                          struct arena *arena, struct roster_headings *headings,
                          struct report *notes, struct error *err)
{
    struct heading_search search;
    struct record record;
    if (!search_rows(list, wanted, &search, err) ||
        !choose_separator(list, wanted, &search, err))
        return false;
    if (!read_row(list, search.wanted, &record, err))
        return false;
    struct place place = {.line = record.line};
    if (!search.wanted && !check_row(list, &record, &search, err))
        return error_at(err, place);
    const struct cell_range merged = record.merged ? *record.merged : (struct cell_range){0};
    bool is_merged = record.merged;
    if (!take_headings(&record, arena, headings, notes, err) ||
        !check_texts(headings, wanted, record.line, notes, err) ||
        (is_merged && (!check_merged(list, &merged, headings, wanted, err) ||
                       !read_row(list, headings->row, &record, err))))
        return error_at(err, place);
    note_rows_above(&search, record.line, notes);
    return true;
}
