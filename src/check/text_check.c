#include "check/text_check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/mojibake.h"
#include "check/name_check.h"
#include "lang/script.h"

#include <string.h>

#define SAVE_AGAIN "Save the original list anew as «CSV UTF-8», or type it again."

/* ---- encodings -------------------------------------------------------------------------- */

static bool is_any(const char *word, const char *const *words)
{
    while (*words && strcmp(word, *words) != 0)
        words++;
    return *words;
}

static bool begins(const char *word, const char *const *words)
{
    while (*words && strncmp(word, *words, strlen(*words)) != 0)
        words++;
    return *words;
}

/* Says whether a Kazakh text asks something: «Кім келеді?», «Білесіз бе?». */
static bool is_question(const struct field *field)
{
    static const char *const particles[] = {"ма?", "ме?", "ба?", "бе?", "па?", "пе?", NULL};
    static const char *const askers[] = {"кім", "не", "қай", "қал", "қан", "қаш", NULL};
    for (const char *word = utf8_lower(field->arena, field->text, "kk"); word;) {
        if (is_any(word, particles) || begins(word, askers))
            return true;
        word = strchr(word, ' ');
        word += word != NULL;
    }
    return false;
}

static bool is_small(uint32_t letter)
{
    return script_of(letter) == SCRIPT_CYRILLIC && !utf8_is_upper(letter);
}

/* Says whether a question mark stands where none can: alone, or before what does not begin a
 * sentence. */
static bool has_odd_question(const char *text)
{
    const char *end = text + strlen(text);
    uint32_t before = ' ', letter;
    for (; text < end; before = letter) {
        letter = utf8_next(&text, end);
        if (letter != '?')
            continue;
        const char *next = text;
        uint32_t after = next < end ? utf8_next(&next, end) : 0;
        uint32_t behind = next < end ? utf8_next(&next, end) : 0;
        if (after == '.' || after == ',' ||
            (after == ' ' && (before == ' ' || is_small(behind))))
            return true;
    }
    return false;
}

/* A name has no question in it. Elsewhere one may end a sentence; Russian loses no letters
 * one by one. */
static bool has_lost_letters(const struct field *field, enum mojibake kind)
{
    const struct column *column = field->column;
    return kind == MOJIBAKE_LOST ||
           (strchr(field->text, '?') &&
            (column->personal ||
             (column->language != LANGUAGE_RUSSIAN && has_odd_question(field->text))));
}

static void check_last_letter(const struct field *field)
{
    size_t size = strlen(field->text);
    if (field->column->language == LANGUAGE_KAZAKH && size && field->text[size - 1] == '?' &&
        !is_question(field))
        field_report(field, LEVEL_WARNING, SAVE_AGAIN,
                     "unless it asks something, a letter is lost where the question mark is.");
}

static bool check_damage(const struct field *field, enum mojibake kind)
{
    static const char *const causes[] = {
        [MOJIBAKE_UTF8_AS_1251] = "UTF-8 was read as Windows-1251",
        [MOJIBAKE_UTF8_AS_1252] = "UTF-8 was read as Windows-1252",
        [MOJIBAKE_1251_AS_1252] = "Windows-1251 was read as Windows-1252",
        [MOJIBAKE_KZ1048_AS_1252] = "KZ-1048 was read as Windows-1252",
        [MOJIBAKE_KZ1048_AS_1251] = "KZ-1048 was read as Windows-1251",
    };
    const char *meant = mojibake_undo(field->arena, field->text, kind);
    if (meant && kind != MOJIBAKE_MAYBE_AS_1251)
        field_report(
            field, LEVEL_ERROR,
            kind == MOJIBAKE_KZ1048_AS_1251
                ? "Give --encoding kz-1048 if that is what the list is in, or save the "
                  "original anew as «CSV UTF-8»."
                : SAVE_AGAIN,
            "%s; it said «%s».", causes[kind], meant);
    else if (has_lost_letters(field, kind))
        field_report(field, LEVEL_ERROR, SAVE_AGAIN,
                     "letters are lost where the question marks are.");
    else
        return false;
    return true;
}

/* ---- scripts ---------------------------------------------------------------------------- */

static const char *const script_names[] = {[SCRIPT_CYRILLIC] = "Cyrillic",
                                           [SCRIPT_LATIN] = "Latin",
                                           [SCRIPT_GREEK] = "Greek",
                                           [SCRIPT_OTHER] = "foreign"};

