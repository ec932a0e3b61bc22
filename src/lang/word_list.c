#include "lang/word_list.h"

#include "base/arena.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A word, and its first bytes as a number: two numbers are compared at once, as the words would
 * be, unless they are the same. */
struct sorted_word {
    uint64_t head;
    size_t size;
    const struct word_entry *entry;
};

struct word_list {
    const char *name;
    struct word_entry *entries; /* in the file's order */
    struct sorted_word *sorted; /* by the bytes of their words */
    size_t count, room;
    uint64_t *marks; /* a bit for each word: nearly every text that is none has another */
    unsigned shift;  /* of what mark_of makes its number from */
    struct word_list *next;
};

struct word_lists {
    struct arena arena;
    const char *name;
    struct word_list *first, **end;
};

/* ---- reading ---------------------------------------------------------------------------- */

static bool is_blank(char sign)
{
    return sign == ' ' || sign == '\t' || sign == '\r';
}

static char *trim(char *text)
{
    char *end = text + strlen(text);
    while (is_blank(*text))
        text++;
    while (end > text && is_blank(end[-1]))
        end--;
    *end = '\0';
    return text;
}

static void free_list(struct word_list *list)
{
    free(list->entries);
    free(list->sorted);
    free(list->marks);
    free(list);
}

static bool add_list(struct word_lists *lists, char *line, struct error *err)
{
    char *close = strchr(line, ']');
    if (!close || close[1])
        return error_set(err, "words-section", "a section needs its «]»: «%s».", line);
    *close = '\0';
    struct word_list *list = mem_new(1, sizeof *list);
    list->name = line + 1;
    *lists->end = list;
    lists->end = &list->next;
    return true;
}

static bool add_entry(struct word_list *list, char *line, struct error *err)
{
    char *values = strchr(line, '=');
    if (!list)
        return error_set(err, "words-section",
                         "a word stands before the first [section]: «%s».", line);
    if (values)
        *values++ = '\0';
    struct word_entry entry = {.word = trim(line)};
    for (size_t i = 0; values; i++) {
        char *comma = strchr(values, ',');
        if (comma)
            *comma++ = '\0';
        if (i == WORD_VALUES)
            return error_set(err, "words-values", "«%s» has more than %d values.", entry.word,
                             WORD_VALUES);
        entry.values[i] = trim(values);
        values = comma;
    }
    if (!*entry.word || (entry.values[0] && !*entry.values[0]))
        return error_set(err, "words-values", "a word or its value is missing.");
    list->entries = mem_grow(list->entries, list->count, &list->room, sizeof *list->entries);
    list->entries[list->count++] = entry;
    return true;
}

/* Returns the first bytes of the text as a number, zeros after its end. */
static uint64_t head_of(const char *text, size_t size)
{
    unsigned char at[sizeof(uint64_t)] = {0};
    if (size < sizeof at)
        memcpy(at, text, size);
    else
        memcpy(at, text, sizeof at);
    return (uint64_t)at[0] << 56 | (uint64_t)at[1] << 48 | (uint64_t)at[2] << 40 |
           (uint64_t)at[3] << 32 | (uint64_t)at[4] << 24 | (uint64_t)at[5] << 16 |
           (uint64_t)at[6] << 8 | at[7];
}

static int by_word(const void *left, const void *right)
{
    const struct sorted_word *a = left, *b = right;
    if (a->head != b->head)
        return a->head < b->head ? -1 : 1;
    return strcmp(a->entry->word, b->entry->word);
}

/* Returns the number of a word's mark (multiplicative hashing: Knuth 6.4). */
static size_t mark_of(const struct word_list *list, uint64_t head, size_t size)
{
    return (size_t)((head + size) * UINT64_C(0x9E3779B97F4A7C15) >> list->shift);
}

enum { MARK_BITS = 64, MARKS_FOR_ONE = 8, MARK_LEAST = 6 /* 1 << 6 marks are one number */ };

static void mark_words(struct word_list *list)
{
    unsigned power = MARK_LEAST;
    while ((size_t)1 << power < list->count * MARKS_FOR_ONE)
        power++;
    list->shift = MARK_BITS - power;
    list->marks = mem_new((size_t)1 << (power - MARK_LEAST), sizeof *list->marks);
    for (size_t i = 0; i < list->count; i++) {
        size_t mark = mark_of(list, list->sorted[i].head, list->sorted[i].size);
        list->marks[mark / MARK_BITS] |= UINT64_C(1) << mark % MARK_BITS;
    }
}

static void sort(struct word_list *list)
{
    list->sorted = mem_new(list->count, sizeof *list->sorted);
    for (size_t i = 0; i < list->count; i++) {
        const struct word_entry *entry = &list->entries[i];
        size_t size = strlen(entry->word);
        list->sorted[i] = (struct sorted_word){head_of(entry->word, size), size, entry};
    }
    if (list->count)
        qsort(list->sorted, list->count, sizeof *list->sorted, by_word);
    mark_words(list);
}

