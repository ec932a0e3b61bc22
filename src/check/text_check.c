#include "check/text_check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/mojibake.h"
#include "lang/name.h"
#include "lang/script.h"

#include <string.h>

/* ---- encodings -------------------------------------------------------------------------- */

/* Says whether a Kazakh text asks something: «Кім келеді?», «Білесіз бе?». */
static bool is_question(const struct field *field)
{
    for (const char *word = utf8_lower(field->arena, field->text, "kk"); word;) {
        if (word_list_find(field->rules->words->question_particle, word, strlen(word)) ||
            word_list_begins(field->rules->words->question_word, word))
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
        uint32_t second = next < end ? utf8_next(&next, end) : 0;
        if (after == '.' || after == ',' ||
            (after == ' ' && (before == ' ' || is_small(second))))
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

static void advise_saving(const struct field *field)
{
    report_advise(field->findings,
                  "Save the original list again as «CSV UTF-8», or type the text again.");
}

static void check_last_letter(const struct field *field)
{
    size_t size = strlen(field->text);
    if (field->column->language != LANGUAGE_KAZAKH || !size || field->text[size - 1] != '?' ||
        is_question(field))
        return;
    report_add(field->findings, LEVEL_WARNING, field->place, "letter-lost-at-end",
               "unless «%s» asks something, a letter has been lost where the question mark is.",
               field_text(field));
    advise_saving(field);
}

/* Reports which encoding was taken for which; `meant` is what the text said. */
static void report_encoding(const struct field *field, enum mojibake kind, const char *meant)
{
    struct report *findings = field->findings;
    const struct place place = field->place;
    const char *text = field_text(field);
    switch (kind) {
    case MOJIBAKE_UTF8_AS_1251:
        report_add(findings, LEVEL_ERROR, place, "encoding-wrong",
                   "«%s» is UTF-8 that was read as Windows-1251; it said «%s».", text, meant);
        break;
    case MOJIBAKE_UTF8_AS_1252:
        report_add(findings, LEVEL_ERROR, place, "encoding-wrong",
                   "«%s» is UTF-8 that was read as Windows-1252; it said «%s».", text, meant);
        break;
    case MOJIBAKE_1251_AS_1252:
        report_add(findings, LEVEL_ERROR, place, "encoding-wrong",
                   "«%s» is Windows-1251 that was read as Windows-1252; it said «%s».", text,
                   meant);
        break;
    case MOJIBAKE_KZ1048_AS_1252:
        report_add(findings, LEVEL_ERROR, place, "encoding-wrong",
                   "«%s» is KZ-1048 that was read as Windows-1252; it said «%s».", text, meant);
        break;
    case MOJIBAKE_KZ1048_AS_1251:
        report_add(findings, LEVEL_ERROR, place, "encoding-wrong",
                   "«%s» is KZ-1048 that was read as Windows-1251; it said «%s».", text, meant);
        report_advise(findings, "Give --encoding kz-1048 if the list is in that encoding, or "
                                "save the original again as «CSV UTF-8».");
        return;
    case MOJIBAKE_NONE:
    case MOJIBAKE_LOST:
    case MOJIBAKE_MAYBE_AS_1251:
        return;
    }
    advise_saving(field);
}

static bool check_damage(const struct field *field, enum mojibake kind)
{
    const char *meant = mojibake_undo(field->arena, field->text, kind);
    if (meant && kind != MOJIBAKE_MAYBE_AS_1251) {
        report_encoding(field, kind, utf8_clip(field->arena, meant, strlen(meant)));
        return true;
    }
    if (!has_lost_letters(field, kind))
        return false;
    report_add(field->findings, LEVEL_ERROR, field->place, "letters-lost",
               "«%s» has lost letters where the question marks are.", field_text(field));
    advise_saving(field);
    return true;
}

/* ---- scripts ---------------------------------------------------------------------------- */

/* A stretch of letters, and how many of them there are of each script. */
struct script_word {
    const char *text, *end;
    size_t counts[SCRIPT_COUNT];
};

/* Says whether the sign at `text` is an apostrophe with a letter behind it: Oʻtkir is one word.
 */
static bool joins_letters(const char *text, const char *end)
{
    return script_is_apostrophe(utf8_next(&text, end)) && text < end &&
           script_of(utf8_next(&text, end)) != SCRIPT_NONE;
}

/* Finds the next word after `*text`; false when there is none. */
static bool next_word(const char **text, const char *end, struct script_word *word)
{
    *word = (struct script_word){0};
    while (*text < end) {
        const char *at = *text;
        enum script script = script_of(utf8_next(text, end));
        if (script == SCRIPT_NONE && word->text && !joins_letters(at, end))
            return true;
        if (script == SCRIPT_NONE)
            continue;
        word->text = word->text ? word->text : at;
        word->end = *text;
        word->counts[script]++;
    }
    return word->text != NULL;
}

/* Returns the word's beginning, as messages show it. */
static const char *copy_word(const struct field *field, const struct script_word *word)
{
    return utf8_clip(field->arena, word->text, (size_t)(word->end - word->text));
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
        if (!script_is_roman(utf8_next(&text, word->end)))
            return false;
    }
    return true;
}

/* Letters of a word that do not belong there, each once: as messages show them, and what to
 * type instead. */
struct strangers {
    struct buf letters, advice;
    enum script script; /* of them all; SCRIPT_OTHER if they have several */
    size_t count;
    bool twins;      /* each passes for another */
    bool neighbours; /* each is a letter of a neighbouring language */
};

static bool seen_before(const struct script_word *word, const char *at, uint32_t letter)
{
    for (const char *next = word->text; next < at;)
        if (utf8_next(&next, at) == letter)
            return true;
    return false;
}

static void list_letter(struct buf *list, uint32_t letter)
{
    char bytes[5] = {0};
    utf8_put(letter, bytes);
    buf_printf(list, "%s«%s» (U+%04X)", list->size ? ", " : "", bytes, (unsigned)letter);
}

/* Adds a letter; `meant` is the one to type instead, 0 if it is not known. */
static void add_stranger(struct strangers *strangers, uint32_t letter, uint32_t meant)
{
    enum script script = script_of(letter);
    list_letter(&strangers->letters, letter);
    strangers->script =
        strangers->count++ && script != strangers->script ? SCRIPT_OTHER : script;
    strangers->twins &= meant != 0;
    strangers->neighbours &= script_is_neighbours(letter);
    if (meant)
        list_letter(&strangers->advice, meant);
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
        enum script script = script_of(letter);
        if (script == home || script == SCRIPT_NONE || seen_before(word, at, letter))
            continue;
        add_stranger(strangers, letter,
                     home == SCRIPT_CYRILLIC ? script_cyrillic_twin(letter)
                     : home == SCRIPT_LATIN  ? script_latin_twin(letter)
                                             : 0);
    }
}

