#include "check/gender_check.h"

#include "base/utf8.h"
#include "lang/name.h"

#include <string.h>

/* What shows a gender, and where it stands. */
struct gender_evidence {
    enum gender gender;
    size_t column;
    const char *text; /* the field, or the word of it */
    bool patronymic;  /* of the field, the patronymic shows it */
};

enum { SURNAME_LETTERS = 5 }; /* that a surname has at least, for its ending to show anything */

static enum name_part part_of(const struct row_subject *subject, size_t column)
{
    return subject->columns->list[column].patronymic ? NAME_PATRONYMIC : NAME_FULL;
}

/* Returns the word that shows the gender, as messages have it. */
static const char *shown_text(const struct row_subject *subject,
                              const struct gender_evidence *evidence)
{
    const char *word =
        evidence->patronymic
            ? russian_gender_word(subject->rules->lang->russian, subject->arena, evidence->text,
                                  part_of(subject, evidence->column))
            : evidence->text;
    return subject_text(subject, word);
}

/* Two names. */
static void report_names(const struct row_subject *subject, struct place place, const char *man,
                         const char *woman)
{
    report_add(subject->findings, LEVEL_WARNING, place, "gender-contradicted",
               "«%s» is the name of a man, but «%s» is that of a woman.", man, woman);
}

static void report_contradiction(const struct row_subject *subject,
                                 const struct gender_evidence *shown,
                                 const struct gender_evidence *by)
{
    struct place place = subject_place(subject, shown->column);
    const char *text = shown_text(subject, shown), *other = shown_text(subject, by);
    const char *heading = subject->columns->list[by->column].heading;
    bool man = shown->gender == GENDER_MALE;
    if (by->column != subject->columns->gender)
        report_names(subject, place, man ? text : other, man ? other : text);
    else if (man)
        report_add(subject->findings, LEVEL_WARNING, place, "gender-contradicted",
                   "«%s» is the name of a man, but «%s» says «%s».", text, heading, other);
    else
        report_add(subject->findings, LEVEL_WARNING, place, "gender-contradicted",
                   "«%s» is the name of a woman, but «%s» says «%s».", text, heading, other);
    report_advise(subject->findings, "Correct whichever is wrong.");
}

/* Takes one more piece of evidence; true when it contradicts the first, which is reported. */
static bool contradicts(const struct row_subject *subject, struct gender_evidence *first,
                        struct gender_evidence shown)
{
    if (shown.gender && first->gender && shown.gender != first->gender) {
        report_contradiction(subject, &shown, first);
        return true;
    }
    if (!first->gender)
        *first = shown;
    return false;
}

static bool is_usable(const struct row_subject *subject, size_t i)
{
    return subject->columns->list[i].named && !subject->damaged[i] && *subject->row->fields[i];
}

/* What the patronymic in a field says. */
static struct gender_evidence read_patronymic(const struct row_subject *subject, size_t i)
{
    const char *text = subject->row->fields[i];
    enum gender gender =
        russian_gender(subject->rules->lang->russian, text, part_of(subject, i));
    return (struct gender_evidence){gender, i, text, true};
}

static enum gender read_gender(const struct word_entry *entry)
{
    if (!entry || !entry->values[0])
        return GENDER_UNKNOWN;
    return *entry->values[0] == 'm' ? GENDER_MALE : GENDER_FEMALE;
}

/* What the word says as a surname, by its ending. Where surnames have no column of their own,
 * an ending that given names have (Ирина) shows nothing. */
static enum gender surname_gender(const struct row_subject *subject,
                                  const struct column *column, const char *word)
{
    const struct check_words *words = subject->rules->words;
    const char *lower = utf8_lower(subject->arena, word, "kk");
    size_t size = strlen(lower);
    if (name_given_gender(subject->rules->lang->words, word) ||
        utf8_length(lower) < SURNAME_LETTERS ||
        word_list_find(words->surname_of_either, lower, size))
        return GENDER_UNKNOWN;
    const struct word_entry *entry = word_list_ends(words->surname_ending, lower);
    if (!entry && column->surname)
        entry = word_list_find(words->surname_column_ending, lower, size);
    if (!entry && column->surname)
        entry = word_list_ends(words->surname_column_ending, lower);
    return read_gender(entry);
}

