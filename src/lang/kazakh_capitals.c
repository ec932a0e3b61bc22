#include "lang/kazakh_capitals.h"

#include "base/utf8.h"

#include <string.h>

enum {
    SHORT = 4,       /* letters of a word that alone is taken for an abbreviation */
    LONG_BESIDE = 6, /* … and of one that is a word even beside small letters */
};

static bool ends_in_capital(const struct cyrillic *word)
{
    const char *last = word->text + 2 * (word->count - 1);
    return utf8_is_upper(utf8_next(&last, last + 2));
}

static bool says_no(const struct rule_section *section, const struct cyrillic *word)
{
    const struct rule *rule = rule_find(section, word, word->count);
    return rule && !strcmp(rule->values[0], "no");
}

/* Says whether the letters may follow each other in a word. */
static bool can_be_word(const struct capitals_rules *rules, const struct cyrillic *word)
{
    return !says_no(rules->beginning, word) && !says_no(rules->close, word);
}

static bool is_in(const struct rule_section *section, const struct cyrillic *word)
{
    return rule_find(section, word, word->count);
}

/* Says whether the word is a known abbreviation, whatever its letters. */
static bool is_known_abbreviation(const struct capitals_rules *rules,
                                  const struct cyrillic *word)
{
    const struct rule *rule = rule_find(rules->abbreviation, word, word->count);
    return rule && *rule->values[0] != 'p';
}

/* What stands before the word. */
struct before {
    bool small;   /* words with small letters */
    bool heading; /* long words in capitals that are no abbreviations */
};

static void look_at(const struct capitals_rules *rules, const struct cyrillic *word,
                    struct before *before)
{
    if (!word->upper) {
        before->small |= word->count > 1 && !ends_in_capital(word);
        return;
    }
    before->heading |=
        word->count > SHORT && can_be_word(rules, word) && !is_known_abbreviation(rules, word);
}

/* Looks at the words of the text up to `end`; signs and figures part them. */
static struct before look_before(const struct capitals_rules *rules, const char *text,
                                 const char *end)
{
    struct before before = {.small = false};
    const char *start = text;
    while (text < end) {
        const char *here = text;
        bool letter = utf8_is_letter(utf8_next(&text, end));
        const char *stop = letter ? text : here;
        struct cyrillic word;
        if ((!letter || text == end) && cyrillic_read(start, (size_t)(stop - start), &word))
            look_at(rules, &word, &before);
        if (!letter)
            start = text;
    }
    return before;
}

enum capitals kazakh_capitals(const struct capitals_rules *rules, const char *text,
                              const struct cyrillic *word)
{
    if (word->count < 2 || !ends_in_capital(word))
        return CAPITALS_WORD;
    if (!word->upper || is_known_abbreviation(rules, word))
        return CAPITALS_ABBREVIATION;
    if (is_in(rules->word, word))
        return CAPITALS_WORD;
    if (!can_be_word(rules, word))
        return CAPITALS_LETTERS;
    struct before before = look_before(rules, text, word->text);
    bool is_word = before.small     ? word->count >= LONG_BESIDE
                   : before.heading ? true
                                    : word->count > SHORT;
    return is_word ? CAPITALS_WORD : CAPITALS_ABBREVIATION;
}
