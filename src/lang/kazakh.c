#include "lang/kazakh.h"

#include "lang/kazakh_capitals.h"
#include "lang/lang_words.h"
#include "lang/number_words.h"
#include "lang/rules.h"
#include "lang/script.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The rules file, made part of the program by the build. */
extern const unsigned char kazakh_rules[];
extern const size_t kazakh_rules_size;

enum { FORMS = KAZAKH_INSHI + 1 };

struct kazakh {
    const struct lang_words *words;
    struct rules *rules;
    const struct rule_section *harmony, *noun_harmony, *ending, *possessive_ending;
    const struct rule_section *possessive_name, *possessive_noun, *joining, *letters, *loan;
    struct capitals_rules capitals;
};

/* The word that takes the ending, and how. */
struct inflected_word {
    struct cyrillic word; /* what is read aloud */
    const struct rule_section *harmony;
    bool possessive;
    bool hyphen; /* abbreviations and numbers */
    const struct note *note;
};

const struct word_entry *kazakh_case_names(const struct lang_words *words,
                                           enum kazakh_case form)
{
    return word_list_at(words->cases[LANG_KAZAKH], form);
}

bool kazakh_case_read(const struct lang_words *words, const char *word, enum kazakh_case *form)
{
    for (enum kazakh_case i = 0; i <= KAZAKH_INSHI; i++) {
        const struct word_entry *names = kazakh_case_names(words, i);
        if (!strcmp(word, names->word) || !strcmp(word, names->values[0])) {
            *form = i;
            return true;
        }
    }
    return false;
}

static bool find_sections(struct kazakh *kazakh, struct error *err)
{
    const struct rule_wanted wanted[] = {
        {&kazakh->harmony, "harmony", 1},
        {&kazakh->noun_harmony, "harmony of nouns", 1},
        {&kazakh->ending, "ending", FORMS},
        {&kazakh->possessive_ending, "possessive ending", FORMS},
        {&kazakh->possessive_name, "possessive name", 1},
        {&kazakh->possessive_noun, "possessive noun", 1},
        {&kazakh->joining, "joining", 1},
        {&kazakh->capitals.abbreviation, "abbreviation", 1},
        {&kazakh->capitals.word, "word", 1},
        {&kazakh->capitals.beginning, "beginning", 1},
        {&kazakh->capitals.close, "close", 1},
        {&kazakh->letters, "letters", 1},
        {&kazakh->loan, "loan", 1},
    };
    return rules_find(kazakh->rules, wanted, sizeof wanted / sizeof *wanted, err);
}

struct kazakh *kazakh_new(const struct lang_words *words, struct error *err)
{
    struct rules *rules = rules_new("kazakh.rules", kazakh_rules, kazakh_rules_size, err);
    if (!rules)
        return NULL;
    struct kazakh *kazakh = mem_new(1, sizeof *kazakh);
    kazakh->rules = rules;
    kazakh->words = words;
    if (find_sections(kazakh, err))
        return kazakh;
    kazakh_free(kazakh);
    return NULL;
}

void kazakh_free(struct kazakh *kazakh)
{
    if (!kazakh)
        return;
    rules_free(kazakh->rules);
    free(kazakh);
}

/* Says whether a front vowel goes into the ending; `*found` is false when the word has no
 * vowel to go by. */
static bool is_front(struct inflected_word *stem, enum kazakh_case form, bool *found)
{
    const struct rule *rule = rule_find(stem->harmony, &stem->word, stem->word.count);
    const struct note *note = rule ? rule->note : NULL;
    bool root = rule && !strcmp(rule->values[0], "root");
    if (root)
        rule = rule_find(stem->harmony, &stem->word, stem->word.count - rule->tail);
    *found = rule;
    if (!rule)
        return false;
    bool mixed = !strcmp(rule->values[0], "mixed");
    bool front =
        mixed ? form == KAZAKH_ILIK || form == KAZAKH_TABYS : !strcmp(rule->values[0], "front");
    if (note && !stem->note && form != KAZAKH_KOMEKTES && (!root || front))
        stem->note = note;
    return front;
}

