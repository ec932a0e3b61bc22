#include "search/nearest.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "lang/word_search.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void nearest_free(struct nearest *nearest)
{
    for (size_t i = 0; i < nearest->count; i++)
        free(nearest->list[i].text);
    *nearest = (struct nearest){.count = 0};
}

void nearest_note(struct nearest *nearest, const char *text, size_t distance)
{
    size_t at = nearest->count;
    while (at > 0 && nearest->list[at - 1].distance > distance)
        at--;
    if (at == NEAREST_MOST)
        return;
    if (nearest->count == NEAREST_MOST)
        free(nearest->list[--nearest->count].text);
    memmove(&nearest->list[at + 1], &nearest->list[at],
            (nearest->count - at) * sizeof *nearest->list);
    nearest->list[at].text = mem_copy(text);
    nearest->list[at].distance = distance;
    nearest->count++;
}

size_t nearest_slips(const char *word)
{
    return utf8_length(word) / 3;
}

/* Returns the place in the text behind so many letters, or its end. */
static const char *behind(const char *text, const char *end, size_t letters)
{
    while (letters-- > 0 && text < end)
        utf8_next(&text, end);
    return text;
}

/* Returns how many letters the word is away from that word of the names, or the beginning of
 * one, that comes nearest; SIZE_MAX if that is more than a slip of the hand. */
static size_t word_distance(struct arena *arena, const char *word, const char *names)
{
    static const char spaces[] = " \n";
    size_t slips = nearest_slips(word), least = SIZE_MAX, letters = utf8_length(word);
    if (!slips)
        return SIZE_MAX;
    for (const char *at = names + strspn(names, spaces), *end; *at;
         at = end + strspn(end, spaces)) {
        end = at + strcspn(at, spaces);
        const char *cut = behind(at, end, letters);
        size_t distance = utf8_distance(word, arena_copy(arena, at, (size_t)(cut - at)));
        least = distance < least ? distance : least;
        if (cut == end || behind(cut, end, slips) < end)
            continue;
        distance = utf8_distance(word, arena_copy(arena, at, (size_t)(end - at)));
        least = distance < least ? distance : least;
    }
    return least <= slips ? least : SIZE_MAX;
}

enum { WRONG_WORD = 1000 }; /* letters: more than any word has */

/* Says whether one of the names is the word, whole. */
static bool is_one_of(const char *names, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = names; (at = strstr(at, word)); at += size)
        if ((at == names || strchr(" \n", at[-1])) && (!at[size] || strchr(" \n", at[size])))
            return true;
    return false;
}

/* Says whether a word that comes near a name, with so many slips, does so by more than chance:
 * many a name begins like any three letters. */
static bool is_sure(const char *names, const char *word, size_t slips)
{
    enum { BEGINNING = 4, MISSPELT = 5 }; /* the least letters */
    size_t letters = utf8_length(word);
    return letters >= MISSPELT || (!slips && (letters >= BEGINNING || is_one_of(names, word)));
}

bool nearest_person(const char *const *words, const char *names, const char *whole,
                    size_t *distance)
{
    struct arena arena = {0};
    bool named = false, sure = false;
    *distance = 0;
    for (; *words; words++) {
        size_t slips =
            word_search_has(names, *words) ? 0 : word_distance(&arena, *words, names);
        named |= slips != SIZE_MAX;
        sure |= slips != SIZE_MAX && is_sure(names, *words, slips);
        if (slips != SIZE_MAX)
            *distance += slips;
        else if (!word_search_has(whole, *words))
            *distance += WRONG_WORD;
    }
    arena_free(&arena);
    return named && (sure || *distance < WRONG_WORD);
}

const char *nearest_list(const struct nearest *nearest, struct arena *arena)
{
    const char *list = NULL;
    for (size_t i = 0; i < nearest->count; i++) {
        size_t least = nearest->list[0].distance, distance = nearest->list[i].distance;
        if (least ? distance >= least + WRONG_WORD : distance > 0)
            break;
        list = arena_printf(arena, "%s%s%s", list ? list : "", list ? ", " : "",
                            nearest->list[i].text);
    }
    return list;
}
