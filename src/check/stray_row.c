#include "check/stray_row.h"

#include "base/number.h"
#include "base/utf8.h"
#include "lang/column_kind.h"

#include <string.h>

enum {
    NUMBERED = 3, /* the least fields that number the columns where none is a name */
    REPEATED = 3, /* the least fields of one text that are no person's */
};

/* A row under examination, and by what it is judged. */
struct stray_subject {
    const struct check_words *words;
    const struct lang_words *lang_words;
    const struct columns *columns;
    const struct row *row;
    struct place place;
    struct arena *arena; /* for words on the way */
    struct report *findings;
};

/* What a row has. */
struct row_texts {
    size_t filled, first; /* how many fields, and the column of the first */
    size_t last;          /* … and of the last */
    bool signature;       /* one is a line to sign on, and does not count as filled */
    bool named;           /* one of them is a name's */
    size_t name;          /* column of the first that is a sound name, or NO_COLUMN */
    size_t required;      /* columns that must be filled */
};

/* Says whether the text is a line to sign on: ______ or ____ / ____. */
static bool is_signature_line(const char *text)
{
    return strstr(text, "___") && text[strspn(text, "_ /")] == '\0';
}

/* Each column that says something says a number, one more than the column before. */
static bool numbers_columns(const struct stray_subject *subject, const struct row_texts *texts)
{
    const struct columns *columns = subject->columns;
    const struct row *row = subject->row;
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
            return utf8_lower_letter(sign);
    }
    return 0;
}

