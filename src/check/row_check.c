#include "check/row_check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/gender_check.h"
#include "check/mojibake.h"
#include "check/name_check.h"
#include "check/pair_check.h"
#include "check/sample_check.h"
#include "check/shifted_row.h"
#include "check/text_check.h"
#include "check/web_text.h"
#include "lang/name.h"
#include "roster/normalize.h"

#include <string.h>

static void check_values(const struct row_subject *subject, size_t index)
{
    const struct column *column = &subject->columns->list[index];
    const char *text = subject->row->fields[index];
    for (size_t i = 0; i < column->value_count; i++)
        if (strcmp(column->values[i], text) == 0)
            return;
    if (!*text || !column->value_count)
        return;
    const char *nearest = utf8_nearest(text, column->values, column->value_count);
    report_add(subject->findings, LEVEL_ERROR, subject_place(subject, index), "value-unknown",
               "«%s» is not one of the template's [values].", subject_text(subject, text));
    if (nearest)
        report_advise(subject->findings, "Did you mean «%s»?", nearest);
    else
        report_advise(subject->findings, "Correct it, or add it to the template's [values].");
}

/* What was done to the texts before anything else saw them. */
static void report_changes(const struct row_subject *subject)
{
    const struct changes *changes = &subject->row->changes;
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->list[i];
        const struct column *column = &subject->columns->list[change->column];
        const char *text = subject->row->fields[change->column];
        if (column->used)
            normalize_report(change, subject_text(subject, text),
                             subject_place(subject, change->column), subject->findings);
    }
}

/* Fields without which a person has no name, reported together. */
static void check_missing(const struct row_subject *subject)
{
    const struct columns *columns = subject->columns;
    struct buf missing = {0};
    size_t count = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        size_t pair = column->pair; /* if that is filled, check_one_sided reports it */
        if (!column->needed || *subject->row->fields[i] ||
            (pair != NO_COLUMN && *subject->row->fields[pair]))
            continue;
        buf_printf(&missing, "%s«%s»", count++ ? ", " : "", column->heading);
    }
    if (count) {
        report_add_plural(subject->findings, LEVEL_WARNING, subject->place, "name-missing",
                          count, "the field %s is empty.", "the fields %s are empty.",
                          buf_text(&missing));
        report_advise(subject->findings, "Fill in the name.");
    }
    buf_free(&missing);
}

/* A person of whom all is empty by which people are told apart. */
static void check_identity(const struct row_subject *subject)
{
    const struct columns *columns = subject->columns;
    struct buf empty = {0};
    size_t count = 0, filled = 0;
    for (size_t i = 0; i < columns->count; i++) {
        if (!(columns->list[i].uses & USE_IDENTITY))
            continue;
        if (*subject->row->fields[i])
            filled++;
        else
            buf_printf(&empty, "%s«%s»", count++ ? ", " : "", columns->list[i].heading);
    }
    if (count && !filled) {
        report_add_plural(
            subject->findings, LEVEL_WARNING, subject->place, "identity-missing", count,
            "the field %s is empty, so the register knows this person by name alone.",
            "the fields %s are empty, so the register knows this person by name alone.",
            buf_text(&empty));
        report_advise(subject->findings, "Fill it in before certificates are issued.");
    }
    buf_free(&empty);
}

/* Says whether the text has no letter and no digit but 0. */
static bool is_nothing(const char *text)
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t sign = utf8_next(&text, end);
        if (utf8_is_letter(sign) || (utf8_is_digit(sign) && sign != '0'))
            return false;
    }
    return true;
}

/* A field that must be filled, and is not, for all that stands there: «-», or the 0 of a
 * formula that points at nothing. Of names name_check says it, of numbers 0 may be one. */
static void check_filled(const struct row_subject *subject, size_t index)
{
    const struct column *column = &subject->columns->list[index];
    const char *text = subject->row->fields[index];
    bool zero = strchr(text, '0');
    if (!column->required || !*text || !is_nothing(text) || column->value_count ||
        (column->personal && (column->named || !zero)) ||
        (zero && (column->count || column->number || (column->uses & USE_NUMBER))))
        return;
    report_add(subject->findings, LEVEL_ERROR, subject_place(subject, index), "field-nothing",
               "«%s» says nothing, but the field must be filled.", subject_text(subject, text));
    if (zero)
        report_advise(subject->findings,
                      "Fill it in; a formula that points at an empty cell gives 0.");
    else
        report_advise(subject->findings, "Fill it in.");
}

