#include "lang/number_words.h"

#include "base/number.h"
#include "base/text.h"
#include "lang/lang_words.h"

#include <stdio.h>
#include <string.h>

/* Moves over one space of those that stand between groups of digits. */
static const char *skip_space(const char *text)
{
    static const char *const spaces[] = {" ", "\u00A0", "\u202F", "\u2009"};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (text_begins(text, spaces[i]))
            return text + strlen(spaces[i]);
    return text;
}

/* Moves over digits, and over groups of three of them behind spaces. */
static const char *skip_digits(const char *text)
{
    while (number_is_digit(*text)) {
        const char *next = skip_space(++text);
        if (next != text && number_is_digit(next[0]) && number_is_digit(next[1]) &&
            number_is_digit(next[2]) && !number_is_digit(next[3]))
            text = next;
    }
    return text;
}

const char *number_words_kazakh(const struct lang_words *words, const char *text)
{
    enum { MOST_ZEROS = 12 }; /* the greatest numeral's */
    const char *end = skip_digits(text);
    if (end == text || *end)
        return NULL;
    size_t zeros = 0;
    for (; end > text && (end[-1] == '0' || !number_is_digit(end[-1])); end--)
        zeros += end[-1] == '0';
    char digit = end > text ? end[-1] : '0';
    if (digit == '0')
        zeros = 0;
    else if (zeros >= 2)
        digit = '1';
    if (zeros >= 3)
        zeros = zeros < MOST_ZEROS ? zeros / 3 * 3 : MOST_ZEROS;
    char numeral[MOST_ZEROS + 2];
    memset(numeral, '0', sizeof numeral);
    *numeral = digit;
    return word_list_find(words->numerals[LANG_KAZAKH], numeral, zeros + 1)->values[0];
}

/* Which of three forms Russian takes behind a number: 1 час, 2 часа, 5 часов; 1,5 часа. */
enum number_form { NUMBER_ONE, NUMBER_FEW, NUMBER_MANY };

/* Reads digits, in groups of three behind spaces or not, perhaps with a comma or point and more
 * digits. */
static bool read_form(const char *text, enum number_form *form)
{
    const char *end = skip_digits(text);
    if (end == text)
        return false;
    int last = end[-1] - '0';
    int before = end - text > 1 ? end[-2] - '0' : 0;
    bool fraction = (*end == ',' || *end == '.') && number_is_digit(end[1]);
    if (fraction)
        end += 1 + strspn(end + 1, "0123456789");
    if (*end)
        return false;
    if (fraction || (before != 1 && last >= 2 && last <= 4))
        *form = NUMBER_FEW;
    else
        *form = before != 1 && last == 1 ? NUMBER_ONE : NUMBER_MANY;
    return true;
}

/* The three words of "час,часа,часов". */
struct counted_words {
    const char *word[3];
    size_t size[3]; /* bytes */
};

static bool read_words(const char *text, struct counted_words *words, struct error *err)
{
    for (size_t i = 0; i < 3; i++) {
        text += strspn(text, " ");
        words->word[i] = text;
        words->size[i] = strcspn(text, ",");
        text += words->size[i];
        if (!words->size[i] || !*text != (i == 2))
            return error_set(
                err, "number-words",
                "Three words with commas between them are needed, such as час,часа,часов.");
        text++;
    }
    return true;
}

bool number_words_agree(struct arena *arena, const char *text, const char *words,
                        const char **out, struct error *err)
{
    enum number_form form;
    struct counted_words counted;
    if (!read_form(text, &form))
        return error_set(err, "number-form", "«%s» is not a number.", text);
    if (!read_words(words, &counted, err))
        return false;
    *out = arena_printf(arena, "%s %.*s", text, (int)counted.size[form], counted.word[form]);
    return true;
}

/* ---- numbers spelled out ----------------------------------------------------------------- */

/* A number being spelled out. */
struct speller {
    struct arena *arena;
    const struct word_list *numerals;
    const char *text; /* what there is of it */
};

