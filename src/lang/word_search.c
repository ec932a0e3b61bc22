#include "lang/word_search.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "lang/script.h"

#include <string.h>

/* Returns the Russian letter that is written for it, where the keyboard has no other. */
static uint32_t like(uint32_t letter)
{
    if (letter == U'ё')
        return U'е';
    uint32_t meant = script_in_russian(letter) ? 0 : script_russian_meant(letter);
    return meant ? meant : letter;
}

const char *word_search_text(struct arena *arena, const char *text, enum word_likeness likeness)
{
    const char *small = utf8_lower(arena, utf8_nfc(arena, text), "kk");
    struct buf out = {0};
    for (const char *at = small, *end = small + strlen(small); at < end;) {
        char bytes[4];
        uint32_t letter = utf8_next(&at, end);
        if (script_is_apostrophe(letter))
            letter = '\'';
        buf_add(&out, bytes, utf8_put(likeness == WORDS_ALIKE ? like(letter) : letter, bytes));
    }
    const char *searched = arena_text(arena, buf_text(&out));
    buf_free(&out);
    return searched;
}

const char *const *word_search_words(struct arena *arena, const char *text,
                                     enum word_likeness likeness)
{
    static const char separators[] = " ,\t\n";
    char *rest = arena_text(arena, word_search_text(arena, text, likeness));
    const char **words = arena_new(arena, strlen(rest) + 1, sizeof *words);
    size_t count = 0;
    for (char *word; (word = strtok_r(rest, separators, &rest));)
        words[count++] = word;
    return words;
}

static bool is_part_of_word(uint32_t letter)
{
    return utf8_is_letter(letter) || utf8_is_digit(letter) || utf8_is_mark(letter);
}

/* Says whether a word begins at `at`. */
static bool is_beginning(const char *text, const char *at)
{
    const char *before = at;
    if (at == text)
        return true;
    do
        before--;
    while (before > text && ((unsigned char)*before & 0xC0) == 0x80);
    return !is_part_of_word(utf8_next(&before, at));
}

static bool is_digit_at(const char *at, const char *end)
{
    return at < end && utf8_is_digit(utf8_next(&at, end));
}

bool word_search_has(const char *text, const char *word)
{
    size_t size = strlen(word);
    const char *end = text + strlen(text);
    bool number = size && word[size - 1] >= '0' && word[size - 1] <= '9';
    for (const char *at = text; (at = strstr(at, word)); at++)
        if (is_beginning(text, at) && !(number && is_digit_at(at + size, end)))
            return true;
    return false;
}

bool word_search_has_all(const char *text, const char *const *words)
{
    while (*words && word_search_has(text, *words))
        words++;
    return !*words;
}