/* Says whether the text is nothing but dashes and the like, as people fill an empty field. */
static bool is_dash(const char *text)
{
    static const uint32_t signs[] = U"-\u2010\u2011\u2012\u2013\u2014\u2015\u2212._*/?\u2026 ";
    for (const char *end = text + strlen(text); text < end;) {
        const uint32_t *sign = signs;
        for (uint32_t letter = utf8_next(&text, end); *sign && *sign != letter;)
            sign++;
        if (!*sign)
            return false;
    }
    return true;
}

/* In capitals, or in English: small, the Russian ones are words. */
static bool is_truth_value(const struct row_subject *subject, const char *text)
{
    const char *lower = utf8_lower(subject->arena, text, "ru");
    bool capitals = strcmp(utf8_upper(subject->arena, text, "ru"), text) == 0;
    return (capitals || utf8_length(text) == strlen(text)) &&
           word_list_find(subject->rules->words->truth_value, lower, strlen(lower));
}

/* A field that may be empty would be printed for all that stands there. Of names name_check
 * says it; of 0 the whole list shows whether it is a number. */
static void check_printed(const struct row_subject *subject, size_t index)
{
    const struct column *column = &subject->columns->list[index];
    const char *text = subject->row->fields[index];
    if (!column->used || column->personal || column->value_count || !*text)
        return;
    if (!column->required && is_dash(text)) {
        report_add(subject->findings, LEVEL_WARNING, subject_place(subject, index),
                   "field-nothing", "«%s» says nothing, but would be printed.",
                   subject_text(subject, text));
        report_advise(subject->findings, "Leave the field empty, unless it is meant so.");
    } else if (is_truth_value(subject, text)) {
        report_add(subject->findings, LEVEL_WARNING, subject_place(subject, index),
                   "field-truth-value",
                   "«%s» is what a workbook shows for yes or no, but would be printed.",
                   subject_text(subject, text));
        report_advise(subject->findings, "Type what it should say.");
    }
}

/* ---- the two languages ------------------------------------------------------------------ */

static void check_one_sided(const struct row_subject *subject, size_t index)
{
    const struct column *column = &subject->columns->list[index];
    const char *const *fields = subject->row->fields;
    if (!*fields[index] && *fields[column->pair] && column->used && !column->required) {
        report_add(subject->findings, LEVEL_WARNING, subject_place(subject, index),
                   "language-missing", "the field is empty, but «%s» says «%s».",
                   subject->columns->list[column->pair].heading,
                   subject_text(subject, fields[column->pair]));
        report_advise(subject->findings, "Fill in both, or none.");
    }
}

static char *copy_word(const struct row_subject *subject, const struct words *words, size_t i)
{
    return arena_copy(subject->arena, words->text[i], words->size[i]);
}

/* Splits at hyphens, too: each part of a double name is a word. */
static bool split_name(const struct row_subject *subject, const char *text, struct words *words)
{
    struct error err;
    char *copy = arena_text(subject->arena, text);
    for (char *at = copy; (at = strchr(at, '-'));)
        *at = ' ';
    return words_split(copy, words, &err);
}

/* What all names of the row together say. */
static enum origin find_origin(const struct row_subject *subject)
{
    const struct columns *columns = subject->columns;
    enum origin origin = ORIGIN_UNKNOWN;
    for (size_t i = 0; i < columns->count; i++) {
        struct words words;
        if (!columns->list[i].named || subject->damaged[i] ||
            !split_name(subject, subject->row->fields[i], &words))
            continue;
        for (size_t k = 0; k < words.count; k++) {
            enum origin shown = kazakh_spelling_origin(subject->rules->spelling, subject->arena,
                                                       copy_word(subject, &words, k));
            origin = shown > origin ? shown : origin;
        }
    }
    return origin;
}

