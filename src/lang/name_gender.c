#include "lang/name_gender.h"

#include "base/arena.h"
#include "lang/name.h"
#include "lang/russian_roles.h"

/* What the words of a name have shown so far. */
struct name_evidence {
    bool surname[GENDER_FEMALE + 1], given[GENDER_FEMALE + 1]; /* by gender */
};

static void look_at_word(const struct lang *lang, const struct words *words, size_t index,
                         struct arena *arena, struct name_evidence *evidence)
{
    char sex;
    const char *word = arena_copy(arena, words->text[index], words->size[index]);
    enum gender given = name_given_gender(lang->words, word);
    if (given)
        evidence->given[given] = true;
    else if (russian_look_of(lang->russian, words, index, &sex) == LOOKS_SURNAME && sex)
        evidence->surname[sex == 'f' ? GENDER_FEMALE : GENDER_MALE] = true;
}

enum gender name_gender_shown(const struct lang *lang, const char *const *texts, size_t count)
{
    struct name_evidence evidence = {{false}, {false}};
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        struct words words;
        struct error err;
        if (!words_split(texts[i], &words, &err))
            continue;
        for (size_t k = 0; k < words.count; k++)
            look_at_word(lang, &words, k, &arena, &evidence);
    }
    arena_free(&arena);
    bool man = evidence.surname[GENDER_MALE] && evidence.given[GENDER_MALE];
    bool woman = evidence.surname[GENDER_FEMALE] && evidence.given[GENDER_FEMALE];
    bool any_woman = evidence.surname[GENDER_FEMALE] || evidence.given[GENDER_FEMALE];
    bool any_man = evidence.surname[GENDER_MALE] || evidence.given[GENDER_MALE];
    if (man && !any_woman)
        return GENDER_MALE;
    return woman && !any_man ? GENDER_FEMALE : GENDER_UNKNOWN;
}
