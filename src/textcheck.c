#include "textcheck.h"

#include "buf.h"
#include "mojibake.h"
#include "script.h"
#include "utf8.h"

#include <stdarg.h>
#include <string.h>

#define SAVE_AGAIN "Save the original list anew as «CSV UTF-8», or type it again."

/* A field under examination. */
struct subject {
    const struct column *column;
    const char *text;
    struct place place;
    struct arena *arena;
    struct findings *findings;
};

static void tell(const struct subject *subject, enum level level, const char *advice,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

static void tell(const struct subject *subject, enum level level, const char *advice,
                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = arena_vprintf(subject->arena, format, args);
    va_end(args);
    findings_add(subject->findings, level, subject->place, advice, "«%s», «%s»: %s",
                 subject->column->heading, subject->text, what);
}

/* With digits in it, it may be a number that stands with the names. */
static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* ---- encodings -------------------------------------------------------------------------- */

/* A name has no question in it; elsewhere one may end a sentence. */
static bool has_lost_letters(const struct subject *subject, enum mojibake kind)
{
    return kind == MOJIBAKE_LOST || (subject->column->personal && strchr(subject->text, '?'));
}

static bool check_damage(const struct subject *subject)
{
    static const struct {
        const char *what, *advice;
    } damages[] = {
        [MOJIBAKE_UTF8_AS_1251] = {"UTF-8 was read as Windows-1251", SAVE_AGAIN},
        [MOJIBAKE_UTF8_AS_1252] = {"UTF-8 was read as Windows-1252", SAVE_AGAIN},
        [MOJIBAKE_1251_AS_1252] = {"Windows-1251 was read as Windows-1252", SAVE_AGAIN},
        [MOJIBAKE_KZ1048_AS_1251] = {"KZ-1048 was read as Windows-1251",
                                     "Give --encoding kz-1048 if that is what the list is in, "
                                     "or save the original anew as «CSV UTF-8»."},
    };
    enum mojibake kind = mojibake_find(subject->text);
    const char *meant = mojibake_undo(subject->arena, subject->text, kind);
    if (meant)
        tell(subject, LEVEL_ERROR, damages[kind].advice, "%s; it said «%s».",
             damages[kind].what, meant);
    else if (has_lost_letters(subject, kind))
        tell(subject, LEVEL_ERROR, SAVE_AGAIN,
             "letters are lost where the question marks are.");
    else
        return false;
    return true;
}

/* ---- scripts ---------------------------------------------------------------------------- */

/* A stretch of letters. */
struct word {
    const char *text, *end;
    size_t cyrillic, latin;
};

/* Finds the next word behind `*text`; false when there is none. */
static bool next_word(const char **text, const char *end, struct word *word)
{
    *word = (struct word){NULL, NULL, 0, 0};
    while (*text < end) {
        const char *at = *text;
        enum script script = script_of(utf8_next(text, end));
        if (script == SCRIPT_NONE && word->text)
            return true;
        if (script == SCRIPT_NONE)
            continue;
        word->text = word->text ? word->text : at;
        word->end = *text;
        word->cyrillic += script == SCRIPT_CYRILLIC;
        word->latin += script == SCRIPT_LATIN;
    }
    return word->text != NULL;
}

static bool seen_before(const struct word *word, const char *at, uint32_t letter)
{
    for (const char *next = word->text; next < at;)
        if (utf8_next(&next, at) == letter)
            return true;
    return false;
}

/* Lists the letters of that script in the word, each once, and what to type instead; says
 * whether each has a twin in the other script. */
static bool list_strangers(const struct word *word, enum script script, struct buf *strangers,
                           struct buf *twins)
{
    bool all = true;
    for (const char *next = word->text; next < word->end;) {
        const char *at = next;
        uint32_t letter = utf8_next(&next, word->end);
        if (script_of(letter) != script || seen_before(word, at, letter))
            continue;
        uint32_t twin =
            script == SCRIPT_LATIN ? script_cyrillic_twin(letter) : script_latin_twin(letter);
        char bytes[5] = {0};
        buf_printf(strangers, "%s«%.*s» (U+%04X)", strangers->size ? ", " : "",
                   (int)(next - at), at, (unsigned)letter);
        if (twin && utf8_put(twin, bytes))
            buf_printf(twins, "%s«%s» (U+%04X)", twins->size ? ", " : "", bytes,
                       (unsigned)twin);
        all &= twin != 0;
    }
    return all;
}

/* A word of letters from both scripts. In a text that is no name, such as «COVIDтен», it may
 * be meant so, unless each strange letter passes for a right one. */
static void check_mixed(const struct subject *subject, const struct word *word)
{
    bool cyrillic = word->cyrillic >= word->latin;
    struct buf strangers = {0}, twins = {0};
    bool all =
        list_strangers(word, cyrillic ? SCRIPT_LATIN : SCRIPT_CYRILLIC, &strangers, &twins);
    const char *advice = "Type the word in letters of one script.";
    if (all)
        advice = arena_printf(subject->arena, "Type %s.", buf_text(&twins));
    if (all || subject->column->personal)
        tell(subject, LEVEL_WARNING, advice, "the word «%.*s» has %s among %s letters.",
             (int)(word->end - word->text), word->text,
             arena_printf(subject->arena, cyrillic ? "Latin %s" : "Cyrillic %s",
                          buf_text(&strangers)),
             cyrillic ? "Cyrillic" : "Latin");
    buf_free(&strangers);
    buf_free(&twins);
}

static bool is_roman_number(const struct word *word)
{
    return strspn(word->text, "IVX") >= (size_t)(word->end - word->text);
}

/* A word in Latin letters where names are Cyrillic: if each passes for a Cyrillic one, it was
 * hardly meant. */
static void check_foreign(const struct subject *subject, const struct word *word)
{
    struct buf strangers = {0}, twins = {0};
    bool all = list_strangers(word, SCRIPT_LATIN, &strangers, &twins);
    tell(subject, all ? LEVEL_WARNING : LEVEL_NOTE,
         "Type it in Cyrillic, unless it is meant so.", "«%.*s» is in Latin letters.",
         (int)(word->end - word->text), word->text);
    buf_free(&strangers);
    buf_free(&twins);
}

/* Signs that turn the direction of writing make a text say something else to the eye than to
 * whoever checks it; neither Kazakh nor Russian needs them. */
static void check_turns(const struct subject *subject)
{
    const char *text = subject->text, *end = text + strlen(text);
    while (text < end) {
        uint32_t letter = utf8_next(&text, end);
        if (!utf8_is_turn(letter))
            continue;
        tell(subject, LEVEL_ERROR, "Take it out.",
             "U+%04X %s is not seen, but turns the direction of writing.", (unsigned)letter,
             utf8_name(subject->arena, letter));
        return;
    }
}

static void check_line_break(const struct subject *subject)
{
    if (strchr(subject->text, '\n'))
        tell(subject, LEVEL_WARNING, "Take it out, unless it shall be set on two lines.",
             "there is a line break in the name.");
}

static void check_scripts(const struct subject *subject)
{
    const char *text = subject->text, *end = text + strlen(text);
    bool cyrillic_name = subject->column->personal && subject->column->tongue != TONGUE_OTHER &&
                         !has_digit(text);
    struct word word;
    while (next_word(&text, end, &word)) {
        if (word.cyrillic && word.latin)
            check_mixed(subject, &word);
        else if (word.latin && cyrillic_name && !is_roman_number(&word))
            check_foreign(subject, &word);
    }
}

/* ---- signs ------------------------------------------------------------------------------ */

/* A kind of sign that does not belong into a name. Odd spaces and most signs that are
 * not seen are gone already: the list is tidied when it is read. */
struct sign_kind {
    bool (*is)(uint32_t letter, uint32_t before);
    const char *what, *advice;
};

static bool is_odd_hyphen(uint32_t letter, uint32_t before)
{
    (void)before;
    return (letter >= 0x2010 && letter <= 0x2015) || letter == 0x2212 || letter == 0xFE63 ||
           letter == 0xFF0D;
}

/* Joiners; word processors leave them behind. */
static bool is_invisible(uint32_t letter, uint32_t before)
{
    (void)before;
    return letter == 0x200C || letter == 0x200D || (letter >= 0x2061 && letter <= 0x2064);
}

static bool is_combining(uint32_t letter, uint32_t before)
{
    (void)before;
    return letter >= 0x300 && letter <= 0x36F;
}

static bool is_digit(uint32_t letter, uint32_t before)
{
    return utf8_is_digit(letter) && script_of(before) != SCRIPT_NONE;
}

static const struct sign_kind sign_kinds[] = {
    {is_odd_hyphen, "stands for a hyphen", "Type the hyphen of the keyboard, «-»."},
    {is_invisible, "is not seen, but keeps the name from being found", "Take it out."},
    {is_combining, "is a mark apart from its letter", "Type the letter with its mark as one."},
    {is_digit, "is a digit in a name", "Type the letter that is meant."},
};

static void tell_sign(const struct subject *subject, const struct sign_kind *kind,
                      uint32_t letter)
{
    const char *name = utf8_name(subject->arena, letter);
    tell(subject, LEVEL_WARNING, kind->advice, "U+%04X%s%s %s.", (unsigned)letter,
         *name ? " " : "", name, kind->what);
}

/* Tells the first sign of each kind. */
static void check_signs(const struct subject *subject)
{
    const char *text = subject->text, *end = text + strlen(text);
    bool told[sizeof sign_kinds / sizeof *sign_kinds] = {false};
    for (uint32_t before = 0, letter; text < end; before = letter) {
        letter = utf8_next(&text, end);
        if (script_of(letter) != SCRIPT_NONE)
            continue;
        for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
            const struct sign_kind *kind = &sign_kinds[i];
            if (told[i] || !kind->is(letter, before))
                continue;
            tell_sign(subject, kind, letter);
            told[i] = true;
        }
    }
}