/* Says whether the text is the heading itself, in any case, whatever signs it has. */
static bool is_own(const char *text, const char *heading)
{
    const char *at = text, *end = text + strlen(text);
    const char *wanted = heading, *wanted_end = heading + strlen(heading);
    uint32_t first = next_sign(&at, end), letter = first, other;
    for (; letter == (other = next_sign(&wanted, wanted_end)) && letter;)
        letter = next_sign(&at, end);
    return (first && letter == other) || strcmp(text, heading) == 0;
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

static struct row_headings count_headings(const struct stray_subject *subject)
{
    const struct columns *columns = subject->columns;
    const struct lang_words *words = subject->lang_words;
    struct row_headings headings = {0};
    bool *found = arena_new(subject->arena, columns->count, sizeof *found);
    for (size_t i = 0; i < columns->count; i++) {
        const char *text = subject->row->fields[i];
        bool own = *text && is_own(text, columns->list[i].heading);
        bool name = !own && columns->list[i].named && column_kind_is_name(words, text);
        headings.own += own;
        headings.names += name;
        found[i] = own || name;
    }
    bool sure = headings.own || headings.names;
    for (size_t i = 0; sure && i < columns->count; i++)
        headings.other += !found[i] && is_other(words, subject->row->fields[i]);
    return headings;
}

/* Says whether headings stand here, as above the next table of a report. One may be a word in a
 * field, but not all that the row has; beside a person's name all may be: «ФИО; Докладчик». */
static bool has_headings(const struct row_headings *headings, const struct row_texts *texts)
{
    enum { SEVERAL = 2 };
    size_t sure = headings->own + headings->names;
    return sure && texts->name == NO_COLUMN &&
           (sure + headings->other >= SEVERAL || sure == texts->filled);
}

static void report_headings(const struct stray_subject *subject,
                            const struct row_headings *headings)
{
    if (headings->names)
        report_add(subject->findings, LEVEL_ERROR, subject->place, "row-of-headings",
                   "these are headings, as of another table.");
    else
        report_add(subject->findings, LEVEL_ERROR, subject->place, "row-of-headings",
                   "the headings stand here once more.");
    report_advise(subject->findings,
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

/* Says whether the text has initials: Сейітов А. */
static bool has_initial(const char *text)
{
    const char *end = text + strlen(text);
    for (uint32_t before = ' '; text < end;) {
        uint32_t letter = utf8_next(&text, end);
        if (utf8_is_upper(letter) && strchr(" .", (int)before) && *text == '.')
            return true;
        before = letter < 0x80 ? letter : 'x';
    }
    return false;
}

/* Says whether the field of a column of names is one, for all that can be seen of it. */
static bool is_sound_name(const struct stray_subject *subject, size_t column)
{
    const struct columns *columns = subject->columns;
    const char *text = subject->row->fields[column];
    const char *lower = utf8_lower(subject->arena, text, "kk");
    bool letters = false;
    for (const char *at = text, *end = text + strlen(text); at < end && !letters;)
        letters = utf8_is_letter(utf8_next(&at, end));
    if (!columns->list[column].named || !letters || strpbrk(text, "0123456789") ||
        begins(subject->words->total, lower) || begins(subject->words->footer, lower) ||
        column_kind_is_name(subject->lang_words, text))
        return false;
    for (size_t i = 0; i < columns->count; i++)
        if (is_own(text, columns->list[i].heading))
            return false;
    return true;
}

static struct row_texts look_at(const struct stray_subject *subject)
{
    const struct columns *columns = subject->columns;
    const struct row *row = subject->row;
    struct row_texts texts = {.first = NO_COLUMN, .name = NO_COLUMN};
    for (size_t i = 0; i < columns->count; i++) {
        bool line = is_signature_line(row->fields[i]);
        bool filled = *row->fields[i] && !line;
        texts.signature |= line;
        texts.required += columns->list[i].required;
        texts.filled += filled;
        texts.named |= filled && columns->list[i].named;
        if (filled && texts.first == NO_COLUMN)
            texts.first = i;
        if (filled)
            texts.last = i;
        if (filled && texts.name == NO_COLUMN && is_sound_name(subject, i))
            texts.name = i;
    }
    return texts;
}

/* ---- lines under the table -------------------------------------------------------------- */

/* What begins a row of one field or two may be a person's post or firm, «Куратор»: where the
 * name stands in its own column, and what is before it is no number. A footer has a colon, or
 * stands where the numbers do. */
static bool is_persons(const struct stray_subject *subject, const struct row_texts *texts)
{
    const struct column *first = &subject->columns->list[texts->first];
    return texts->name != NO_COLUMN && !first->number && !first->named &&
           !strchr(subject->row->fields[texts->first], ':');
}

/* «Басшы», and whoever it is, or a line for the signature. */
static bool is_signatory(const struct stray_subject *subject, const struct row_texts *texts,
                         const char *lower)
{
    const struct column *columns = subject->columns->list;
    const struct word_entry *word = word_list_begins(subject->words->signatory, lower);
    if (!begins(subject->words->signatory, lower))
        return false;
    bool whole = !lower[strlen(word->word) + strspn(lower + strlen(word->word), " :")];
    return texts->signature ||
           (texts->filled == 2 && whole && has_initial(subject->row->fields[texts->last]) &&
            (columns[texts->first].number || !columns[texts->last].named));
}

/* A footer that cannot be told from a person of that post: it is issued, and looked at. */
static void doubt_person(const struct stray_subject *subject, const struct row_texts *texts,
                         const char *lower, const char *shown)
{
    const char *name = subject->row->fields[texts->name];
    if (!begins(subject->words->footer, lower) || !has_initial(name))
        return;
    report_add(subject->findings, LEVEL_WARNING, subject->place, "row-maybe-footer",
               "«%s», «%s»: is this a line under the table?", shown,
               utf8_clip(subject->arena, name, strlen(name)));
    report_advise(subject->findings, "If it is nobody's, delete the row.");
}

/* The heading of a group, filled into each cell over which it stood. */
static bool is_repeated(const struct stray_subject *subject, const struct row_texts *texts)
{
    const char *const *fields = subject->row->fields;
    const char *text = fields[texts->first];
    if (texts->filled < REPEATED || !texts->named || texts->name == NO_COLUMN)
        return false;
    for (size_t i = 0; i < subject->columns->count; i++)
        if (*fields[i] && strcmp(fields[i], text) != 0)
            return false;
    return true;
}

/* Reports a row by its first text; false if it seems to be a person's. */
static bool check_text(const struct stray_subject *subject, const struct row_texts *texts)
{
    const struct check_words *words = subject->words;
    struct report *findings = subject->findings;
    const char *text = subject->row->fields[texts->first];
    const char *lower = utf8_lower(subject->arena, text, "kk");
    const char *shown = utf8_clip(subject->arena, text, strlen(text));
    bool alone = texts->filled <= 2; /* else it is a person's row */
    if (alone && is_persons(subject, texts)) {
        doubt_person(subject, texts, lower, shown);
        return false;
    }
    if (alone && begins(words->total, lower))
        report_add(findings, LEVEL_ERROR, subject->place, "row-total",
                   "«%s» looks like a sum under the table, not like a person.", shown);
    else if (alone && (begins(words->footer, lower) || has_phone(words, lower) ||
                       is_signatory(subject, texts, lower)))
        report_add(findings, LEVEL_ERROR, subject->place, "row-footer",
                   "«%s» looks like a line under the table, not like a person.", shown);
    else if (texts->filled == 1 && texts->required > 1)
        report_add(findings, LEVEL_ERROR, subject->place, "row-one-field",
                   "«%s» stands alone in its row: is it a sum, a remark, or the heading of a "
                   "group?",
                   shown);
    else if (is_repeated(subject, texts))
        report_add(findings, LEVEL_ERROR, subject->place, "row-repeated",
                   "«%s» stands in every field of the row: is it the heading of a group?",
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
    place.who = NULL;
    const struct stray_subject subject = {words, lang_words, columns, row,
                                          place, arena,      findings};
    struct row_texts texts = look_at(&subject);
    if (!texts.filled)
        return false;
    if (numbers_columns(&subject, &texts)) {
        report_add(findings, LEVEL_ERROR, place, "row-of-numbers",
                   "this row numbers the columns.");
        report_advise(findings, "Delete it.");
        return true;
    }
    struct row_headings headings = count_headings(&subject);
    if (has_headings(&headings, &texts)) {
        report_headings(&subject, &headings);
        return true;
    }
    return check_text(&subject, &texts);
}
