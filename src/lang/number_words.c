#include "lang/number_words.h"

#include "base/number.h"
#include "lang/lang_words.h"

#include <string.h>

/* Moves over one space of those that stand between groups of digits. */
static const char *skip_space(const char *text)
{
    static const char *const spaces[] = {" ", "\u00A0", "\u202F", "\u2009"};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (!strncmp(text, spaces[i], strlen(spaces[i])))
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
    return word_list_find(words->numerals, numeral, zeros + 1)->values[0];
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

bool number_words_agree(struct arena *arena, const char *text, const char *words,
                        const char **out, struct error *err)
{
    enum number_form form;
    if (!read_form(text, &form))
        return error_set(err, "number-form", "«%s» is not a number.", text);
    const char *word[3];
    size_t size[3];
    for (size_t i = 0; i < 3; i++) {
        words += strspn(words, " ");
        word[i] = words;
        size[i] = strcspn(words, ",");
        words += size[i];
        if (!size[i] || !*words != (i == 2))
            return error_set(
                err, "number-words",
                "Three words with commas between them are needed, such as час,часа,часов.");
        words++;
    }
    *out = arena_printf(arena, "%s %.*s", text, (int)size[form], word[form]);
    return true;
}
