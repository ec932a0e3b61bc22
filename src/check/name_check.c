#include "check/name_check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "lang/script.h"

#include <string.h>

/* The beginning of the text, as messages show it. */
static const char *shown(const struct field *field)
{
    return utf8_clip(field->arena, field->text, strlen(field->text));
}

/* With digits in it, it may be a number that stands with the names. */
static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

static bool has_letter(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (script_of(utf8_next(&text, end)) != SCRIPT_NONE)
            return true;
    return false;
}

/* ---- no name ---------------------------------------------------------------------------- */

/* What people type into a field that they have nothing for. */
static bool is_stopgap(const struct field *field)
{
    if (!has_digit(field->text) && !has_letter(field->text))
        return true;
    if (field->column->patronymic &&
        strspn(field->text, "0123456789.,- ") == strlen(field->text))
        return true;
    const char *lower = utf8_lower(field->arena, field->text, "kk");
    lower += *lower == '#'; /* as spreadsheets mark an error */
    return word_list_find(field->words->stopgap, lower, strlen(lower));
}

static bool check_stopgap(const struct field *field)
{
    if (!is_stopgap(field))
        return false;
    report_add(field->findings, LEVEL_WARNING, field->place, "name-stopgap",
               "«%s» is not a name, but would be printed as one.", shown(field));
    if (field->column->patronymic)
        report_advise(field->findings, "Leave the field empty.");
    else
        report_advise(field->findings, "Fill in the name.");
    return true;
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
    bool number; /* there are digits in the text */
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

static bool is_digit(const struct sign *sign)
{
    return utf8_is_digit(sign->letter) && script_of(sign->before) != SCRIPT_NONE;
}

/* Turns are an error, reported by text_check. */
static bool is_out_of_place(const struct sign *sign)
{
    static const uint32_t usual[] = U"-'.,() \n\u2018\u2019\u02BC", numbers[] = U"#/:+_№";
    if (utf8_is_digit(sign->letter) || utf8_is_turn(sign->letter) || is_odd_hyphen(sign) ||
        is_invisible(sign) || is_combining(sign))
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
    is_odd_hyphen, is_loose_hyphen, is_invisible, is_combining, is_digit, is_out_of_place};

enum { SIGN_KINDS = sizeof sign_kinds / sizeof *sign_kinds };

/* `named`: the sign as messages show it, "U+0060 GRAVE ACCENT". */
static void report_sign(const struct field *field, size_t kind, const char *named)
{
    struct report *findings = field->findings;
    const struct place place = field->place;
    const char *text = shown(field);
    if (sign_kinds[kind] == is_odd_hyphen) {
        report_add(findings, LEVEL_WARNING, place, "name-odd-hyphen",
                   "«%s» has %s in place of a hyphen.", text, named);
        report_advise(findings, "Type the hyphen of the keyboard, «-».");
    } else if (sign_kinds[kind] == is_loose_hyphen) {
        report_add(findings, LEVEL_WARNING, place, "name-loose-hyphen",
                   "«%s» has a hyphen without a part of the name on each side.", text);
        report_advise(findings, "Join the parts with it, or delete it.");
    } else if (sign_kinds[kind] == is_invisible) {
        report_add(findings, LEVEL_WARNING, place, "name-invisible-sign",
                   "«%s» has %s, which is not seen, but keeps the name from being found.", text,
                   named);
        report_advise(findings, "Delete it.");
    } else if (sign_kinds[kind] == is_combining) {
        report_add(findings, LEVEL_WARNING, place, "name-mark-apart",
                   "«%s» has %s as a mark apart from its letter.", text, named);
        report_advise(findings, "Type the letter with its mark as one.");
    } else if (sign_kinds[kind] == is_digit) {
        report_add(findings, LEVEL_WARNING, place, "name-digit",
                   "«%s» has %s in a word of the name.", text, named);
        report_advise(findings, "Type the letter that is meant.");
    } else {
        report_add(findings, LEVEL_WARNING, place, "name-odd-sign",
                   "«%s» has %s, which does not belong in a name.", text, named);
        report_advise(findings, "Delete it, or type the letter that is meant.");
    }
}

/* Reports the first sign of each kind. */
static void check_signs(const struct field *field)
{
    const char *text = field->text, *end = text + strlen(text);
    bool reported[SIGN_KINDS] = {false};
    struct sign sign = {.number = has_digit(text)};
    for (; text < end; sign.before = sign.letter) {
        sign.letter = utf8_next(&text, end);
        const char *next = text;
        sign.after = next < end ? utf8_next(&next, end) : 0;
        if (script_of(sign.letter) != SCRIPT_NONE || sign.letter == ' ')
            continue;
        for (size_t i = 0; i < SIGN_KINDS; i++) {
            if (reported[i] || !sign_kinds[i](&sign))
                continue;
            const char *name = utf8_name(field->arena, sign.letter);
            report_sign(field, i,
                        arena_printf(field->arena, "U+%04X%s%s", (unsigned)sign.letter,
                                     *name ? " " : "", name));
            reported[i] = true;
        }
    }
}

/* ---- capitals --------------------------------------------------------------------------- */

/* How a word of a name is written. */
enum casing {
    CASING_NONE, /* nothing to judge: an initial, a number, a script without capitals */
    CASING_GOOD, /* Ахметов, МакАртур */
    CASING_UPPER,
    CASING_LOWER,
    CASING_MIXED, /* аХМЕТОВ, АХметов */
    CASING_COUNT,
};

/* Says whether a sign separates words. What was reported as out of place does not: it may
 * stand for a letter. */
static bool is_between(uint32_t letter)
{
    const struct sign sign = {.letter = letter};
    return letter == '_' || letter == ' ' || letter == '/' || is_odd_hyphen(&sign) ||
           (script_of(letter) == SCRIPT_NONE && !is_out_of_place(&sign) &&
            !is_invisible(&sign) && !is_combining(&sign));
}

/* Returns the end of the word at `text`, or `text` if none begins there. */
static const char *word_end(const char *text, const char *end)
{
    for (const char *next = text; next < end; text = next)
        if (is_between(utf8_next(&next, end)))
            break;
    return text;
}

static bool is_roman(uint32_t letter)
{
    return letter == 'I' || letter == 'V' || letter == 'X' || letter == U'І' || letter == U'Х';
}

static enum casing casing_of(const struct field *field, const char *text, const char *end)
{
    const char *start = text;
    size_t upper = 0, lower = 0, broken = 0;
    bool roman = true, was_upper = false;
    while (text < end) {
        uint32_t letter = utf8_next(&text, end);
        bool is_upper = utf8_is_upper(letter);
        if (script_of(letter) == SCRIPT_OTHER) /* most have no capitals */
            return CASING_NONE;
        if (script_of(letter) == SCRIPT_NONE)
            continue;
        roman &= is_roman(letter);
        broken += is_upper && (was_upper || (lower && !upper) || (upper && text == end));
        upper += is_upper;
        lower += !is_upper;
        was_upper = is_upper;
    }
    if (!lower)
        return upper > 1 && !roman ? CASING_UPPER : CASING_NONE;
    if (upper)
        return broken ? CASING_MIXED : CASING_GOOD;
    bool elided = *end == '\'' || strncmp(end, "’", strlen("’")) == 0; /* д’Анжело */
    bool particle = word_list_find(field->words->particle, start, (size_t)(end - start));
    return elided || particle ? CASING_NONE : CASING_LOWER;
}

/* Returns the name with a capital at the head of each word only, where it is written else. */
static const char *capitalise(const struct field *field)
{
    const char *lang = field->column->language == LANGUAGE_RUSSIAN ? "ru" : "kk";
    const char *text = field->text, *end = text + strlen(text);
    struct buf name = {0};
    while (text < end) {
        const char *start = text, *stop = word_end(text, end);
        enum casing casing = stop > start ? casing_of(field, start, stop) : CASING_NONE;
        utf8_next(&text, end);
        if (casing <= CASING_GOOD) {
            text = stop > text ? stop : text;
            buf_add(&name, start, (size_t)(text - start));
            continue;
        }
        const char *word = arena_copy(field->arena, start, (size_t)(stop - start));
        const char *lower = utf8_lower(field->arena, word, lang), *rest = lower;
        utf8_next(&rest, lower + strlen(lower));
        const char *head = arena_copy(field->arena, lower, (size_t)(rest - lower));
        bool small = word_list_find(field->words->particle, lower, strlen(lower));
        buf_printf(&name, "%s%s", small ? head : utf8_upper(field->arena, head, lang), rest);
        text = stop;
    }
    const char *result = utf8_nfc(field->arena, buf_text(&name));
    buf_free(&name);
    return result;
}

/* `word` is the one that is written so, or all of the name. */
static void report_capitals(const struct field *field, enum casing casing, const char *word)
{
    const char *name = capitalise(field);
    if (casing == CASING_UPPER)
        report_add(field->findings, LEVEL_WARNING, field->place, "name-in-capitals",
                   "«%s» is in capitals.", word);
    else if (casing == CASING_LOWER)
        report_add(field->findings, LEVEL_WARNING, field->place, "name-without-capital",
                   "«%s» has no capital.", word);
    else
        report_add(field->findings, LEVEL_WARNING, field->place, "name-mixes-capitals",
                   "«%s» mixes capitals and small letters.", word);
    report_advise(field->findings, "Write «%s».", utf8_clip(field->arena, name, strlen(name)));
}

static void check_capitals(const struct field *field)
{
    const char *text = field->text, *end = text + strlen(text), *word = NULL;
    size_t counts[CASING_COUNT] = {0};
    enum casing worst = CASING_NONE;
    if (has_digit(text))
        return;
    while (text < end) {
        const char *stop = word_end(text, end);
        enum casing casing = stop > text ? casing_of(field, text, stop) : CASING_NONE;
        counts[casing] += casing != CASING_NONE;
        if (casing > CASING_GOOD && worst == CASING_NONE) {
            word = utf8_clip(field->arena, text, (size_t)(stop - text));
            worst = casing;
        }
        if (stop == text)
            utf8_next(&stop, end);
        text = stop;
    }
    if (worst == CASING_NONE)
        return;
    size_t all = counts[CASING_GOOD] + counts[CASING_UPPER] + counts[CASING_LOWER] +
                 counts[CASING_MIXED];
    report_capitals(field, worst, counts[worst] == all ? shown(field) : word);
}

void name_check(const struct field *field)
{
    if (check_stopgap(field))
        return;
    check_line_break(field);
    check_signs(field);
    check_capitals(field);
}
