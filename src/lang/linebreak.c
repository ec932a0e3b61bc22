#include "lang/linebreak.h"

#include "base/utf8.h"
#include "lang/lang_words.h"

#include <stdbool.h>
#include <string.h>

/* A word between spaces. */
struct spaced_word {
    const char *start, *end;
};

static struct spaced_word word_before(const char *text, const char *at)
{
    while (at > text && at[-1] == ' ')
        at--;
    const char *end = at;
    while (at > text && at[-1] != ' ')
        at--;
    return (struct spaced_word){at, end};
}

static struct spaced_word word_at(const char *at, const char *end)
{
    const char *start = at;
    while (at < end && *at != ' ')
        at++;
    return (struct spaced_word){start, at};
}

static bool is(struct spaced_word word, const char *text)
{
    size_t size = (size_t)(word.end - word.start);
    return size == strlen(text) && memcmp(word.start, text, size) == 0;
}

/* Opening quotes and brackets in front of a word do not change what it is. */
static struct spaced_word bare(struct spaced_word word)
{
    while (word.start < word.end) {
        const char *next = word.start;
        uint32_t letter = utf8_next(&next, word.end);
        if (letter != 0xAB && letter != 0x201E && letter != '(' && letter != '"')
            break;
        word.start = next;
    }
    return word;
}

/* «Б.», «А.Ә.», «г.»: single letters, each with a full stop. */
static bool initials(struct spaced_word word)
{
    word = bare(word);
    if (word.start == word.end)
        return false;
    while (word.start < word.end) {
        if (!utf8_is_letter(utf8_next(&word.start, word.end)) || word.start == word.end ||
            *word.start++ != '.')
            return false;
    }
    return true;
}

static bool begins_with_letter(struct spaced_word word)
{
    word = bare(word);
    return word.start < word.end && utf8_is_letter(utf8_next(&word.start, word.end));
}

static bool capitalised(struct spaced_word word)
{
    word = bare(word);
    return word.start < word.end && utf8_is_upper(utf8_next(&word.start, word.end));
}

static bool ends_with_letter(struct spaced_word word)
{
    uint32_t letter = 0;
    while (word.start < word.end)
        letter = utf8_next(&word.start, word.end);
    return utf8_is_letter(letter);
}

static bool is_listed(const struct word_list *list, struct spaced_word word)
{
    word = bare(word);
    return word_list_find(list, word.start, (size_t)(word.end - word.start));
}

/* «2017», «3–5», «16,5»: ends with a digit and has no letter. */
static bool number(struct spaced_word word)
{
    word = bare(word);
    uint32_t letter = 0;
    while (word.start < word.end) {
        letter = utf8_next(&word.start, word.end);
        if (utf8_is_letter(letter))
            return false;
    }
    return utf8_is_digit(letter);
}

static bool dash(struct spaced_word word)
{
    return is(word, "–") || is(word, "—");
}

/* «Имашев Б.», but not «Төраға Б. Имашев», where the initials belong to what follows. */
static bool initials_of(struct spaced_word surname, struct spaced_word after, const char *end)
{
    const char *next = after.end < end ? after.end + 1 : end;
    return initials(after) && capitalised(surname) && ends_with_letter(surname) &&
           !capitalised(word_at(next, end));
}

/* «000» of «10 000», «10 000-ға» and «10 000,50»: three digits, then no digit or letter. */
static bool thousands(struct spaced_word word)
{
    size_t digits = 0;
    while (word.start < word.end) {
        uint32_t sign = utf8_next(&word.start, word.end);
        if (!utf8_is_digit(sign))
            return digits == 3 && !utf8_is_letter(sign);
        digits++;
    }
    return digits == 3;
}

static bool tied_words(const struct lang_words *words, struct spaced_word before,
                       struct spaced_word after, const char *end)
{
    return is(before, "№") || (initials(before) && capitalised(after)) ||
           is_listed(words->leaning, before) || initials_of(before, after, end) ||
           (number(before) && (begins_with_letter(after) || thousands(after))) ||
           (is_listed(words->leaning_abbreviation, before) &&
            (capitalised(after) || number(after))) ||
           is_listed(words->two_word_abbreviation,
                     (struct spaced_word){before.start, after.end}) ||
           dash(after);
}

/* «3–5», a range of numbers, is read in one breath; so is 10 000 with a thin space. */
static bool in_number(const char *text, const char *at)
{
    static const char *const signs[] = {"–", "\u2009"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t size = strlen(signs[i]);
        if ((size_t)(at - text) > size && memcmp(at - size, signs[i], size) == 0)
            return utf8_is_digit((unsigned char)*(at - size - 1)) &&
                   utf8_is_digit((unsigned char)*at);
    }
    return false;
}

/* «16-лық», «АҚШ-қа»: a hyphen joins a number or an abbreviation to its ending. */
static bool before_ending(const char *text, const char *at, const char *end)
{
    if (at[-1] != '-')
        return false;
    uint32_t last = 0;
    for (const char *start = word_before(text, at).start; start < at - 1;)
        last = utf8_next(&start, at - 1);
    uint32_t next = utf8_next(&at, end);
    return utf8_is_letter(next) &&
           (utf8_is_digit(last) || (utf8_is_upper(last) && !utf8_is_upper(next)));
}

/* «--name»: hyphens that begin a word belong to it. */
static bool in_beginning(const char *text, const char *at)
{
    const char *start = at;
    while (start > text && start[-1] == '-')
        start--;
    return start < at && (start == text || start[-1] == ' ');
}

void linebreak_find(const struct lang_words *words, const char *text, size_t size,
                    unsigned char *breaks)
{
    utf8_line_breaks(text, size, breaks);
    const char *end = text + size;
    for (size_t i = 1; i < size; i++) {
        const char *at = text + i;
        if (!breaks[i])
            continue;
        if (at[-1] == ' ' ? tied_words(words, word_before(text, at), word_at(at, end), end)
                          : at[-1] == '.' || in_number(text, at) || in_beginning(text, at) ||
                                before_ending(text, at, end))
            breaks[i] = 0;
    }
}