/* A stretch of letters, and how many of them there are of each script. */
struct script_word {
    const char *text, *end;
    size_t counts[SCRIPT_COUNT];
};

/* Finds the next word behind `*text`; false when there is none. */
static bool next_word(const char **text, const char *end, struct script_word *word)
{
    *word = (struct script_word){0};
    while (*text < end) {
        const char *at = *text;
        enum script script = script_of(utf8_next(text, end));
        if (script == SCRIPT_NONE && word->text)
            return true;
        if (script == SCRIPT_NONE)
            continue;
        word->text = word->text ? word->text : at;
        word->end = *text;
        word->counts[script]++;
    }
    return word->text != NULL;
}

/* Returns the script of most letters, in doubt Cyrillic. */
static enum script home_of(const struct script_word *word)
{
    enum script home = SCRIPT_CYRILLIC;
    for (enum script script = SCRIPT_CYRILLIC; script < SCRIPT_COUNT; script++)
        if (word->counts[script] > word->counts[home])
            home = script;
    return home;
}

/* A Roman number, which some type in Cyrillic letters. */
static bool is_roman_number(const struct script_word *word)
{
    for (const char *text = word->text; text < word->end;) {
        uint32_t letter = utf8_next(&text, word->end);
        if (letter != 'I' && letter != 'V' && letter != 'X' && letter != U'І' && letter != U'Х')
            return false;
    }
    return true;
}

/* Letters of a word that do not belong there, each once: as messages name them, and what to
 * type instead. */
struct strangers {
    struct buf letters, advice;
    enum script script; /* of the last */
    size_t count;
    bool twins; /* each passes for another */
};

static bool seen_before(const struct script_word *word, const char *at, uint32_t letter)
{
    for (const char *next = word->text; next < at;)
        if (utf8_next(&next, at) == letter)
            return true;
    return false;
}

/* Adds a letter; `meant` is the one to type instead, 0 if it is not known. */
static void add_stranger(struct strangers *strangers, uint32_t letter, uint32_t meant,
                         bool with_script)
{
    char bytes[5] = {0};
    const char *comma = strangers->count++ ? ", " : "";
    bool named = with_script && script_of(letter) != strangers->script;
    utf8_put(letter, bytes);
    strangers->script = script_of(letter);
    buf_printf(&strangers->letters, "%s%s%s«%s» (U+%04X)", comma,
               named ? script_names[strangers->script] : "", named ? " " : "", bytes,
               (unsigned)letter);
    strangers->twins &= meant != 0;
    if (!meant)
        return;
    bytes[utf8_put(meant, bytes)] = '\0';
    buf_printf(&strangers->advice, "%s«%s» (U+%04X)", strangers->advice.size ? ", " : "", bytes,
               (unsigned)meant);
}

static void free_strangers(struct strangers *strangers)
{
    buf_free(&strangers->letters);
    buf_free(&strangers->advice);
}

static void list_mixed(const struct script_word *word, enum script home,
                       struct strangers *strangers)
{
    for (const char *next = word->text; next < word->end;) {
        const char *at = next;
        uint32_t letter = utf8_next(&next, word->end);
        if (script_of(letter) == home || seen_before(word, at, letter))
            continue;
        add_stranger(strangers, letter,
                     home == SCRIPT_CYRILLIC ? script_cyrillic_twin(letter)
                     : home == SCRIPT_LATIN  ? script_latin_twin(letter)
                                             : 0,
                     true);
    }
}

/* A word of letters from several scripts. In a text that is no name, such as «COVIDтен», it may
 * be meant so, unless each strange letter passes for a right one. */
static void check_mixed(const struct field *field, const struct script_word *word,
                        enum script home)
{
    struct strangers strangers = {.twins = true};
    list_mixed(word, home, &strangers);
    const char *advice = "Type the word in letters of one script.";
    if (strangers.twins)
        advice = arena_printf(field->arena, "Type %s.", buf_text(&strangers.advice));
    if (strangers.twins || field->column->personal)
        field_report(field, LEVEL_WARNING, advice, "the word «%.*s» has %s among %s letters.",
                     (int)(word->end - word->text), word->text, buf_text(&strangers.letters),
                     script_names[home]);
    free_strangers(&strangers);
}

/* A word in letters of another script where names are Cyrillic: if each passes for a Cyrillic
 * one, it was hardly meant. */
