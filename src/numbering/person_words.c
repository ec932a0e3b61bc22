#include "numbering/person_words.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "numbering/row_identity.h"

#include <stdlib.h>
#include <string.h>

static uint64_t word_key(const char *word, size_t size)
{
    struct digest digest = hash_of(&(struct span){word, size}, 1);
    uint64_t key;
    memcpy(&key, digest.bytes, sizeof key);
    return key;
}

/* Finds the next run of letters, digits and marks; `*at` is behind it then. */
static bool next_word(const char **at, const char *end, const char **word, size_t *size)
{
    *word = NULL;
    while (*at < end) {
        const char *before = *at;
        uint32_t letter = utf8_next(at, end);
        bool inside = utf8_is_letter(letter) || utf8_is_digit(letter) || utf8_is_mark(letter);
        if (inside && !*word)
            *word = before;
        if (!inside && *word) {
            *size = (size_t)(before - *word);
            return true;
        }
    }
    if (*word)
        *size = (size_t)(end - *word);
    return *word != NULL;
}

static int by_key(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static struct word_set words_of(const char *text, struct arena *arena)
{
    const char *small = utf8_lower(arena, utf8_nfc(arena, text), "kk");
    const char *at = small, *end = small + strlen(small), *word;
    struct word_set words = {0};
    size_t size;
    while (next_word(&at, end, &word, &size))
        words.count++;
    words.list = arena_new(arena, words.count + 1, sizeof *words.list);
    at = small;
    for (size_t i = 0; next_word(&at, end, &word, &size); i++)
        words.list[i] = word_key(word, size);
    if (words.count)
        qsort(words.list, words.count, sizeof *words.list, by_key);
    return words;
}

static size_t common(const struct word_set *one, const struct word_set *other)
{
    size_t count = 0;
    for (size_t i = 0, k = 0; i < one->count && k < other->count;) {
        count += one->list[i] == other->list[k];
        uint64_t first = one->list[i], second = other->list[k];
        i += first <= second;
        k += second <= first;
    }
    return count;
}

static size_t larger(const struct word_set *one, const struct word_set *other)
{
    return one->count > other->count ? one->count : other->count;
}

struct person_words person_words_of(const char *name, const char *fields, struct arena *arena)
{
    const char *texts = "";
    struct row_field field;
    while (row_identity_next_field(&fields, &field))
        texts = arena_printf(arena, "%s\n%.*s", texts, (int)field.text_size, field.text);
    return (struct person_words){words_of(name, arena), words_of(texts, arena)};
}

size_t person_words_common(const struct person_words *one, const struct person_words *other)
{
    return common(&one->all, &other->all);
}

bool person_words_alike(const struct person_words *one, const struct person_words *other,
                        bool likely)
{
    size_t most = larger(&one->name, &other->name), same = common(&one->name, &other->name);
    size_t all = larger(&one->all, &other->all), same_all = common(&one->all, &other->all);
    size_t part = (2 * most + 2) / 3;
    bool much = same >= part && same >= 2;
    bool half = likely && same >= (most + 1) / 2;
    if (same == most || (all && same_all == all))
        return true;
    return (much && likely) || ((much || half) && 3 * same_all >= 2 * all);
}

/* A word that begins with a digit is never cut short. */
static bool is_word(const char *one, size_t one_size, const char *other, size_t other_size)
{
    bool whole = *one >= '0' && *one <= '9';
    size_t shorter = one_size < other_size ? one_size : other_size;
    return (one_size == other_size || !whole) && memcmp(one, other, shorter) == 0;
}

static bool has_word(const char *text, const char *word, size_t size)
{
    const char *end = text + strlen(text), *other;
    size_t other_size;
    while (next_word(&text, end, &other, &other_size))
        if (is_word(word, size, other, other_size))
            return true;
    return false;
}

bool person_words_within(const char *part, const char *whole)
{
    const char *end = part + strlen(part), *word;
    size_t size, count = 0;
    for (; next_word(&part, end, &word, &size); count++)
        if (!has_word(whole, word, size))
            return false;
    return count > 0;
}

/* One letter of a long word may be wrong, but the first. */
static bool is_slip(const char *one, size_t one_size, const char *other, size_t other_size)
{
    enum { LONG = 5 };                /* letters */
    enum { LETTER = 2, LARGEST = 4 }; /* bytes that one has */
    struct arena arena = {0};
    size_t more = one_size > other_size ? one_size - other_size : other_size - one_size;
    if (more > LARGEST || one_size < LONG || other_size < LONG ||
        memcmp(one, other, LETTER) != 0)
        return false;
    const char *a = arena_copy(&arena, one, one_size),
               *b = arena_copy(&arena, other, other_size);
    bool slip = utf8_length(a) >= LONG && utf8_distance(a, b) <= 1;
    arena_free(&arena);
    return slip;
}

static bool has_spelling(const char *text, const char *word, size_t size)
{
    const char *end = text + strlen(text), *other;
    size_t other_size;
    while (next_word(&text, end, &other, &other_size))
        if (is_word(word, size, other, other_size) || is_slip(word, size, other, other_size))
            return true;
    return false;
}

static bool is_spelt_within(const char *part, const char *whole)
{
    enum { FULL = 2 }; /* words that a name has, at least: many have one in common */
    const char *end = part + strlen(part), *word;
    size_t size, count = 0;
    for (; next_word(&part, end, &word, &size); count++)
        if (!has_spelling(whole, word, size))
            return false;
    return count >= FULL;
}

bool person_words_contain(const char *one, const char *other)
{
    return is_spelt_within(one, other) || is_spelt_within(other, one);
}

bool person_words_near(const char *one, const char *other)
{
    enum { LETTERS_A_SLIP = 8 };
    size_t a = utf8_length(one), b = utf8_length(other), most = (a > b ? a : b);
    size_t slips = most / LETTERS_A_SLIP ? most / LETTERS_A_SLIP : 1;
    return (a > b ? a - b : b - a) <= slips && utf8_distance(one, other) <= slips;
}