static const struct word_entry *find_numeral(const struct speller *speller, size_t number)
{
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%zu", number);
    return word_list_find(speller->numerals, digits, (size_t)size);
}

/* `form` counts the numeral's values; one that has only one always has that. */
static void add_numeral(struct speller *speller, size_t number, size_t form)
{
    const struct word_entry *entry = find_numeral(speller, number);
    const char *word = entry->values[form] ? entry->values[form] : entry->values[0];
    speller->text =
        arena_printf(speller->arena, "%s%s%s", speller->text, *speller->text ? " " : "", word);
}

/* Adds a number under a thousand: what has no numeral of its own is put together. */
static void add_group(struct speller *speller, size_t number, size_t gender)
{
    size_t hundreds = number / 100 * 100, rest = number % 100;
    if (hundreds && !find_numeral(speller, hundreds)) {
        add_numeral(speller, hundreds / 100, 0);
        hundreds = 100;
    }
    if (hundreds)
        add_numeral(speller, hundreds, 0);
    if (rest && !find_numeral(speller, rest)) {
        add_numeral(speller, rest / 10 * 10, 0);
        rest %= 10;
    }
    if (rest)
        add_numeral(speller, rest, gender);
}

enum { MASCULINE, FEMININE, NEUTER };

static bool ends_in(const char *word, size_t size, const char *ending, size_t ending_size)
{
    return size > ending_size && !memcmp(word + size - ending_size, ending, ending_size);
}

/* The gender of a Russian noun, by its endings behind 1 and 2: страница, запись, место. */
static size_t gender_of(const struct lang_words *words, const struct counted_words *counted)
{
    const struct word_entry *entry;
    for (size_t i = 0; counted->word[0] && (entry = word_list_at(words->counted, i)); i++) {
        size_t one = strcspn(entry->word, " ");
        const char *two = entry->word + one + 1;
        if (ends_in(counted->word[0], counted->size[0], entry->word, one) &&
            ends_in(counted->word[1], counted->size[1], two, strlen(two)))
            return *entry->values[0] == 'f' ? FEMININE : NEUTER;
    }
    return MASCULINE;
}

static size_t form_of(size_t number)
{
    char digits[24];
    enum number_form form = NUMBER_MANY;
    snprintf(digits, sizeof digits, "%zu", number);
    read_form(digits, &form);
    return form;
}

static const char *spell(struct speller *speller, size_t number, size_t gender)
{
    enum { THOUSAND = 1000, MILLION = 1000000 };
    size_t millions = number / MILLION, thousands = number % MILLION / THOUSAND;
    if (millions) {
        add_group(speller, millions, MASCULINE);
        add_numeral(speller, MILLION, form_of(millions));
    }
    if (thousands) {
        add_group(speller, thousands, FEMININE);
        add_numeral(speller, THOUSAND, form_of(thousands));
    }
    add_group(speller, number % THOUSAND, gender);
    if (!number)
        add_numeral(speller, 0, 0);
    return speller->text;
}

bool number_words_spell(const struct lang_words *words, struct arena *arena, bool kazakh,
                        const char *text, const char *counted, const char **out,
                        struct error *err)
{
    enum { MOST = 999999999 };
    struct speller speller = {arena, words->numerals[kazakh ? LANG_KAZAKH : LANG_RUSSIAN], ""};
    struct counted_words nouns = {0};
    size_t number;
    if (!number_read(text, MOST, &number))
        return error_set(err, "number-not-spelled", "«%s» is not a whole number up to %d.",
                         text, MOST);
    if (*counted && !read_words(counted, &nouns, err))
        return false;
    *out =
        arena_printf(arena, "%s (%s)", text, spell(&speller, number, gender_of(words, &nouns)));
    if (*counted) {
        size_t form = form_of(number);
        *out = arena_printf(arena, "%s %.*s", *out, (int)nouns.size[form], nouns.word[form]);
    }
    return true;
}