static bool is_capital(const struct cyrillic *word, size_t letter)
{
    const char *text = word->text + 2 * letter;
    return utf8_is_upper(utf8_next(&text, text + 2));
}

/* Says whether the last word of the text may belong to the word before it: that one is in the
 * same phrase unless a comma, a dash, a full stop or an «and» stands between them. */
static bool has_possessor(const struct kazakh *kazakh, const char *text, const char *last)
{
    const char *start = text, *end = text;
    uint32_t sign = 0;
    for (const char *at = text; at < last;) {
        const char *here = at;
        uint32_t next = utf8_next(&at, last);
        if (utf8_is_space(next))
            continue;
        if (here != end)
            start = here;
        end = at;
        sign = next;
    }
    bool joined = utf8_is_letter(sign) || utf8_is_digit(sign) || sign == 0xBB || sign == ')' ||
                  sign == 0x201D || sign == '"';
    struct cyrillic word;
    return joined && !(cyrillic_read(start, (size_t)(end - start), &word) &&
                       rule_find(kazakh->joining, &word, word.count));
}

static void read_possessive(const struct rule_section *section, struct inflected_word *stem,
                            bool possessor)
{
    const struct rule *rule = rule_find(section, &stem->word, stem->word.count);
    if (!rule)
        return;
    bool phrase = rule->values[0][0] == 'p' && possessor;
    stem->possessive = rule->values[0][0] == 'y' || phrase;
    /* Only a capital leaves a doubt there: «Ескі Бұлақты» ends in a name as it is. */
    if (!phrase || (is_capital(&stem->word, 0) && !stem->word.upper))
        stem->note = rule->note;
}

/* Puts the reading of an abbreviation's end in the place of its letters. */
static void read_abbreviation(const struct kazakh *kazakh, struct inflected_word *stem,
                              const char *text)
{
    const struct rule_section *abbreviations = kazakh->capitals.abbreviation;
    const struct rule *rule = rule_find(abbreviations, &stem->word, stem->word.count);
    enum capitals capitals = kazakh_capitals(&kazakh->capitals, text, &stem->word);
    stem->hyphen = rule && capitals != CAPITALS_WORD;
    if (!stem->hyphen)
        return;
    stem->note = rule->note;
    const char *value = rule->values[0], *reading = *value == '-' ? value + 1 : NULL;
    bool found;
    struct inflected_word copy = *stem;
    is_front(&copy, KAZAKH_BARYS, &found);
    const struct rule *letters = rule_find(kazakh->letters, &stem->word, stem->word.count);
    if (!reading && letters && (!found || capitals == CAPITALS_LETTERS))
        reading = letters->values[0];
    if (reading)
        (void)cyrillic_read(reading, strlen(reading), &stem->word);
}

/* Returns the last word, with all that hyphens join to it. */
static const char *last_word(const char *text)
{
    const char *last = text, *end = text + strlen(text);
    while (text < end)
        if (utf8_is_space(utf8_next(&text, end)))
            last = text;
    return last;
}

/* Returns what is read aloud at the end of the number that ends the text, or NULL if none does.
 * The longest number counts, so that groups of digits stay together. */
static const char *last_number(const struct lang_words *words, const char *text)
{
    const char *end = text + strlen(text), *number = number_words_kazakh(words, text);
    while (!number && text < end) {
        uint32_t sign = utf8_next(&text, end);
        if (sign == '-' || utf8_is_space(sign))
            number = number_words_kazakh(words, text);
    }
    return number;
}

static bool fail_letters(const char *word, struct error *err)
{
    if (word[strlen(word) - 1] == '.')
        error_set(err, "form-abbreviation-unknown",
                  "«%s» is an abbreviation for which there is no rule.", word);
    else
        error_set(err, "form-not-cyrillic", "«%s» has signs that are not Cyrillic letters.",
                  word);
    return error_advise(err, "Write its case form into the list.");
}

