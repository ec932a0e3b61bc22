#include "check/name_check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "lang/script.h"

#include <string.h>

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
    static const char *const words[] = {"нет",  "жоқ",  "жок", "null",        "none",
                                        "n/a",  "б/о",  "н/д", "отсутствует", "без отчества",
                                        "#n/a", "#н/д", NULL};
    if (!has_digit(field->text) && !has_letter(field->text))
        return true;
    if (field->column->patronymic &&
        strspn(field->text, "0123456789.,- ") == strlen(field->text))
        return true;
    const char *lower = utf8_lower(field->arena, field->text, "kk");
    for (const char *const *word = words; *word; word++)
        if (strcmp(*word, lower) == 0)
            return true;
    return false;
}

static bool check_stopgap(const struct field *field)
{
    if (!is_stopgap(field))
        return false;
    field_report(field, LEVEL_WARNING,
                 field->column->patronymic ? "Leave the field empty." : "Fill in the name.",
                 "it is no name, but would be printed as one.");
    return true;
}

/* ---- signs ------------------------------------------------------------------------------ */

static void check_line_break(const struct field *field)
{
    if (strchr(field->text, '\n'))
        field_report(field, LEVEL_WARNING, "Take it out, unless it shall be set on two lines.",
                     "there is a line break in the name.");
}

/* A sign, and what stands beside it; 0 at the ends of the text. */
struct sign {
    uint32_t before, letter, after;
    bool number; /* there are digits in the text */
};

/* A kind of sign that does not belong into a name. Odd spaces and most signs that are not seen
 * are gone already: the list is tidied when it is read. */
struct sign_kind {
    bool (*is)(const struct sign *sign);
    const char *what, *advice;
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

/* Joiners; word processors leave them behind. */
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

/* Turns are an error, told with the scripts. */
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

static const struct sign_kind sign_kinds[] = {
    {is_odd_hyphen, "stands for a hyphen", "Type the hyphen of the keyboard, «-»."},
    {is_loose_hyphen, "has not a part of the name on each side",
     "Join the parts with it, or take it out."},
    {is_invisible, "is not seen, but keeps the name from being found", "Take it out."},
    {is_combining, "is a mark apart from its letter", "Type the letter with its mark as one."},
    {is_digit, "is a digit in a name", "Type the letter that is meant."},
    {is_out_of_place, "does not belong into a name",
     "Take it out, or type the letter that is meant."},
};

static void report_sign(const struct field *field, const struct sign_kind *kind,
                        uint32_t letter)
{
    const char *name = utf8_name(field->arena, letter);
    field_report(field, LEVEL_WARNING, kind->advice, "U+%04X%s%s %s.", (unsigned)letter,
                 *name ? " " : "", name, kind->what);
}

/* Tells the first sign of each kind. */
static void check_signs(const struct field *field)
{
    const char *text = field->text, *end = text + strlen(text);
    bool reported[sizeof sign_kinds / sizeof *sign_kinds] = {false};
    struct sign sign = {.number = has_digit(text)};
    for (; text < end; sign.before = sign.letter) {
        sign.letter = utf8_next(&text, end);
        const char *next = text;
        sign.after = next < end ? utf8_next(&next, end) : 0;
        if (script_of(sign.letter) != SCRIPT_NONE || sign.letter == ' ')
            continue;
        for (size_t i = 0; i < sizeof reported / sizeof *reported; i++) {
            if (reported[i] || !sign_kinds[i].is(&sign))
                continue;
            report_sign(field, &sign_kinds[i], sign.letter);
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

/* Says whether a sign parts words. What was told as out of place does not: it may stand for a
 * letter. */
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

/* Words in names that have no capital: von, ibn, oglu. */
static bool is_particle(const char *text, size_t size)
{
    static const char *const particles[] = {
        "фон", "ван",  "де",   "дер",  "ден",  "да",   "ди",   "дель", "ла",   "ле",
        "аль", "эль",  "ибн",  "бен",  "бин",  "оглы", "оглу", "оғлы", "угли", "улы",
        "ұлы", "кызы", "қызы", "кизи", "заде", "паша", "бей",  "и",    NULL};
    for (const char *const *particle = particles; *particle; particle++)
        if (strlen(*particle) == size && memcmp(*particle, text, size) == 0)
            return true;
    return false;
}

static bool is_roman(uint32_t letter)
{
    return letter == 'I' || letter == 'V' || letter == 'X' || letter == U'І' || letter == U'Х';
}

static enum casing casing_of(const char *text, const char *end)
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
    return elided || is_particle(start, (size_t)(end - start)) ? CASING_NONE : CASING_LOWER;
}

/* Returns the name with a capital at the head of each word only, where it is written else. */
static const char *capitalise(const struct field *field)
{
    const char *lang = field->column->language == LANGUAGE_RUSSIAN ? "ru" : "kk";
    const char *text = field->text, *end = text + strlen(text);
    struct buf name = {0};
    while (text < end) {
        const char *start = text, *stop = word_end(text, end);
        enum casing casing = stop > start ? casing_of(start, stop) : CASING_NONE;
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
        bool small = is_particle(lower, strlen(lower));
        buf_printf(&name, "%s%s", small ? head : utf8_upper(field->arena, head, lang), rest);
        text = stop;
    }
    const char *result = utf8_nfc(field->arena, buf_text(&name));
    buf_free(&name);
    return result;
}

static void check_capitals(const struct field *field)
{
    static const char *const whats[] = {[CASING_UPPER] = "is in capitals.",
                                        [CASING_LOWER] = "has no capital.",
                                        [CASING_MIXED] = "mixes capitals and small letters."};
    const char *text = field->text, *end = text + strlen(text), *who = NULL;
    size_t counts[CASING_COUNT] = {0};
    enum casing worst = CASING_NONE;
    if (has_digit(text))
        return;
    while (text < end) {
        const char *stop = word_end(text, end);
        enum casing casing = stop > text ? casing_of(text, stop) : CASING_NONE;
        counts[casing] += casing != CASING_NONE;
        if (casing > CASING_GOOD && worst == CASING_NONE) {
            who = arena_printf(field->arena, "«%.*s»", (int)(stop - text), text);
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
    field_report(field, LEVEL_WARNING,
                 arena_printf(field->arena, "Write «%s».", capitalise(field)), "%s %s",
                 counts[worst] == all ? "the name" : who, whats[worst]);
}

void name_check(const struct field *field)
{
    if (check_stopgap(field))
        return;
    check_line_break(field);
    check_signs(field);
    check_capitals(field);
}
