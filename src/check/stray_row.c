#include "check/stray_row.h"

#include "base/number.h"
#include "base/utf8.h"

#include <string.h>

enum { NUMBERED = 3 }; /* the least fields that number the columns where none is a name */

/* What a row has. */
struct row_texts {
    size_t filled, first; /* how many fields, and the column of the first */
    bool signature;       /* one is a line to sign on, and does not count as filled */
    bool named;           /* one of them is a name's */
    size_t required;      /* columns that must be filled */
};

/* Says whether the text is a line to sign on: ______ or ____ / ____. */
static bool is_signature_line(const char *text)
{
    return strstr(text, "___") && text[strspn(text, "_ /")] == '\0';
}

static struct row_texts look_at(const struct columns *columns, const struct row *row)
{
    struct row_texts texts = {.first = NO_COLUMN};
    for (size_t i = 0; i < columns->count; i++) {
        bool line = is_signature_line(row->fields[i]);
        bool filled = *row->fields[i] && !line;
        texts.signature |= line;
        texts.required += columns->list[i].required;
        texts.filled += filled;
        texts.named |= filled && columns->list[i].named;
        if (filled && texts.first == NO_COLUMN)
            texts.first = i;
    }
    return texts;
}

/* Each column that says something says a number, one more than the column before. */
static bool numbers_columns(const struct columns *columns, const struct row *row,
                            const struct row_texts *texts)
{
    size_t number, start;
    if (texts->filled < (texts->named ? 2 : NUMBERED) ||
        !number_read(row->fields[texts->first], columns->count, &start))
        return false;
    for (size_t i = texts->first; i < columns->count; i++)
        if (*row->fields[i] && (!number_read(row->fields[i], columns->count + 1, &number) ||
                                number - start != i - texts->first))
            return false;
    return true;
}

/* Says whether the headings stand here once more, as above the next table of a report. */
static bool repeats_headings(const struct columns *columns, const struct row *row,
                             const struct row_texts *texts)
{
    enum { SEVERAL = 2 }; /* one may be a word in a field, but not all that the row has */
    size_t alike = 0;
    for (size_t i = 0; i < columns->count; i++)
        alike += *row->fields[i] && strcmp(row->fields[i], columns->list[i].heading) == 0;
    return alike >= SEVERAL || alike == texts->filled;
}

/* Says whether the text begins with a word of the list. */
static bool begins(const struct word_list *list, const char *text)
{
    const struct word_entry *entry = word_list_begins(list, text);
    const char *next = entry ? text + strlen(entry->word) : text;
    return entry && (!*next || !utf8_is_letter(utf8_next(&next, text + strlen(text))));
}

static bool has_phone(const struct check_words *words, const char *text)
{
    for (const char *at = text; at; at = strpbrk(at, " ,(")) {
        at += strspn(at, " ,(");
        if (begins(words->phone, at))
            return strpbrk(at, "0123456789") != NULL;
    }
    return false;
}

/* Reports a row by its first text; false if it seems to be a person's. */
static bool check_text(const struct check_words *words, const struct row_texts *texts,
                       const char *text, struct place place, struct arena *arena,
                       struct report *findings)
{
    const char *lower = utf8_lower(arena, text, "kk");
    const char *shown = utf8_clip(arena, text, strlen(text));
    bool alone = texts->filled <= 2; /* else it is a person's row */
    if (alone && begins(words->total, lower))
        report_add(findings, LEVEL_ERROR, place, "row-total",
                   "«%s» looks like a sum under the table, not like a person.", shown);
    else if (alone && (begins(words->footer, lower) || has_phone(words, lower) ||
                       (texts->signature && begins(words->signatory, lower))))
        report_add(findings, LEVEL_ERROR, place, "row-footer",
                   "«%s» looks like a line under the table, not like a person.", shown);
    else if (texts->filled == 1 && texts->required > 1)
        report_add(findings, LEVEL_ERROR, place, "row-one-field",
                   "«%s» stands alone in its row: is it a sum, a remark, or the heading of a "
                   "group?",
                   shown);
    else
        return false;
    report_advise(findings, "If it is nobody's, delete the row.");
    return true;
}

bool stray_row_check(const struct check_words *words, const struct columns *columns,
                     const struct row *row, struct place place, struct arena *arena,
                     struct report *findings)
{
    struct row_texts texts = look_at(columns, row);
    place.who = NULL;
    if (!texts.filled)
        return false;
    if (numbers_columns(columns, row, &texts)) {
        report_add(findings, LEVEL_ERROR, place, "row-of-numbers",
                   "this row numbers the columns.");
        report_advise(findings, "Delete it.");
        return true;
    }
    if (repeats_headings(columns, row, &texts)) {
        report_add(findings, LEVEL_ERROR, place, "row-of-headings",
                   "the headings stand here once more.");
        report_advise(findings, "Delete the row; if another table begins here, delete what "
                                "follows, too.");
        return true;
    }
    return check_text(words, &texts, row->fields[texts.first], place, arena, findings);
}