static bool read_stem(const struct kazakh *kazakh, const char *text, enum name_part part,
                      struct inflected_word *stem, struct error *err)
{
    bool noun = part == NAME_NOUN;
    const char *last = last_word(text), *hyphen = strrchr(last, '-');
    const char *number = noun ? last_number(kazakh->words, text) : NULL;
    const char *aloud = number ? number : hyphen ? hyphen + 1 : last;
    const char *end = aloud + strlen(aloud);
    for (const char *at = aloud; !number && at < end;) { /* Б.М.Имашев, О’Коннор */
        uint32_t sign = utf8_next(&at, end);
        if ((sign == '.' || script_is_apostrophe(sign)) && at < end)
            aloud = at;
    }
    if (!cyrillic_read(aloud, strlen(aloud), &stem->word))
        return fail_letters(last, err);
    stem->harmony = noun ? kazakh->noun_harmony : kazakh->harmony;
    stem->hyphen = number;
    if (noun && !number)
        read_abbreviation(kazakh, stem, text);
    if (!stem->hyphen && part != NAME_FIRST)
        read_possessive(noun ? kazakh->possessive_noun : kazakh->possessive_name, stem,
                        has_possessor(kazakh, text, last));
    return true;
}

static char *end_word(struct arena *arena, const char *text, const struct inflected_word *stem,
                      const char *ending, size_t size)
{
    if (stem->hyphen)
        return arena_printf(arena, "%s-%.*s", text, (int)size, ending);
    char *lower = arena_copy(arena, ending, size);
    size_t before = (size_t)(stem->word.text - text);
    return arena_printf(arena, "%.*s%s", (int)before, text,
                        cyrillic_end(arena, &stem->word, stem->word.count, lower));
}

/* Returns the rule whose values are the word's endings. */
static const struct rule *ending_rule(const struct kazakh *kazakh,
                                      const struct inflected_word *stem)
{
    return rule_find(stem->possessive ? kazakh->possessive_ending : kazakh->ending, &stem->word,
                     stem->word.count);
}

/* Returns the text without the spaces around it. */
static const char *trim(struct arena *arena, const char *text)
{
    const char *end = text + strlen(text), *start = end, *stop = end;
    for (const char *at = text; at < end;) {
        const char *here = at;
        if (utf8_is_space(utf8_next(&at, end)))
            continue;
        if (start == end)
            start = here;
        stop = at;
    }
    return arena_copy(arena, start, (size_t)(stop - start));
}

/* Returns the text with its last word as it is before an ending: акт, акті. */
static const char *end_loan(struct arena *arena, const char *text,
                            const struct inflected_word *stem, const struct rule *loan)
{
    return arena_printf(
        arena, "%.*s%s", (int)(stem->word.text - text), text,
        cyrillic_end(arena, &stem->word, stem->word.count - loan->tail, loan->values[0] + 1));
}

bool kazakh_decline(const struct kazakh *kazakh, struct arena *arena, const char *text,
                    enum name_part part, enum kazakh_case form, struct declined *declined,
                    struct error *err)
{
    struct inflected_word stem = {.note = NULL};
    text = trim(arena, text);
    if (!*text)
        return error_set(err, "form-empty", "this is empty.");
    if (!read_stem(kazakh, text, part, &stem, err))
        return false;
    const struct rule *loan = part == NAME_NOUN && !stem.hyphen
                                  ? rule_find(kazakh->loan, &stem.word, stem.word.count)
                                  : NULL;
    if (loan) {
        text = end_loan(arena, text, &stem, loan);
        if (!read_stem(kazakh, text, part, &stem, err))
            return false;
        stem.possessive = false; /* its -і is none */
        stem.note = loan->note;
    }
    bool found;
    bool front = is_front(&stem, form, &found);
    const struct rule *rule = found ? ending_rule(kazakh, &stem) : NULL;
    if (!rule) {
        error_set(err, "form-no-vowel", "«%s» has no vowel that an ending could go by.", text);
        return error_advise(err, "Write its case form into the list.");
    }
    const char *ending = rule->values[form];
    size_t back = strcspn(ending, "/");
    if (front && ending[back])
        ending += back + 1;
    declined->text = end_word(arena, text, &stem, ending, front ? strlen(ending) : back);
    declined->note = stem.note;
    return true;
}