/* ---- capitals --------------------------------------------------------------------------- */

/* Returns the name with a capital at the head of each of its parts only. */
static const char *capitalise(const struct subject *subject)
{
    const char *lang = subject->column->tongue == TONGUE_RUSSIAN ? "ru" : "kk";
    const char *lower = utf8_lower(subject->arena, subject->text, lang);
    const char *end = lower + strlen(lower);
    struct buf name = {0};
    bool head = true;
    while (lower < end) {
        const char *at = lower;
        uint32_t letter = utf8_next(&lower, end);
        const char *bytes = arena_copy(subject->arena, at, (size_t)(lower - at));
        buf_puts(&name, head ? utf8_upper(subject->arena, bytes, lang) : bytes);
        head = script_of(letter) == SCRIPT_NONE;
    }
    const char *result = arena_text(subject->arena, buf_text(&name));
    buf_free(&name);
    return result;
}

static void check_capitals(const struct subject *subject)
{
    const char *text = subject->text, *end = text + strlen(text);
    size_t upper = 0, lower = 0, run = 0, longest = 0;
    if (has_digit(text))
        return;
    while (text < end) {
        uint32_t letter = utf8_next(&text, end);
        enum script script = script_of(letter);
        bool is_letter = script != SCRIPT_NONE, is_upper = utf8_is_upper(letter);
        if (script == SCRIPT_OTHER) /* most have no capitals */
            return;
        upper += is_upper;
        lower += is_letter && !is_upper;
        run = is_letter ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    bool capitals = upper && !lower && longest > 1; /* initials are capitals, too */
    if (!capitals && (upper || !lower))
        return;
    tell(subject, LEVEL_WARNING,
         arena_printf(subject->arena, "Write «%s».", capitalise(subject)),
         capitals ? "the name is in capitals." : "the name has no capital.");
}

bool textcheck(const struct column *column, const char *text, struct place place,
               struct arena *arena, struct findings *findings)
{
    const struct subject subject = {column, text, place, arena, findings};
    if (check_damage(&subject))
        return false;
    check_turns(&subject);
    check_scripts(&subject);
    if (column->personal) {
        check_line_break(&subject);
        check_signs(&subject);
        check_capitals(&subject);
    }
    return true;
}