/* Returns the words of a field. */
static size_t read_words(const struct row_subject *subject, size_t i,
                         const char *list[WORDS_MOST])
{
    struct words words;
    struct error err;
    if (!words_split(subject->row->fields[i], &words, &err))
        return 0;
    for (size_t k = 0; k < words.count; k++)
        list[k] = arena_copy(subject->arena, words.text[k], words.size[k]);
    return words.count;
}

static bool look_at_surnames(const struct row_subject *subject, size_t i,
                             struct gender_evidence *first)
{
    const struct column *column = &subject->columns->list[i];
    const char *list[WORDS_MOST];
    size_t count = column->patronymic ? 0 : read_words(subject, i, list);
    for (size_t k = 0; k < count; k++)
        if (contradicts(subject, first,
                        (struct gender_evidence){surname_gender(subject, column, list[k]), i,
                                                 list[k], false}))
            return true;
    return false;
}

/* Says whether the word at `k` of a whole name shows a gender as a given name: behind the
 * surname, or before a word that is clearly one. Where both of the first two are given names,
 * one is the surname, and that is a man's: Асқар Айгүл is a woman, Нұрлан Ержан a man. So may
 * be a man's name behind a word that is not known: Нұрай Ерлан. */
static bool is_given(const struct row_subject *subject, const struct column *column,
                     const char *const *list, size_t count, size_t k)
{
    const struct lang_words *words = subject->rules->lang->words;
    if (count < 2 || k > 1)
        return false;
    enum gender beside = name_given_gender(words, list[1 - k]);
    if (beside)
        return beside == GENDER_MALE || name_given_gender(words, list[k]) == GENDER_FEMALE;
    if (surname_gender(subject, column, list[k ? 0 : count - 1]))
        return true;
    return k == 1 && (name_given_only(words, list[k]) || count > 2);
}

/* Looks at given names: in a column of theirs each word is one. */
static bool look_at_given(const struct row_subject *subject, size_t i,
                          struct gender_evidence *first)
{
    const struct column *column = &subject->columns->list[i];
    const struct lang_words *words = subject->rules->lang->words;
    const char *list[WORDS_MOST];
    bool full = column->named && !column->given;
    size_t count = column->patronymic || column->surname ? 0 : read_words(subject, i, list);
    for (size_t k = 0; k < count; k++) {
        bool given = full ? is_given(subject, column, list, count, k) : column->given;
        enum gender gender = given ? name_given_gender(words, list[k]) : GENDER_UNKNOWN;
        if (contradicts(subject, first, (struct gender_evidence){gender, i, list[k], false}))
            return true;
    }
    return false;
}

/* The column of the gender, if it says one. */
static struct gender_evidence said(const struct row_subject *subject)
{
    size_t by = subject->columns->gender;
    struct gender_evidence said = {GENDER_UNKNOWN, by, "", false};
    if (by == NO_COLUMN || !*subject->row->fields[by])
        return said;
    said.text = subject->row->fields[by];
    if (!gender_read(subject->rules->lang->words, said.text, &said.gender)) {
        report_add(subject->findings, LEVEL_WARNING, subject_place(subject, by),
                   "gender-unknown", "«%s» is not a gender.", subject_text(subject, said.text));
        report_advise(subject->findings, "Write m or f.");
    }
    return said;
}

void gender_check(const struct row_subject *subject)
{
    struct gender_evidence first = said(subject);
    size_t count = subject->columns->count;
    for (size_t i = 0; i < count; i++)
        if (is_usable(subject, i) && contradicts(subject, &first, read_patronymic(subject, i)))
            return;
    for (size_t i = 0; i < count; i++)
        if (is_usable(subject, i) && look_at_surnames(subject, i, &first))
            return;
    for (size_t i = 0; i < count; i++)
        if (is_usable(subject, i) && look_at_given(subject, i, &first))
            return;
}
