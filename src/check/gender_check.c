#include "check/gender_check.h"

#include "base/utf8.h"
#include "lang/name.h"

#include <string.h>

/* What shows a gender, and where it stands. */
struct gender_evidence {
    enum gender gender;
    size_t column;
    const char *text; /* the field, or the word of it */
};

enum { SURNAME_LETTERS = 5 }; /* that a surname has at least, for its ending to show anything */

static void report_said(const struct row_subject *subject, const struct gender_evidence *shown,
                        const struct gender_evidence *by)
{
    struct place place = subject_place(subject, shown->column);
    const char *text = subject_text(subject, shown->text);
    const char *other = subject_text(subject, by->text);
    const char *heading = subject->columns->list[by->column].heading;
    if (shown->gender == GENDER_MALE)
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
        report_said(subject, &shown, first);
        return true;
    }
    if (!first->gender)
        *first = shown;
    return false;
}

static bool is_usable(const struct row_subject *subject, size_t i)
{
    return subject->columns->list[i].personal && !subject->damaged[i] &&
           *subject->row->fields[i];
}

static enum gender patronymic_gender(const struct row_subject *subject, size_t i)
{
    bool patronymic = subject->columns->list[i].patronymic;
    return russian_gender(subject->rules->lang->russian, subject->row->fields[i],
                          patronymic ? NAME_PATRONYMIC : NAME_FULL);
}

static enum gender read_gender(const struct word_entry *entry)
{
    if (!entry || !entry->values[0])
        return GENDER_UNKNOWN;
    return *entry->values[0] == 'm' ? GENDER_MALE : GENDER_FEMALE;
}

/* What one word of a name shows: a given name in a column of them, since Асқар is a woman's
 * surname, too; or a surname by its ending. Where surnames have no column of their own, an
 * ending that given names have (Ирина) shows nothing. */
static enum gender word_gender(const struct row_subject *subject, const struct column *column,
                               const char *word, bool given)
{
    const struct check_words *words = subject->rules->words;
    const struct word_entry *entry = word_list_find(words->given_name, word, strlen(word));
    if (given || entry)
        return given && column->given ? read_gender(entry) : GENDER_UNKNOWN;
    if (utf8_length(word) < SURNAME_LETTERS ||
        word_list_find(words->surname_of_either, word, strlen(word)))
        return GENDER_UNKNOWN;
    entry = word_list_ends(words->surname_ending, word);
    if (!entry && column->surname)
        entry = word_list_ends(words->surname_column_ending, word);
    return read_gender(entry);
}

/* Looks at each word of the field: at given names, or at surnames. */
static bool look_at_words(const struct row_subject *subject, size_t i, bool given,
                          struct gender_evidence *first)
{
    struct words words;
    struct error err;
    const struct column *column = &subject->columns->list[i];
    if (column->patronymic || !words_split(subject->row->fields[i], &words, &err))
        return false;
    for (size_t k = 0; k < words.count; k++) {
        const char *word = arena_copy(subject->arena, words.text[k], words.size[k]);
        enum gender gender =
            word_gender(subject, column, utf8_lower(subject->arena, word, "kk"), given);
        if (contradicts(subject, first, (struct gender_evidence){gender, i, word}))
            return true;
    }
    return false;
}

/* The column of the gender, if it says one. */
static struct gender_evidence said(const struct row_subject *subject)
{
    size_t by = subject->columns->gender;
    struct gender_evidence said = {GENDER_UNKNOWN, by, ""};
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
        if (is_usable(subject, i) &&
            contradicts(subject, &first,
                        (struct gender_evidence){patronymic_gender(subject, i), i,
                                                 subject->row->fields[i]}))
            return;
    for (size_t i = 0; i < count; i++)
        if (is_usable(subject, i) && look_at_words(subject, i, false, &first))
            return;
    for (size_t i = 0; i < count; i++)
        if (is_usable(subject, i) && look_at_words(subject, i, true, &first))
            return;
}
