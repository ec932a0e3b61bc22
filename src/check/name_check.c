#include "check/name_check.h"

#include "base/utf8.h"
#include "check/name_beside.h"
#include "check/name_case.h"
#include "lang/column_kind.h"
#include "lang/lang.h"
#include "lang/script.h"

#include <string.h>

/* Beside the names there may be a number, where `who` shows both. */
static bool has_number_beside(const struct field *field)
{
    return !field->column->named && strpbrk(field->text, "0123456789");
}

/* Says whether a word of the text is what places and schools are called; which, goes to `*word`
 * and `*size`. */
static bool has_place(const struct field *field, const char *text, const char **word,
                      size_t *size)
{
    static const char signs[] = " ,.;:()\"-";
    for (*word = text; **word; *word += *size + strspn(*word + *size, signs)) {
        *size = strcspn(*word, signs);
        const struct word_entry *entry =
            word_list_find(field->rules->words->common_noun, *word, *size);
        if (entry && entry->values[0])
            return true;
    }
    return false;
}

/* A column that is only taken for one of names may be of schools, which have numbers. */
static bool may_be_school(const struct field *field, const char *lower)
{
    const char *word;
    size_t size;
    return field->column->inferred && has_place(field, lower, &word, &size);
}

/* What cannot be a name keeps the row from being issued where there must be one. */
static enum level grave(const struct field *field)
{
    return field->column->required ? LEVEL_ERROR : LEVEL_WARNING;
}

/* ---- no name ---------------------------------------------------------------------------- */

/* Returns the text without the signs around its letters: «(пусто)», «#n/a», «нет.». */
static const char *without_signs(const struct field *field, const char *text)
{
    const char *start = text + strlen(text), *stop = text;
    for (const char *at = text, *end = start; at < end;) {
        const char *letter = at;
        if (script_of(utf8_next(&at, end)) == SCRIPT_NONE)
            continue;
        start = letter < start ? letter : start;
        stop = at;
    }
    return start < stop ? arena_copy(field->arena, start, (size_t)(stop - start)) : "";
}

/* Says whether all letters are one, three or more of it: «ххх». */
static bool is_one_letter(const char *text)
{
    const char *end = text + strlen(text);
    size_t count = 0;
    for (uint32_t first = 0, letter; text < end; count++, first = letter) {
        letter = utf8_next(&text, end);
        if (first && letter != first)
            return false;
    }
    return count >= 3;
}

/* Says whether the text, or each word of it, says that there is no name; some words do so only
 * beside others: «Тест Тестов». */
static bool says_nothing(const struct field *field, const char *lower)
{
    const struct word_list *list = field->rules->words->stopgap;
    const char *bare = without_signs(field, lower);
    size_t size;
    bool sure = false;
    const struct word_entry *whole = word_list_find(list, bare, strlen(bare));
    if ((whole && !whole->values[0]) || is_one_letter(bare))
        return true;
    for (const char *word = bare; *word; word += size + (word[size] == ' ')) {
        size = strcspn(word, " ");
        const struct word_entry *entry = word_list_find(list, word, size);
        if (!entry)
            return false;
        sure |= !entry->values[0];
    }
    return sure;
}

/* What stands here instead of a name: nothing that could be read, or a word for that. */
static bool check_stopgap(const struct field *field, const char *lower)
{
    bool letters = script_has_letter(field->text);
    if (letters && !says_nothing(field, lower))
        return false;
    report_add(field->findings, letters ? LEVEL_WARNING : grave(field), field->place,
               "name-stopgap", "«%s» is not a name, but would be printed as one.",
               field_text(field));
    if (field->column->patronymic)
        report_advise(field->findings, "Leave the field empty.");
    else if (strcmp(field->text, "0") == 0)
        report_advise(field->findings,
                      "Fill in the name; a formula that points at an empty cell gives 0.");
    else
        report_advise(field->findings, "Fill in the name.");
    return true;
}

