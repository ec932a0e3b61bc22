#include "check/shifted_row.h"

#include "lang/name.h"

#include <string.h>

static bool says_gender(const struct row_subject *subject, const char *text)
{
    enum gender gender;
    return *text && gender_read(subject->rules->lang->words, text, &gender);
}

static bool is_value(const struct column *column, const char *text)
{
    for (size_t i = 0; i < column->value_count; i++)
        if (strcmp(column->values[i], text) == 0)
            return true;
    return !column->value_count;
}

/* Says whether the text cannot be meant for its column: no gender, none of the [values], no
 * number, a gender where a name belongs and the column of genders is empty. */
static bool is_misplaced(const struct row_subject *subject, size_t i)
{
    const struct columns *columns = subject->columns;
    const char *const *fields = subject->row->fields;
    const char *text = fields[i];
    if (!*text)
        return false;
    if (i == columns->gender)
        return !says_gender(subject, text);
    if (i == columns->number && !strpbrk(text, "0123456789"))
        return true;
    bool open = columns->gender != NO_COLUMN && !*fields[columns->gender];
    return !is_value(&columns->list[i], text) ||
           (columns->list[i].named && open && says_gender(subject, text));
}

static bool says_something_in(const struct row_subject *subject, enum language language)
{
    for (size_t i = 0; i < subject->columns->count; i++)
        if (subject->columns->list[i].language == language && *subject->row->fields[i])
            return true;
    return false;
}

/* Says whether the row ends before a field that it has in the other language. A row of which
 * one language is not written yet has no field in it. */
static bool is_cut_off(const struct row_subject *subject, size_t i)
{
    const struct column *column = &subject->columns->list[i];
    return i >= subject->columns->count - subject->row->missing && column->pair != NO_COLUMN &&
           *subject->row->fields[column->pair] && says_something_in(subject, column->language);
}

/* Reports that the row is shifted, if the column shows it; in one that no text shows, a cell
 * may be missing on purpose. */
static bool report_shifted(const struct row_subject *subject, size_t i)
{
    const struct columns *columns = subject->columns;
    const struct column *column = &columns->list[i];
    const struct row *row = subject->row;
    if (is_misplaced(subject, i))
        report_add(subject->findings, LEVEL_ERROR, subject_place(subject, i), "row-shifted",
                   "the row has %zu of %zu fields, and «%s» stands here: a cell before "
                   "it seems to be missing.",
                   columns->count - row->missing, columns->count,
                   subject_text(subject, row->fields[i]));
    else if (is_cut_off(subject, i))
        report_add(subject->findings, column->used ? LEVEL_ERROR : LEVEL_WARNING,
                   subject_place(subject, i), "row-shifted",
                   "the row has %zu of %zu fields and ends before this one, though «%s» is "
                   "filled: a cell seems to be missing.",
                   columns->count - row->missing, columns->count,
                   columns->list[column->pair].heading);
    else
        return false;
    report_advise(subject->findings, "Put it back, even if it is empty.");
    return true;
}

bool shifted_row_check(const struct row_subject *subject)
{
    size_t errors = subject->findings->errors;
    if (!subject->row->missing)
        return false;
    for (size_t i = 0; i < subject->columns->count; i++)
        if (report_shifted(subject, i))
            break;
    return subject->findings->errors > errors;
}
