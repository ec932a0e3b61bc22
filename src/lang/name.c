#include "lang/name.h"

#include "base/utf8.h"

#include <string.h>

bool name_part_read(const char *word, enum name_part *part)
{
    static const char *const words[] = {"full", "last", "first", "patronymic", "noun"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(word, words[i])) {
            *part = (enum name_part)i;
            return true;
        }
    return false;
}

static bool one_of(const char *word, const char *const *words)
{
    while (*words && strcmp(word, *words) != 0)
        words++;
    return *words;
}

bool gender_read(const char *word, enum gender *gender)
{
    static const char *const male[] = {"m", "male", "м",     "муж", "мужской", "мужчина",
                                       "е", "ер",   "еркек", "ұл",  NULL};
    static const char *const female[] = {"f",       "female", "ж",    "жен", "женский",
                                         "женщина", "ә",      "әйел", "қыз", NULL};
    struct arena arena = {0};
    char *lower = utf8_lower(&arena, word, "kk");
    size_t size = strlen(lower);
    if (size && lower[size - 1] == '.')
        lower[size - 1] = 0;
    bool is_male = one_of(lower, male), is_female = one_of(lower, female);
    arena_free(&arena);
    if (is_male || is_female)
        *gender = is_male ? GENDER_MALE : GENDER_FEMALE;
    return is_male || is_female;
}

bool words_split(const char *text, struct words *words, struct error *err)
{
    words->count = 0;
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        if (words->count == WORDS_MOST)
            return error_set(err, "form-words-many", "this has more than %d words.",
                             WORDS_MOST);
        words->text[words->count] = text;
        words->size[words->count] = strcspn(text, " ");
        text += words->size[words->count++];
    }
    return words->count || error_set(err, "form-empty", "this is empty.");
}

char *words_join(struct arena *arena, const struct words *words)
{
    size_t size = 0;
    for (size_t i = 0; i < words->count; i++)
        size += words->size[i] + 1;
    char *text = arena_new(arena, size + 1, 1), *end = text;
    for (size_t i = 0; i < words->count; i++) {
        if (i)
            *end++ = ' ';
        memcpy(end, words->text[i], words->size[i]);
        end += words->size[i];
    }
    return text;
}