/* A heading, as above another table further down. */
static bool check_heading(const struct field *field, const char *lower)
{
    const struct lang_words *words = field->rules->lang->words;
    if (!field->column->named)
        return false;
    const char *bare = without_signs(field, lower);
    const struct check_words *rules = field->rules->words;
    bool other = word_list_find(rules->phone, bare, strlen(bare)) ||
                 word_list_find(rules->other_heading, bare, strlen(bare));
    if (!other && !column_kind_is_name(words, field->text))
        return false;
    report_add(field->findings, grave(field), field->place, "name-heading",
               "«%s» is the heading of a column, not a name.", field_text(field));
    report_advise(field->findings, "Delete the row, or fill in the name.");
    return true;
}

static bool check_remark(const struct field *field, const char *lower)
{
    const char *bare = without_signs(field, lower);
    if (!word_list_find(field->rules->words->remark, bare, strlen(bare)))
        return false;
    report_add(field->findings, LEVEL_WARNING, field->place, "name-remark",
               "«%s» is a remark, not a name.", field_text(field));
    report_advise(field->findings, "Delete the row, or fill in the name.");
    return true;
}

/* Says whether each word is in the list, or any is. */
static bool has_words(const struct word_list *list, const char *lower, bool each)
{
    size_t size;
    for (const char *word = lower; *word; word += size + (word[size] == ' ')) {
        size = strcspn(word, " ");
        if (!word_list_find(list, word, size) == each)
            return !each;
    }
    return each;
}

/* Each word is what posts and places are called, or one what several people are: Начальник
 * отдела; Учителя химии. */
static bool check_post(const struct field *field, const char *lower)
{
    const struct check_words *words = field->rules->words;
    if (!has_words(words->common_noun, lower, true) && !has_words(words->group, lower, false))
        return false;
    report_add(field->findings, LEVEL_WARNING, field->place, "name-post",
               "«%s» is a post or a place, not a name.", field_text(field));
    report_advise(field->findings, "Delete the row, or fill in the name.");
    return true;
}

/* Says whether a word of the text is short for a place, with a full stop: г. Караганда. */
static bool has_short_place(const struct field *field, const char **word, size_t *size)
{
    for (*word = field->text; **word; *word += *size + strspn(*word + *size, " ,;()\n")) {
        *size = strcspn(*word, " ,;()\n.");
        bool stop = (*word)[*size] == '.';
        if (stop && word_list_find(field->rules->words->place_short, *word, *size))
            return *size += 1;
        *size += stop;
    }
    return false;
}

/* A word of places beside others: Ақтөбе облысы. */
static bool check_place(const struct field *field, const char *lower)
{
    const char *word;
    size_t size;
    if (!has_place(field, lower, &word, &size) && !has_short_place(field, &word, &size))
        return false;
    report_add(field->findings, LEVEL_WARNING, field->place, "name-place",
               "«%s» has the word «%.*s», which stands for a place or a school: is it a name?",
               field_text(field), (int)size, word);
    report_advise(field->findings, "Leave only the name in this field, or delete the row.");
    return true;
}

/* ---- beside the name -------------------------------------------------------------------- */

/* A digit among the letters of a word: Оспан0ва. */
static bool is_inside(const char *text, const char *digit)
{
    const char *before = digit;
    while (before > text && ((unsigned char)*--before & 0xC0) == 0x80)
        ;
    const char *next = digit + 1, *end = digit + strlen(digit);
    return digit > text && script_of(utf8_next(&before, end)) != SCRIPT_NONE && next < end &&
           script_of(utf8_next(&next, end)) != SCRIPT_NONE;
}

static bool check_digits(const struct field *field, const char *lower)
{
    const char *digit = strpbrk(field->text, "0123456789");
    enum level level = may_be_school(field, lower) ? LEVEL_WARNING : grave(field);
    if (!digit)
        return false;
    if (is_inside(field->text, digit)) {
        report_add(field->findings, level, field->place, "name-digit",
                   "«%s» has the digit «%.*s» in a word of the name.", field_text(field), 1,
                   digit);
        report_advise(field->findings, "Type the letter that is meant.");
    } else {
        report_add(field->findings, level, field->place, "name-number",
                   "«%s» has a number besides the name.", field_text(field));
        name_beside_advise(field);
    }
    return true;
}