static void check_foreign(const struct field *field, const struct script_word *word,
                          enum script home)
{
    struct strangers strangers = {.twins = true};
    list_mixed(word, SCRIPT_CYRILLIC, &strangers);
    field_report(field, strangers.twins ? LEVEL_WARNING : LEVEL_NOTE,
                 "Type it in Cyrillic, unless it is meant so.", "«%.*s» is in %s letters.",
                 (int)(word->end - word->text), word->text, script_names[home]);
    free_strangers(&strangers);
}

/* Cyrillic letters that the column's language has not. What is no name may be in both: a post
 * in Russian names a Kazakh firm. `undone` is what the text may have said, or NULL. */
static void check_alphabet(const struct field *field, const struct script_word *word,
                           const char *undone)
{
    bool russian = field->column->language == LANGUAGE_RUSSIAN && field->column->personal;
    struct strangers strangers = {.twins = true};
    for (const char *next = word->text; next < word->end;) {
        const char *at = next;
        uint32_t letter = utf8_next(&next, word->end);
        if ((russian ? script_in_russian(letter) : script_in_kazakh(letter)) ||
            script_of(letter) != SCRIPT_CYRILLIC || seen_before(word, at, letter))
            continue;
        add_stranger(&strangers, letter,
                     russian ? script_russian_meant(letter) : script_kazakh_meant(letter),
                     false);
    }
    const char *advice = "Correct it, unless it is meant so.";
    if (undone)
        advice = arena_printf(field->arena,
                              "If KZ-1048 was read as Windows-1251, it said «%s»; otherwise "
                              "leave it.",
                              undone);
    else if (strangers.twins)
        advice = arena_printf(field->arena, "Type %s, unless it is meant so.",
                              buf_text(&strangers.advice));
    if (strangers.count)
        field_report(field, LEVEL_WARNING, advice, "the word «%.*s» has %s, %s %s letter%s.",
                     (int)(word->end - word->text), word->text, buf_text(&strangers.letters),
                     strangers.count > 1 ? "which are no" : "which is no",
                     russian ? "Russian" : "Kazakh", strangers.count > 1 ? "s" : "");
    free_strangers(&strangers);
}

static void check_scripts(const struct field *field, enum mojibake kind)
{
    const char *text = field->text, *end = text + strlen(text);
    const struct column *column = field->column;
    bool number = strpbrk(text, "0123456789") != NULL; /* one may stand with the names */
    bool bound = column->language != LANGUAGE_OTHER;
    const char *undone = mojibake_undo(field->arena, text, kind);
    struct script_word word;
    while (next_word(&text, end, &word)) {
        enum script home = home_of(&word);
        size_t all = 0;
        for (size_t i = 0; i < SCRIPT_COUNT; i++)
            all += word.counts[i];
        if (word.counts[home] < all)
            check_mixed(field, &word, home);
        else if (home != SCRIPT_CYRILLIC && column->personal && bound && !number &&
                 !is_roman_number(&word))
            check_foreign(field, &word, home);
        if (home == SCRIPT_CYRILLIC && (bound || column->personal || undone) &&
            !is_roman_number(&word))
            check_alphabet(field, &word, undone);
    }
}

/* Signs that turn the direction of writing make a text say something else to the eye than to
 * whoever checks it; neither Kazakh nor Russian needs them. */
static void check_turns(const struct field *field)
{
    const char *text = field->text, *end = text + strlen(text);
    while (text < end) {
        uint32_t letter = utf8_next(&text, end);
        if (!utf8_is_turn(letter))
            continue;
        field_report(field, LEVEL_ERROR, "Take it out.",
                     "U+%04X %s is not seen, but turns the direction of writing.",
                     (unsigned)letter, utf8_name(field->arena, letter));
        return;
    }
}

bool text_check(const struct column *column, const char *text, struct place place,
                struct arena *arena, struct report *findings)
{
    const struct field field = {column, text, place, arena, findings};
    enum mojibake kind = mojibake_find(text);
    if (kind == MOJIBAKE_KZ1048_AS_1251 && column->language == LANGUAGE_RUSSIAN)
        kind = MOJIBAKE_MAYBE_AS_1251; /* Russian has none of the letters that it damages */
    if (check_damage(&field, kind))
        return false;
    check_last_letter(&field);
    check_turns(&field);
    check_scripts(&field, kind);
    if (column->personal && *text)
        name_check(&field);
    return true;
}
