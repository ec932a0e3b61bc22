#include "check/kazakh_spelling.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lang/script.h"

#include <stdlib.h>
#include <string.h>

/* The rules file, made part of the program by the build. */
extern const unsigned char kazakh_spelling_rules[];
extern const size_t kazakh_spelling_rules_size;

/* Where stems of one kind stand in a word: each is a section of the rules. */
struct stems {
    const struct word_list *begins, *ends, *word, *within;
};

struct kazakh_spelling {
    struct word_lists *lists;
    struct stems sure, shared;
    const struct word_list *syllable, *sound, *place; /* anywhere in a word */
    const struct word_list *russian_father;           /* a patronymic begins so */
    const struct word_list *russian_patronymic, *kazakh_patronymic, *misspelt_patronymic;
    const struct word_list *common_patronymic, *other_patronymic;
    const struct word_list *kazakh_ending, *russian_words;
};

static bool find_sections(struct kazakh_spelling *spelling, struct error *err)
{
    const struct word_wanted wanted[] = {
        {&spelling->sure.begins, "sure begins"},
        {&spelling->sure.ends, "sure ends"},
        {&spelling->sure.word, "sure word"},
        {&spelling->sure.within, "sure within"},
        {&spelling->shared.begins, "shared begins"},
        {&spelling->shared.ends, "shared ends"},
        {&spelling->shared.within, "shared within"},
        {&spelling->syllable, "syllable within"},
        {&spelling->sound, "sound within"},
        {&spelling->place, "place within"},
        {&spelling->russian_father, "russian father"},
        {&spelling->russian_patronymic, "russian patronymic"},
        {&spelling->kazakh_patronymic, "kazakh patronymic"},
        {&spelling->misspelt_patronymic, "patronymic misspelt"},
        {&spelling->common_patronymic, "common patronymic"},
        {&spelling->other_patronymic, "other patronymic"},
        {&spelling->kazakh_ending, "kazakh ending"},
        {&spelling->russian_words, "russian within"},
    };
    return word_lists_find(spelling->lists, wanted, sizeof wanted / sizeof *wanted, err);
}

struct kazakh_spelling *kazakh_spelling_new(struct error *err)
{
    struct word_lists *lists = word_lists_new("kazakh_spelling.rules", kazakh_spelling_rules,
                                              kazakh_spelling_rules_size, err);
    if (!lists)
        return NULL;
    struct kazakh_spelling *spelling = mem_new(1, sizeof *spelling);
    spelling->lists = lists;
    if (find_sections(spelling, err))
        return spelling;
    kazakh_spelling_free(spelling);
    return NULL;
}

void kazakh_spelling_free(struct kazakh_spelling *spelling)
{
    if (!spelling)
        return;
    word_lists_free(spelling->lists);
    free(spelling);
}

static bool is_kazakh_cyrillic(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (!script_in_kazakh(utf8_next(&text, end)))
            return false;
    return true;
}

/* Returns a stem of the word, which is in small letters, or NULL. */
static const struct word_entry *find_stem(const struct stems *stems, const char *word)
{
    const struct word_entry *stem = word_list_within(stems->within, word);
    if (!stem)
        stem = word_list_ends(stems->ends, word);
    if (!stem && stems->word)
        stem = word_list_find(stems->word, word, strlen(word));
    return stem ? stem : word_list_begins(stems->begins, word);
}

/* ---- origin ----------------------------------------------------------------------------- */

enum origin kazakh_spelling_origin(const struct kazakh_spelling *spelling, struct arena *arena,
                                   const char *word)
{
    const char *lower = utf8_lower(arena, word, "kk");
    bool patronymic = word_list_ends(spelling->russian_patronymic, lower) != NULL;
    if (word_list_find(spelling->common_patronymic, lower, strlen(lower)))
        return ORIGIN_UNKNOWN;
    if ((patronymic && word_list_begins(spelling->russian_father, lower)) ||
        word_list_find(spelling->other_patronymic, lower, strlen(lower)) ||
        word_list_ends(spelling->other_patronymic, lower))
        return ORIGIN_OTHER;
    if (script_has_kazakh(lower) || word_list_ends(spelling->kazakh_patronymic, lower) ||
        find_stem(&spelling->sure, lower))
        return ORIGIN_KAZAKH;
    return patronymic ? ORIGIN_FOREIGN : ORIGIN_UNKNOWN;
}