/* An address in place of a name, or beside it. */
static bool check_address(const struct field *field)
{
    const char *sign = strchr(field->text, '@');
    if (!sign || !strchr(sign, '.'))
        return false;
    report_add(field->findings, LEVEL_WARNING, field->place, "name-address",
               "«%s» has an e-mail address in the name's place.", field_text(field));
    name_beside_advise(field);
    return true;
}

/* After initials and short forms of one letter or two a full stop is right. */
static void check_full_stop(const struct field *field)
{
    size_t size = strlen(field->text);
    const char *word = field->text;
    if (field->text[size - 1] != '.')
        return;
    for (const char *at = word; *at && at + 1 < field->text + size; at++)
        if (strchr(" .-", *at))
            word = at + 1;
    if (utf8_length(word) <= 3 || name_case_title(field, word) > word)
        return;
    report_add(field->findings, LEVEL_WARNING, field->place, "name-full-stop",
               "«%s» ends in a full stop.", field_text(field));
    report_advise(field->findings, "Delete it.");
}

/* Returns how many letters there are from `from` on without a sign between. */
static size_t letters_at(const char *from, const char *to)
{
    size_t count = 0;
    while (from < to && script_of(utf8_next(&from, to)) != SCRIPT_NONE)
        count++;
    return count;
}

/* A full stop in place of a blank: Исаев.Роман. Initials and titles are shorter, or have one.
 */
static bool check_inner_stop(const struct field *field)
{
    enum { LEAST = 3 }; /* letters on each side */
    const char *end = field->text + strlen(field->text), *start = field->text;
    for (const char *at = field->text; *at; at++) {
        const char *next = at + 1;
        if (*at != '.' || letters_at(start, at) < LEAST || letters_at(next, end) < LEAST ||
            !utf8_is_upper(utf8_next(&next, end))) {
            start = strchr(" .-,", *at) ? at + 1 : start;
            continue;
        }
        report_add(field->findings, LEVEL_WARNING, field->place, "name-full-stop-inside",
                   "«%s» has a full stop between two words.", field_text(field));
        report_advise(field->findings, "Type a space in its place.");
        return true;
    }
    return false;
}

/* ---- signs ------------------------------------------------------------------------------ */

static void check_line_break(const struct field *field)
{
    if (!strchr(field->text, '\n'))
        return;
    report_add(field->findings, LEVEL_WARNING, field->place, "name-line-break",
               "there is a line break in the name.");
    report_advise(field->findings,
                  "Delete it, unless the name is meant to be set on two lines.");
}

/* A sign, and what stands beside it; 0 at the ends of the text. */
struct sign {
    uint32_t before, letter, after;
    bool number; /* the text may be a number */
};

static bool is_odd_hyphen(const struct sign *sign)
{
    return (sign->letter >= 0x2010 && sign->letter <= 0x2015) || sign->letter == 0x2212 ||
           sign->letter == 0xFE63 || sign->letter == 0xFF0D;
}

static bool is_apart(uint32_t letter)
{
    return !letter || letter == ' ' || letter == '-';
}

static bool is_loose_hyphen(const struct sign *sign)
{
    return sign->letter == '-' && !sign->number &&
           (is_apart(sign->before) || is_apart(sign->after));
}

/* Joiners; word processors leave them. */
static bool is_invisible(const struct sign *sign)
{
    return sign->letter == 0x200C || sign->letter == 0x200D ||
           (sign->letter >= 0x2061 && sign->letter <= 0x2064);
}

static bool is_combining(const struct sign *sign)
{
    return sign->letter >= 0x300 && sign->letter <= 0x36F;
}

