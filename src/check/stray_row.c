#include "check/stray_row.h"

#include "base/number.h"
#include "base/utf8.h"
#include "lang/column_kind.h"

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

/* Returns the next letter or digit in lower case; 0 at the end. */
static uint32_t next_sign(const char **text, const char *end)
{
    while (*text < end) {
        uint32_t sign = utf8_next(text, end);
        if (utf8_is_letter(sign) || utf8_is_digit(sign))
            return sign;
    }
    return 0;
}

/* Says whether both have the same letters and digits, and some. */
static bool same_letters(const char *one, const char *other)
{
    const char *one_end = one + strlen(one), *other_end = other + strlen(other);
    uint32_t a = next_sign(&one, one_end), b = next_sign(&other, other_end);
    bool some = a;
    for (; a && a == b; a = next_sign(&one, one_end), b = next_sign(&other, other_end))
        continue;
    return some && a == b;
}

/* Says whether the text is the heading itself, in any case, whatever signs it has. */
static bool is_own(const char *text, const char *heading, struct arena *arena)
{
    return strcmp(text, heading) == 0 ||
           same_letters(utf8_lower(arena, text, "kk"), utf8_lower(arena, heading, "kk"));
}

/* How many fields of a row are headings. */
struct row_headings {
    size_t own;   /* that of their column, … */
    size_t names; /* … or another one of names, … */
    size_t other; /* … or another one, counted where there are such */
};

static bool is_other(const struct lang_words *words, const char *text)
{
    return column_kind_is(words, HEADING_NUMBER, text) ||
           column_kind_is(words, HEADING_REGION, text) ||
           column_kind_is(words, HEADING_GENDER, text);
}

static struct row_headings count_headings(const struct lang_words *words,
                                          const struct columns *columns, const struct row *row,
                                          struct arena *arena)
{
    struct row_headings headings = {0};
    bool *found = arena_new(arena, columns->count, sizeof *found);
    for (size_t i = 0; i < columns->count; i++) {
        const char *text = row->fields[i];
        bool own = *text && is_own(text, columns->list[i].heading, arena);
        bool name = !own && columns->list[i].named &&
                    (column_kind_is(words, HEADING_PERSON, text) ||
                     column_kind_is(words, HEADING_PATRONYMIC, text));
        headings.own += own;
        headings.names += name;
        found[i] = own || name;
    }
    bool sure = headings.own || headings.names;
    for (size_t i = 0; sure && i < columns->count; i++)
        headings.other += !found[i] && is_other(words, row->fields[i]);
    return headings;
}

/* Says whether headings stand here, as above the next table of a report. One may be a word in a
 * field, but not all that the row has. */
static bool has_headings(const struct row_headings *headings, const struct row_texts *texts)
{
    enum { SEVERAL = 2 };
    size_t sure = headings->own + headings->names;
    return sure && (sure + headings->other >= SEVERAL || sure == texts->filled);
}

static void report_headings(const struct row_headings *headings, struct place place,
                            struct report *findings)
{
    if (headings->names)
        report_add(findings, LEVEL_ERROR, place, "row-of-headings",
                   "these are headings, as of another table.");
    else
        report_add(findings, LEVEL_ERROR, place, "row-of-headings",
                   "the headings stand here once more.");
    report_advise(findings,
                  "Delete the row; if another table begins here, delete what follows, too.");
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

bool stray_row_check(const struct check_words *words, const struct lang_words *lang_words,
                     const struct columns *columns, const struct row *row, struct place place,
                     struct arena *arena, struct report *findings)
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
    struct row_headings headings = count_headings(lang_words, columns, row, arena);
    if (has_headings(&headings, &texts)) {
        report_headings(&headings, place, findings);
        return true;
    }
    return check_text(words, &texts, row->fields[texts.first], place, arena, findings);
}