/* Returns the word in small letters, with Russian ones for those that Russian has not. */
static const char *in_russian_letters(struct arena *arena, const char *word)
{
    struct buf out = {0};
    const char *lower = utf8_lower(arena, word, "kk");
    for (const char *end = lower + strlen(lower); lower < end;) {
        char bytes[4];
        uint32_t letter = utf8_next(&lower, end), meant = script_russian_meant(letter);
        buf_add(&out, bytes, utf8_put(meant ? meant : letter, bytes));
    }
    const char *text = arena_text(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

bool kazakh_spelling_knows(const struct kazakh_spelling *spelling, struct arena *arena,
                           const char *word)
{
    const char *russian = in_russian_letters(arena, word);
    const char *lower = utf8_lower(arena, word, "kk");
    const struct word_entry *stem = find_stem(&spelling->sure, russian);
    if (!stem)
        stem = find_stem(&spelling->shared, russian);
    for (size_t i = 0; stem && i < WORD_VALUES && stem->values[i]; i++)
        if (strstr(lower, stem->values[i]))
            return true;
    return false;
}

/* ---- suspicion -------------------------------------------------------------------------- */

/* Returns what shows by its sound that the word is misspelt, or NULL. Only what stands before
 * an ending of Kazakh names is looked at: it is Kazakh, too. */
static const struct word_entry *find_sound(const struct kazakh_spelling *spelling,
                                           struct arena *arena, const char *word)
{
    const struct word_entry *ending = word_list_ends(spelling->kazakh_ending, word);
    size_t size = ending ? strlen(word) - strlen(ending->word) : 0;
    const char *head = arena_copy(arena, word, size);
    return utf8_length(head) > 2 ? word_list_within(spelling->sound, head) : NULL;
}

/* A patronymic must have its Kazakh letter, whatever else the word has. As a word of its own it
 * is a patronymic's end only where another name stands before it: Улы is a surname. */
static struct suspicion suspect_patronymic(const struct kazakh_spelling *spelling,
                                           const char *word, bool follows)
{
    const struct word_list *misspelt = spelling->misspelt_patronymic;
    const struct word_entry *joined = word_list_ends(misspelt, word);
    if (joined || !follows)
        return (struct suspicion){joined, STEM_JOINED};
    return (struct suspicion){word_list_find(misspelt, word, strlen(word)), STEM_APART};
}

/* Looks at one spelling of a word, in small letters. */
static struct suspicion suspect_stem(const struct kazakh_spelling *spelling, const char *word,
                                     enum stem_kind kind)
{
    const struct word_entry *stem = kind == STEM_SURE ? find_stem(&spelling->sure, word)
                                    : kind == STEM_SHARED
                                        ? find_stem(&spelling->shared, word)
                                        : word_list_within(spelling->syllable, word);
    return (struct suspicion){stem, kind};
}

struct suspicion kazakh_spelling_suspect(const struct kazakh_spelling *spelling,
                                         struct arena *arena, const char *kazakh,
                                         const char *russian, bool follows)
{
    struct suspicion found = {NULL, STEM_SURE};
    if (!is_kazakh_cyrillic(kazakh))
        return found;
    const char *word = utf8_lower(arena, kazakh, "kk");
    found = suspect_patronymic(spelling, word, follows);
    if (found.stem || script_has_kazakh(kazakh))
        return found;
    const char *other = utf8_lower(arena, russian, "ru");
    for (enum stem_kind kind = STEM_SURE; kind <= STEM_SHARED && !found.stem; kind++) {
        found = suspect_stem(spelling, word, kind);
        if (!found.stem)
            found = suspect_stem(spelling, other, kind);
    }
    return found.stem ? found
                      : (struct suspicion){find_sound(spelling, arena, word), STEM_SOUND};
}

enum doubt kazakh_spelling_doubt(struct suspicion suspicion, enum origin origin)
{
    switch (suspicion.kind) {
    case STEM_JOINED:
        return DOUBT_GRAVE;
    case STEM_APART:
        return origin == ORIGIN_KAZAKH ? DOUBT_GRAVE : DOUBT_SLIGHT;
    case STEM_SURE:
        return origin == ORIGIN_OTHER ? DOUBT_SLIGHT : DOUBT_GRAVE;
    case STEM_SYLLABLE: /* Korean and Kyrgyz names have it, too */
        return origin == ORIGIN_KAZAKH ? DOUBT_GRAVE : DOUBT_SLIGHT;
    case STEM_SHARED:
        return origin == ORIGIN_KAZAKH    ? DOUBT_GRAVE
               : origin == ORIGIN_UNKNOWN ? DOUBT_SLIGHT
                                          : DOUBT_NONE;
    case STEM_SOUND:
        return origin == ORIGIN_OTHER ? DOUBT_NONE : DOUBT_SLIGHT;
    }
    return DOUBT_NONE;
}

bool kazakh_spelling_is_stripped(const struct kazakh_spelling *spelling, struct arena *arena,
                                 const char *text)
{
    if (script_has_kazakh(text))
        return false;
    const char *lower = utf8_lower(arena, text, "kk");
    return word_list_within(spelling->russian_words, lower) ||
           find_stem(&spelling->sure, lower) || word_list_within(spelling->syllable, lower) ||
           word_list_within(spelling->place, lower);
}