static void report_mixed(const struct field *field, const char *word, enum script home,
                         const struct strangers *strangers)
{
    struct report *findings = field->findings;
    const char *letters = buf_text(&strangers->letters);
    if (home == SCRIPT_CYRILLIC && strangers->script == SCRIPT_LATIN)
        report_add(findings, LEVEL_WARNING, field->place, "scripts-mixed",
                   "the word «%s» has Latin letters among Cyrillic ones: %s.", word, letters);
    else if (home == SCRIPT_CYRILLIC && strangers->script == SCRIPT_GREEK)
        report_add(findings, LEVEL_WARNING, field->place, "scripts-mixed",
                   "the word «%s» has Greek letters among Cyrillic ones: %s.", word, letters);
    else if (home == SCRIPT_LATIN && strangers->script == SCRIPT_CYRILLIC)
        report_add(findings, LEVEL_WARNING, field->place, "scripts-mixed",
                   "the word «%s» has Cyrillic letters among Latin ones: %s.", word, letters);
    else
        report_add(findings, LEVEL_WARNING, field->place, "scripts-mixed",
                   "the word «%s» has letters of another script: %s.", word, letters);
    if (strangers->twins)
        report_advise(findings, "Type %s.", buf_text(&strangers->advice));
    else
        report_advise(findings, "Type the word in letters of one script.");
}

/* A word of letters from several scripts. In a text that is not a name, such as «COVIDтен», it
 * may be meant so, unless each strange letter passes for a right one. */
static void check_mixed(const struct field *field, const struct script_word *word,
                        enum script home)
{
    struct strangers strangers = {.twins = true, .neighbours = true};
    list_mixed(word, home, &strangers);
    if (strangers.twins || field->column->personal)
        report_mixed(field, copy_word(field, word), home, &strangers);
    free_strangers(&strangers);
}

/* A word in letters of another script where names are Cyrillic: if each passes for a Cyrillic
 * one, it was hardly meant. */
static void check_foreign(const struct field *field, const struct script_word *word,
                          enum script home)
{
    struct strangers strangers = {.twins = true, .neighbours = true};
    list_mixed(word, SCRIPT_CYRILLIC, &strangers);
    enum level level = strangers.twins ? LEVEL_WARNING : LEVEL_NOTE;
    const char *text = copy_word(field, word);
    if (home == SCRIPT_LATIN)
        report_add(field->findings, level, field->place, "script-not-cyrillic",
                   "the word «%s» is in Latin letters.", text);
    else if (home == SCRIPT_GREEK)
        report_add(field->findings, level, field->place, "script-not-cyrillic",
                   "the word «%s» is in Greek letters.", text);
    else
        report_add(field->findings, level, field->place, "script-not-cyrillic",
                   "the word «%s» is in letters of another script.", text);
    report_advise(field->findings, "Type it in Cyrillic, unless it is meant so.");
    free_strangers(&strangers);
}