/* What checks of their own report is left out. */
static bool is_out_of_place(const struct sign *sign)
{
    static const uint32_t usual[] = U"-.,;:/|() \n", numbers[] = U"#+_№";
    if (utf8_is_digit(sign->letter) || utf8_is_turn(sign->letter) || is_odd_hyphen(sign) ||
        is_invisible(sign) || is_combining(sign) || script_is_apostrophe(sign->letter))
        return false;
    if ((sign->letter == '+' || sign->letter == '&') && sign->before == ' ' &&
        sign->after == ' ') /* name_beside_second has it */
        return false;
    for (const uint32_t *letter = usual; *letter; letter++)
        if (*letter == sign->letter)
            return false;
    for (const uint32_t *letter = numbers; *letter && sign->number; letter++)
        if (*letter == sign->letter)
            return false;
    return true;
}

/* Kinds of signs that do not belong in a name. Odd spaces and most signs that are not seen are
 * gone already: the list is normalized when it is read. */
static bool (*const sign_kinds[])(const struct sign *sign) = {
    is_odd_hyphen, is_loose_hyphen, is_invisible, is_combining, is_out_of_place};

enum { SIGN_KINDS = sizeof sign_kinds / sizeof *sign_kinds };

static void report_sign(const struct field *field, size_t kind, uint32_t letter)
{
    struct report *findings = field->findings;
    const struct place place = field->place;
    const char *text = field_text(field);
    if (sign_kinds[kind] == is_odd_hyphen) {
        report_add(findings, LEVEL_WARNING, place, "name-odd-hyphen",
                   "«%s» has %lc in place of a hyphen.", text, letter);
        report_advise(findings, "Type the hyphen of the keyboard, «-».");
    } else if (sign_kinds[kind] == is_loose_hyphen) {
        report_add(findings, LEVEL_WARNING, place, "name-loose-hyphen",
                   "«%s» has a hyphen without a part of the name on each side.", text);
        report_advise(findings, "Join the parts with it, or delete it.");
    } else if (sign_kinds[kind] == is_invisible) {
        report_add(findings, LEVEL_WARNING, place, "name-invisible-sign",
                   "«%s» has %lc, which cannot be seen, but keeps the name from being found.",
                   text, letter);
        report_advise(findings, "Delete this sign.");
    } else if (sign_kinds[kind] == is_combining) {
        report_add(findings, LEVEL_WARNING, place, "name-mark-apart",
                   "«%s» has %lc as a mark separate from its letter.", text, letter);
        report_advise(findings, "Type the letter with its mark as one.");
    } else {
        report_add(findings, LEVEL_WARNING, place, "name-odd-sign",
                   "«%s» has %lc, which does not belong in a name.", text, letter);
        report_advise(findings, "Delete it, or type the letter that is meant.");
    }
}

/* Reports the first sign of each kind. */
static void check_signs(const struct field *field)
{
    const char *text = field->text, *end = text + strlen(text);
    bool reported[SIGN_KINDS] = {false};
    struct sign sign = {.number = strpbrk(text, "0123456789")};
    for (; text < end; sign.before = sign.letter) {
        sign.letter = utf8_next(&text, end);
        const char *next = text;
        sign.after = next < end ? utf8_next(&next, end) : 0;
        if (script_of(sign.letter) != SCRIPT_NONE || sign.letter == ' ')
            continue;
        for (size_t i = 0; i < SIGN_KINDS; i++) {
            if (reported[i] || !sign_kinds[i](&sign))
                continue;
            report_sign(field, i, sign.letter);
            reported[i] = true;
        }
    }
}

void name_check(const struct field *field)
{
    const char *lower = utf8_lower(field->arena, field->text, "kk");
    bool number = has_number_beside(field);
    if (!number && (check_stopgap(field, lower) || check_remark(field, lower) ||
                    check_heading(field, lower)))
        return;
    check_line_break(field);
    if (!number && check_address(field))
        return;
    check_signs(field);
    if (number || check_digits(field, lower))
        return;
    if (field->column->named) {
        if (check_post(field, lower) || name_beside_second(field))
            return;
        bool title = name_beside_check(field);
        if (!title && (check_place(field, lower) || name_beside_remark(field)))
            return;
        check_full_stop(field);
        if (!check_inner_stop(field))
            name_case_check(field);
    }
}