static bool read_lists(struct word_lists *lists, char *text, struct error *err)
{
    struct word_list *list = NULL;
    size_t number = 1;
    for (char *next = text; text; text = next, number++) {
        next = strchr(text, '\n');
        if (next)
            *next++ = '\0';
        char *comment = strchr(text, '#');
        if (comment)
            *comment = '\0';
        char *line = trim(text);
        if (*line == '[') {
            struct word_list **end = lists->end;
            if (!add_list(lists, line, err))
                return error_at(err, (struct place){.file = lists->name, .line = number});
            list = *end;
        } else if (*line && !add_entry(list, line, err)) {
            return error_at(err, (struct place){.file = lists->name, .line = number});
        }
    }
    for (list = lists->first; list; list = list->next)
        sort(list);
    return true;
}

struct word_lists *word_lists_new(const char *name, const void *text, size_t size,
                                  struct error *err)
{
    struct word_lists *lists = mem_new(1, sizeof *lists);
    lists->name = name;
    lists->end = &lists->first;
    if (read_lists(lists, arena_copy(&lists->arena, text, size), err))
        return lists;
    word_lists_free(lists);
    return NULL;
}

void word_lists_free(struct word_lists *lists)
{
    if (!lists)
        return;
    for (struct word_list *list = lists->first, *next; list; list = next) {
        next = list->next;
        free_list(list);
    }
    arena_free(&lists->arena);
    free(lists);
}

const struct word_list *word_lists_section(const struct word_lists *lists, const char *section,
                                           struct error *err)
{
    for (const struct word_list *list = lists->first; list; list = list->next)
        if (strcmp(list->name, section) == 0)
            return list;
    error_set(err, "words-section", "the section [%s] is missing.", section);
    error_at(err, (struct place){.file = lists->name});
    return NULL;
}

/* ---- looking up ------------------------------------------------------------------------- */

bool word_lists_find(const struct word_lists *lists, const struct word_wanted *wanted,
                     size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++)
        if (!(*wanted[i].list = word_lists_section(lists, wanted[i].section, err)))
            return false;
    return true;
}

const struct word_entry *word_list_at(const struct word_list *list, size_t index)
{
    return index < list->count ? &list->entries[index] : NULL;
}

/* Says whether the word sorts behind the `size` bytes at `text`. */
static bool is_behind(const struct sorted_word *word, const char *text, size_t size)
{
    int order = strncmp(word->entry->word, text, size);
    return order > 0 || (order == 0 && word->size > size);
}

/* Returns how many words sort before the `size` bytes at `text`, which begin with `head`, or
 * are the same. */
static size_t rank(const struct word_list *list, uint64_t head, const char *text, size_t size)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct sorted_word *word = &list->sorted[middle];
        if (word->head > head || (word->head == head && is_behind(word, text, size)))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

const struct word_entry *word_list_find(const struct word_list *list, const char *text,
                                        size_t size)
{
    const uint64_t head = head_of(text, size);
    size_t mark = mark_of(list, head, size);
    if (!(list->marks[mark / MARK_BITS] >> mark % MARK_BITS & 1))
        return NULL;
    size_t at = rank(list, head, text, size);
    const struct sorted_word *word = at ? &list->sorted[at - 1] : NULL;
    bool same = word && word->size == size && memcmp(word->entry->word, text, size) == 0;
    return same ? word->entry : NULL;
}

/* Returns how many bytes both begin with, up to `size`. */
static size_t common_size(const char *one, const char *other, size_t size)
{
    size_t common = 0;
    while (common < size && one[common] && one[common] == other[common])
        common++;
    return common;
}

/* What a text begins with sorts before it, the longest last. Where the word before it is none
 * of these, they are no longer than what that word has in common with the text. */
const struct word_entry *word_list_begins(const struct word_list *list, const char *text)
{
    for (size_t size = strlen(text), at; (at = rank(list, head_of(text, size), text, size));) {
        const struct word_entry *entry = list->sorted[at - 1].entry;
        size = common_size(entry->word, text, size);
        if (!entry->word[size])
            return entry;
    }
    return NULL;
}

const struct word_entry *word_list_ends(const struct word_list *list, const char *text)
{
    const struct sorted_word *best = NULL;
    size_t size = strlen(text);
    for (size_t i = 0; i < list->count; i++) {
        const struct sorted_word *word = &list->sorted[i];
        if (word->size < size && (!best || word->size > best->size) &&
            memcmp(text + size - word->size, word->entry->word, word->size) == 0)
            best = word;
    }
    return best ? best->entry : NULL;
}

const struct word_entry *word_list_within(const struct word_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (strstr(text, list->entries[i].word))
            return &list->entries[i];
    return NULL;
}