static void report_doubt(const struct row_subject *subject, size_t index, enum doubt doubt,
                         const char *word, const struct word_entry *stem)
{
    enum level level = doubt == DOUBT_GRAVE ? LEVEL_WARNING : LEVEL_NOTE;
    const char *const *kazakh = stem->values;
    if (kazakh[1])
        report_add(subject->findings, level, subject_place(subject, index),
                   "kazakh-letter-missing", "«%s» in «%s» is written «%s» or «%s» in Kazakh.",
                   stem->word, subject_text(subject, word), kazakh[0], kazakh[1]);
    else
        report_add(subject->findings, level, subject_place(subject, index),
                   "kazakh-letter-missing", "«%s» in «%s» is written «%s» in Kazakh.",
                   stem->word, subject_text(subject, word), kazakh[0]);
    if (doubt == DOUBT_GRAVE)
        report_advise(subject->findings, "Write the name with its Kazakh letters, "
                                         "unless the person's document has it like this.");
    else
        report_advise(subject->findings, "Write it so, if the name is Kazakh.");
}

/* Compares the Kazakh name with the Russian word by word; where they do not match in number,
 * or there is no Russian one, it must speak for itself. */
static void check_spelling(const struct row_subject *subject, size_t index)
{
    const struct column *column = &subject->columns->list[index];
    bool usable = column->pair != NO_COLUMN && !subject->damaged[column->pair] &&
                  !subject->differs[index];
    const char *russian = usable ? subject->row->fields[column->pair] : "";
    struct words kk, ru;
    if (!split_name(subject, subject->row->fields[index], &kk))
        return;
    bool matched = split_name(subject, russian, &ru) && kk.count == ru.count;
    for (size_t i = 0; i < kk.count; i++) {
        const char *word = copy_word(subject, &kk, i);
        const char *other = matched ? copy_word(subject, &ru, i) : word;
        struct suspicion suspicion = kazakh_spelling_suspect(
            subject->rules->spelling, subject->arena, word, other, i > 0 || column->patronymic);
        if (!suspicion.stem)
            continue;
        enum doubt doubt = kazakh_spelling_doubt(suspicion, find_origin(subject));
        if (doubt)
            report_doubt(subject, index, doubt, word, suspicion.stem);
        subject->stripped[index] |= doubt != DOUBT_NONE;
    }
}

/* Looks at a Kazakh text for the letters that it should have. */
static void check_kazakh(const struct row_subject *subject, size_t index)
{
    if (subject->columns->list[index].named)
        check_spelling(subject, index);
    else
        subject->stripped[index] = kazakh_spelling_is_stripped(
            subject->rules->spelling, subject->arena, subject->row->fields[index]);
}

/* Looks at each text by itself. */
static void check_texts(const struct row_subject *subject)
{
    const struct columns *columns = subject->columns;
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        const struct field field = subject_field(subject, i);
        if (!column->used || !*field.text)
            continue;
        subject->damaged[i] = !web_text_check(&field) || !text_check(&field);
        if (column->personal && !subject->damaged[i])
            name_check(&field);
    }
}

/* Says whether a text of the row shows that the list was not read as Windows-1251. */
static bool is_not_1251(const struct columns *columns, const struct row *row)
{
    for (size_t i = 0; i < columns->count; i++)
        if (mojibake_not_1251(row->fields[i]))
            return true;
    return false;
}

const bool *row_check(const struct check_rules *rules, const struct columns *columns,
                      const struct row *row, struct place place, struct arena *arena,
                      struct report *findings)
{
    const struct row_subject subject = {
        .columns = columns,
        .rules = rules,
        .row = row,
        .place = place,
        .arena = arena,
        .findings = findings,
        .not_1251 = is_not_1251(columns, row),
        .damaged = arena_new(arena, columns->count, sizeof(bool)),
        .differs = arena_new(arena, columns->count, sizeof(bool)),
        .stripped = arena_new(arena, columns->count, sizeof(bool))};
    report_changes(&subject);
    if (shifted_row_check(&subject))
        return subject.stripped;
    check_texts(&subject);
    check_missing(&subject);
    check_identity(&subject);
    pair_check_compare(&subject);
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        if (!subject.damaged[i]) {
            check_values(&subject, i);
            check_filled(&subject, i);
            check_printed(&subject, i);
        }
        if (column->pair != NO_COLUMN)
            check_one_sided(&subject, i);
        if (column->language == LANGUAGE_KAZAKH && column->used && !subject.damaged[i])
            check_kazakh(&subject, i);
    }
    pair_check(&subject);
    gender_check(&subject);
    sample_check_row(&subject);
    return subject.stripped;
}
