#include "check/kazakh_spelling.h"

#include "base/utf8.h"
#include "lang/script.h"

#include <string.h>

static bool is_kazakh_cyrillic(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (!script_in_kazakh(utf8_next(&text, end)))
            return false;
    return true;
}

static bool begins(const char *word, const char *part)
{
    while (*part && *word == *part) {
        word++;
        part++;
    }
    return !*part;
}

static bool ends(const char *word, const char *part)
{
    size_t size = strlen(word), length = strlen(part);
    return size > length && memcmp(word + size - length, part, length) == 0;
}

/* Returns the part that the word ends in, or NULL. */
static const char *ending_of(const char *word, const char *const *parts)
{
    while (*parts && !ends(word, *parts))
        parts++;
    return *parts;
}

static bool stands(const char *word, const char *part, enum stem_place place)
{
    switch (place) {
    case STEM_ANYWHERE:
        return strstr(word, part);
    case STEM_BEGINS:
        return begins(word, part);
    case STEM_ENDS:
        return ends(word, part);
    case STEM_WHOLE:
        return strcmp(word, part) == 0;
    }
    return false;
}

/* Returns the first stem of that kind in the word, which is in small letters, or NULL. */
static const struct stem *find_stem(const char *word, enum stem_kind kind)
{
    for (const struct stem_group *group = stems_groups; group->stems; group++) {
        if (group->kind != kind)
            continue;
        for (const struct stem *stem = group->stems; stem < group->stems + group->count; stem++)
            if (stands(word, stem->russian, group->place))
                return stem;
    }
    return NULL;
}

/* ---- origin ----------------------------------------------------------------------------- */

static bool is_of_russian_father(const char *word)
{
    for (const char *const *father = stems_fathers; *father; father++)
        if (begins(word, *father))
            return true;
    return false;
}

enum origin spelling_origin(struct arena *arena, const char *word)
{
    static const char *const russian[] = {"ович", "евич", "ьич", "овна",
                                          "евна", "ична", "тич", NULL};
    static const char *const kazakh[] = {"ұлы", "улы", "қызы", "кызы", NULL};
    if (!is_kazakh_cyrillic(word))
        return ORIGIN_UNKNOWN;
    const char *lower = utf8_lower(arena, word, "kk");
    bool patronymic = ending_of(lower, russian) != NULL;
    if (strcmp(lower, "кызы") == 0) /* Azerbaijani, too */
        return ORIGIN_UNKNOWN;
    if (patronymic && is_of_russian_father(lower))
        return ORIGIN_RUSSIAN;
    if (script_has_kazakh(lower) || ending_of(lower, kazakh) || find_stem(lower, STEM_SURE))
        return ORIGIN_KAZAKH;
    return patronymic ? ORIGIN_FOREIGN : ORIGIN_UNKNOWN;
}

/* ---- suspicion -------------------------------------------------------------------------- */

/* Returns what shows by its sound that the word is misspelt, or NULL. Only what stands before
 * an ending of Kazakh names is looked at: it is Kazakh, too. */
static const struct stem *find_sound(struct arena *arena, const char *word)
{
    static const char *const endings[] = {"бай", "баев",  "баева",  "бек", "беков", "бекова",
                                          "хан", "ханов", "ханова", "жан", "жанов", "жанова",
                                          "тай", "таев",  "таева",  NULL};
    const char *ending = ending_of(word, endings);
    const char *head = arena_copy(arena, word, ending ? strlen(word) - strlen(ending) : 0);
    return utf8_length(head) > 2 ? find_stem(head, STEM_SOUND) : NULL;
}

/* A patronymic must have its Kazakh letter, whatever else the word has. As a word of its own it
 * is one behind a name alone: Улы is a surname. */
static struct suspicion suspect_patronymic(const char *word, bool behind)
{
    static const struct stem endings[] = {{"кызы", "қызы"}, {"улы", "ұлы"}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (ends(word, endings[i].russian))
            return (struct suspicion){&endings[i], STEM_JOINED};
        if (behind && strcmp(word, endings[i].russian) == 0)
            return (struct suspicion){&endings[i], STEM_APART};
    }
    return (struct suspicion){NULL, STEM_JOINED};
}

struct suspicion spelling_suspect(struct arena *arena, const char *kazakh, const char *russian,
                                  bool behind)
{
    struct suspicion found = {NULL, STEM_SURE};
    if (!is_kazakh_cyrillic(kazakh))
        return found;
    const char *word = utf8_lower(arena, kazakh, "kk");
    found = suspect_patronymic(word, behind);
    if (found.stem || script_has_kazakh(kazakh))
        return found;
    const char *other = utf8_lower(arena, russian, "ru");
    for (enum stem_kind kind = STEM_SURE; kind <= STEM_SHARED && !found.stem; kind++) {
        const struct stem *stem = find_stem(word, kind);
        found = (struct suspicion){stem ? stem : find_stem(other, kind), kind};
    }
    return found.stem ? found : (struct suspicion){find_sound(arena, word), STEM_SOUND};
}

enum doubt spelling_doubt(struct suspicion suspicion, enum origin origin)
{
    switch (suspicion.kind) {
    case STEM_JOINED:
        return DOUBT_GRAVE;
    case STEM_APART:
        return origin == ORIGIN_KAZAKH ? DOUBT_GRAVE : DOUBT_SLIGHT;
    case STEM_SURE:
        return origin == ORIGIN_RUSSIAN ? DOUBT_SLIGHT : DOUBT_GRAVE;
    case STEM_SHARED:
        return origin == ORIGIN_KAZAKH    ? DOUBT_GRAVE
               : origin == ORIGIN_UNKNOWN ? DOUBT_SLIGHT
                                          : DOUBT_NONE;
    case STEM_SOUND:
        return origin == ORIGIN_RUSSIAN ? DOUBT_NONE : DOUBT_SLIGHT;
    case STEM_PLACE:
        break;
    }
    return DOUBT_NONE;
}

bool spelling_is_stripped(struct arena *arena, const char *text)
{
    static const char *const russian[] = {"ская", "ский", "ское", "область", "город", NULL};
    if (script_has_kazakh(text))
        return false;
    const char *lower = utf8_lower(arena, text, "kk");
    for (size_t i = 0; russian[i]; i++)
        if (strstr(lower, russian[i]))
            return true;
    return find_stem(lower, STEM_SURE) || find_stem(lower, STEM_PLACE);
}
