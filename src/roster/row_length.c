#include "roster/row_length.h"

#include "base/utf8.h"
#include "roster/normalize.h"

#include <string.h>

/* Returns the beginning of a row, whose fields may stand in wrong columns, for a message. */
static const char *beginning(const struct record *record, struct arena *arena)
{
    enum { SHOWN = 4 };
    const char *text = "";
    for (size_t i = 0; i < record->count && i < SHOWN; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? "; " : "",
                            normalize_salvage(arena, record->fields[i]));
    return utf8_clip(arena, text, strlen(text));
}

/* A record whose fields are counted, and what its message is made with. */
struct row_length {
    const struct roster_headings *headings;
    const struct record *record;
    char separator;
    struct arena *arena;
};

static bool fail_short(const struct row_length *length, struct error *err)
{
    size_t count = length->record->count, columns = length->headings->columns;
    const char *begin = beginning(length->record, length->arena);
    char separator = length->separator;
    if (separator == '\t')
        return error_set_plural(
            err, "row-too-short", count,
            "%zu field, but the headings have %zu: an empty field, too, needs its tab. The row "
            "begins «%s».",
            "%zu fields, but the headings have %zu: an empty field, too, needs its tab. The "
            "row begins «%s».",
            count, columns, begin);
    return error_set_plural(
        err, "row-too-short", count,
        "%zu field, but the headings have %zu: an empty field, too, needs its «%c». The row "
        "begins «%s».",
        "%zu fields, but the headings have %zu: an empty field, too, needs its «%c». The row "
        "begins «%s».",
        count, columns, separator, begin);
}

static bool fail_long(const struct row_length *length, struct error *err)
{
    size_t count = length->record->count, width = length->headings->width;
    const char *begin = beginning(length->record, length->arena);
    char separator = length->separator;
    if (separator == '\t')
        return error_set(
            err, "row-too-long",
            "%zu fields, but the headings have %zu: a field with a tab inside must "
            "stand in quotation marks. The row begins «%s».",
            count, width, begin);
    return error_set(err, "row-too-long",
                     "%zu fields, but the headings have %zu: a field with «%c» inside must "
                     "stand in quotation marks. The row begins «%s».",
                     count, width, separator, begin);
}

/* Excel leaves out the separators of empty cells at the end of a row. */
static void note_filled(struct report *faults)
{
    report_add(faults, LEVEL_NOTE, (struct place){0}, "row-filled",
               "the row has fewer fields than the headings: the last ones are taken as empty.");
}

size_t row_length_missing(const struct list *list, const struct roster_headings *headings,
                          const struct record *record)
{
    bool few = list_separator(list) && record->count < headings->columns;
    return few ? headings->columns - record->count : 0;
}

bool row_length_check(const struct list *list, const struct roster_headings *headings,
                      const struct record *record, struct arena *arena, struct report *faults,
                      struct error *err)
{
    const struct row_length length = {headings, record, list_separator(list), arena};
    bool few = row_length_missing(list, headings, record);
    if (few && record->last == record->line) {
        note_filled(faults);
        return true;
    }
    if (few)
        fail_short(&length, err);
    else if (length.separator && record->count > headings->width)
        fail_long(&length, err);
    else
        return true;
    if (record->last > record->line)
        error_advise(err, "The row goes on to line %zu: is a quotation mark missing?",
                     record->last);
    return false;
}

/* ---- the whole list --------------------------------------------------------------------- */

/* How many fields the rows have. */
struct row_lengths {
    size_t rows, whole; /* as many fields as the headings, or more */
    size_t longest;     /* fields of the longest other row */
};

/* Where Excel leaves out empty cells, it does so for 16 rows together, and of the first ones
 * the headings are one: those are whole. */
enum { TOGETHER = 16 };

static bool has_many_whole(const struct row_lengths *lengths)
{
    return lengths->whole >= TOGETHER - 1;
}

static bool is_nearly_none_whole(const struct row_lengths *lengths)
{
    enum { PART = 20 };
    return lengths->rows && !has_many_whole(lengths) && lengths->whole * PART < lengths->rows;
}

/* Reads on until enough rows are whole; the list is then as it should be. */
static struct row_lengths measure_rows(struct list *list, size_t columns)
{
    struct row_lengths lengths = {0};
    struct report faults = {0};
    struct record record;
    struct error err;
    enum record_result result;
    for (; !has_many_whole(&lengths) &&
           (result = list_next(list, &record, &faults, &err)) <= RECORD_BAD;
         report_free(&faults)) {
        bool whole = record.count >= columns;
        if (result == RECORD_BAD || record_filled(&record) == 0)
            continue;
        lengths.rows++;
        lengths.whole += whole;
        if (!whole && record.count > lengths.longest)
            lengths.longest = record.count;
    }
    report_free(&faults);
    return lengths;
}

static bool fail_lengths(const struct row_lengths *lengths, size_t columns, char separator,
                         struct error *err)
{
    error_set(err, "rows-too-short",
              "The headings have %zu fields, but of %zu rows %zu have fewer, so that nobody "
              "knows what stands under which heading.",
              columns, lengths->rows, lengths->rows - lengths->whole);
    if (separator == '\t')
        error_advise(err, "Put back the cells that are missing; where the last ones are meant "
                          "to be empty, end the rows with their tabs.");
    else
        error_advise(err,
                     "Put back the cells that are missing; where the last ones are meant to be "
                     "empty, end the rows with their «%c».",
                     separator);
    return false;
}

bool row_length_check_all(struct list *list, const struct roster_headings *headings,
                          const bool *unused, struct error *err)
{
    struct row_lengths lengths = measure_rows(list, headings->columns);
    if (!is_nearly_none_whole(&lengths))
        return true;
    for (size_t i = lengths.longest; i < headings->columns; i++)
        if (*headings->list[i] && !(unused && unused[i]))
            return fail_lengths(&lengths, headings->columns, list_separator(list), err);
    return true;
}