static void report_alphabet(const struct field *field, const char *word, bool russian,
                            const struct strangers *strangers)
{
    bool shared =
        (field->column->language == LANGUAGE_OTHER || field->not_1251) && strangers->neighbours;
    enum level level = shared ? LEVEL_NOTE : LEVEL_WARNING;
    const char *letters = buf_text(&strangers->letters);
    if (russian)
        report_add_plural(
            field->findings, LEVEL_WARNING, field->place, "letter-not-russian",
            strangers->count, "the word «%s» has %s, which is not a Russian letter.",
            "the word «%s» has %s, which are not Russian letters.", word, letters);
    else
        report_add_plural(field->findings, level, field->place, "letter-not-kazakh",
                          strangers->count,
                          "the word «%s» has %s, which is not a Kazakh letter.",
                          "the word «%s» has %s, which are not Kazakh letters.", word, letters);
}

/* Cyrillic letters that the column's language has not. What is not a name may be in both: a
 * post in Russian names a Kazakh firm. `undone` is what the text may have said, or NULL. */
static void check_alphabet(const struct field *field, const struct script_word *word,
                           const char *undone)
{
    bool russian = field->column->language == LANGUAGE_RUSSIAN && field->column->personal;
    struct strangers strangers = {.twins = true, .neighbours = true};
    for (const char *next = word->text; next < word->end;) {
        const char *at = next;
        uint32_t letter = utf8_next(&next, word->end);
        if ((russian ? script_in_russian(letter) : script_in_kazakh(letter)) ||
            script_of(letter) != SCRIPT_CYRILLIC || seen_before(word, at, letter))
            continue;
        add_stranger(&strangers, letter,
                     russian ? script_russian_meant(letter) : script_kazakh_meant(letter));
    }
    if (strangers.count) {
        report_alphabet(field, copy_word(field, word), russian, &strangers);
        if (undone)
            report_advise(
                field->findings,
                "If KZ-1048 was read as Windows-1251, it said «%s»; otherwise leave it.",
                utf8_clip(field->arena, undone, strlen(undone)));
        else if (strangers.twins)
            report_advise(field->findings, "Type %s, unless it is meant so.",
                          buf_text(&strangers.advice));
        else
            report_advise(field->findings, "Correct it, unless it is meant so.");
    }
    free_strangers(&strangers);
}

static bool has_cyrillic_word(const char *text)
{
    const char *end = text + strlen(text);
    struct script_word word;
    while (next_word(&text, end, &word))
        if (home_of(&word) == SCRIPT_CYRILLIC && !is_roman_number(&word))
            return true;
    return false;
}

static void check_scripts(const struct field *field, enum mojibake kind)
{
    const char *text = field->text, *end = text + strlen(text);
    const struct column *column = field->column;
    bool number = strpbrk(text, "0123456789") != NULL; /* one may stand with the names */
    bool bound = column->language != LANGUAGE_OTHER;
    bool cyrillic = bound || has_cyrillic_word(text); /* one name is in one script */
    const char *undone = mojibake_undo(field->arena, text, kind);
    struct script_word word;
    while (next_word(&text, end, &word)) {
        enum script home = home_of(&word);
        size_t all = 0;
        for (size_t i = 0; i < SCRIPT_COUNT; i++)
            all += word.counts[i];
        if (word.counts[home] < all)
            check_mixed(field, &word, home);
        else if (home != SCRIPT_CYRILLIC && column->personal && cyrillic && !number &&
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
        report_add(field->findings, LEVEL_ERROR, field->place, "direction-sign",
                   "%lc cannot be seen, but turns the direction of writing.", letter);
        report_advise(field->findings, "Delete this sign.");
        return;
    }
}

/* Says whether what a text may have said is a Kazakh name: Нўрлан was Нұрлан, but nothing is
 * known of Ўткир. */
static bool is_kazakh_name(const struct field *field, const char *undone)
{
    struct words words;
    struct error err;
    if (!words_split(undone, &words, &err))
        return false;
    for (size_t i = 0; i < words.count; i++) {
        const char *word = arena_copy(field->arena, words.text[i], words.size[i]);
        if (script_has_kazakh(word) &&
            kazakh_spelling_knows(field->rules->spelling, field->arena, word))
            return true;
    }
    return false;
}

/* Russian has none of the letters that KZ-1048 damages. */
static enum mojibake find_damage(const struct field *field)
{
    enum mojibake kind = mojibake_find(field->text);
    if (field->column->language == LANGUAGE_RUSSIAN)
        return kind == MOJIBAKE_KZ1048_AS_1251 ? MOJIBAKE_MAYBE_AS_1251 : kind;
    if (kind == MOJIBAKE_MAYBE_AS_1251 && field->not_1251)
        return MOJIBAKE_NONE;
    if (kind == MOJIBAKE_MAYBE_AS_1251 &&
        is_kazakh_name(field, mojibake_undo(field->arena, field->text, kind)))
        return MOJIBAKE_KZ1048_AS_1251;
    return kind;
}

bool text_check(const struct field *field)
{
    enum mojibake kind = find_damage(field);
    if (check_damage(field, kind))
        return false;
    check_last_letter(field);
    check_turns(field);
    check_scripts(field, kind);
    return true;
}
