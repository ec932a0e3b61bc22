#include "lang/russian_roles.h"

#include "base/utf8.h"
#include "lang/lang_words.h"

#include <string.h>

static bool says(const struct rule *rule, const char *value)
{
    return rule && !strcmp(rule->values[0], value);
}

static bool is_slavic_male(const struct rule *rule)
{
    return says(rule, "ich");
}

/* Says whether the word is nothing but the ending: оглы, кызы apart. */
static bool stands_apart(const struct rule *rule, size_t size)
{
    return !is_slavic_male(rule) && rule->tail * 2 == size;
}

/* Returns the rule by which the word is a patronymic, or NULL. */
static const struct rule *patronymic(const struct russian *russian, const char *text,
                                     size_t size)
{
    size_t start = russian_last_part(text, size);
    const struct rule *rule = russian_find(russian->patronymic, text + start, size - start);
    return says(rule, "no") ? NULL : rule;
}

bool russian_is_ending(const struct russian *russian, const char *text, size_t size)
{
    const struct rule *rule = patronymic(russian, text, size);
    return rule && stands_apart(rule, size);
}

bool russian_is_father(const struct russian *russian, const struct words *words, size_t index)
{
    return index + 1 < words->count &&
           russian_is_ending(russian, words->text[index + 1], words->size[index + 1]);
}

static bool may_be_woman(const struct russian *russian, const char *text, size_t size)
{
    struct cyrillic word;
    return cyrillic_read(text, size, &word) && !rule_find(russian->man, &word, word.count) &&
           rule_find(russian->woman, &word, word.count);
}

/* Says whether -ич at `index` makes a man of whom the words name: it is a patronymic where
 * there are a surname and a given name besides, unless an Анна Мария has it as a surname. */
static bool shows_man(const struct russian *russian, const struct words *words, size_t index)
{
    return index && words->count > 2 &&
           (index == 1 || !may_be_woman(russian, words->text[0], words->size[0]) ||
            !may_be_woman(russian, words->text[1], words->size[1]));
}

/* Says whether -ұлы at `index` makes a man of whom the words name: behind a woman's given name
 * alone it is an inherited surname. */
static bool shows_son(const struct russian *russian, const struct words *words, size_t index)
{
    return index &&
           (words->count > 2 || !may_be_woman(russian, words->text[0], words->size[0]));
}

/* A word of a name that shows a gender. */
struct gendered_word {
    enum gender gender; /* GENDER_UNKNOWN: none does */
    size_t index;
};

static struct gendered_word find_gendered(const struct russian *russian,
                                          const struct words *words, enum name_part part)
{
    bool whole = part == NAME_PATRONYMIC;
    struct gendered_word found = {GENDER_UNKNOWN, 0};
    for (size_t i = 0; i < words->count; i++) {
        const struct rule *rule = patronymic(russian, words->text[i], words->size[i]);
        if (says(rule, "f"))
            return (struct gendered_word){GENDER_FEMALE, i};
        if (rule && (whole || (is_slavic_male(rule) ? shows_man(russian, words, i)
                                                    : shows_son(russian, words, i))))
            found = (struct gendered_word){GENDER_MALE, i};
    }
    return found;
}

enum gender russian_gender_in(const struct russian *russian, const struct words *words,
                              enum name_part part)
{
    return find_gendered(russian, words, part).gender;
}

/* Says whether a part of a name may show a gender, and splits it. */
static bool split_shown(const char *text, enum name_part part, struct words *words)
{
    struct error err;
    return (part == NAME_FULL || part == NAME_PATRONYMIC) && words_split(text, words, &err);
}

enum gender russian_gender(const struct russian *russian, const char *text, enum name_part part)
{
    struct words words;
    return split_shown(text, part, &words) ? russian_gender_in(russian, &words, part)
                                           : GENDER_UNKNOWN;
}

const char *russian_gender_word(const struct russian *russian, struct arena *arena,
                                const char *text, enum name_part part)
{
    struct words words;
    if (!split_shown(text, part, &words))
        return text;
    struct gendered_word found = find_gendered(russian, &words, part);
    if (!found.gender)
        return text;
    const char *word = words.text[found.index], *end = word + words.size[found.index];
    const struct rule *rule = patronymic(russian, word, words.size[found.index]);
    if (found.index && stands_apart(rule, words.size[found.index]))
        word = words.text[found.index - 1];
    return arena_copy(arena, word, (size_t)(end - word));
}

/* ---- roles ------------------------------------------------------------------------------ */

static bool is_small(const char *text, size_t size)
{
    const char *next = text;
    return !utf8_is_upper(utf8_next(&next, text + size));
}

bool russian_is_particle(const struct russian *russian, const struct words *words, size_t index)
{
    if (index + 1 >= words->count ||
        !russian_find(russian->stay, words->text[index], words->size[index]))
        return false;
    return is_small(words->text[index], words->size[index]) ||
           russian_is_particle(russian, words, index + 1);
}

/* Copies what the word at `index` ends in, behind its last hyphen. */
static const char *copy_last_part(struct arena *arena, const struct words *words, size_t index)
{
    size_t start = russian_last_part(words->text[index], words->size[index]);
    return arena_copy(arena, words->text[index] + start, words->size[index] - start);
}

static enum gender known_gender(const struct russian *russian, const struct words *words,
                                size_t index)
{
    struct arena arena = {0};
    enum gender gender =
        name_given_gender(russian->words, copy_last_part(&arena, words, index));
    arena_free(&arena);
    return gender;
}

/* Says what the word is by the given names that are known; LOOKS_OPEN if it is none of them. */
static enum looks known_given(const struct russian *russian, const struct words *words,
                              size_t index)
{
    struct arena arena = {0};
    bool only = name_given_only(russian->words, copy_last_part(&arena, words, index));
    arena_free(&arena);
    return only ? LOOKS_GIVEN : known_gender(russian, words, index) ? LOOKS_NAME : LOOKS_OPEN;
}

enum looks russian_look_of(const struct russian *russian, const struct words *words,
                           size_t index, char *sex)
{
    size_t start = russian_last_part(words->text[index], words->size[index]);
    const struct rule *rule =
        russian_find(russian->surname, words->text[index] + start, words->size[index] - start);
    bool shown = says(rule, "m") || says(rule, "f");
    *sex = shown ? rule->values[0][0] : '\0';
    if (is_small(words->text[index], words->size[index]) && start) /* аль-Хорезми */
        return LOOKS_SURNAME;
    if (says(rule, "given"))
        return LOOKS_GIVEN;
    enum looks known = known_given(russian, words, index);
    if (known != LOOKS_OPEN)
        return known;
    if (says(rule, "name"))
        return LOOKS_NAME;
    return shown || says(rule, "any") ? LOOKS_SURNAME : LOOKS_OPEN;
}

/* Finds the patronymic: the last word but the first that looks like one, unless it is -ич
 * behind a woman's. Returns its place, or 0. */
static size_t find_patronymic(const struct russian *russian, const struct words *words,
                              enum gender gender, struct name_roles *roles)
{
    for (size_t i = words->count; i-- > 1;) {
        const struct rule *rule = patronymic(russian, words->text[i], words->size[i]);
        bool fits = rule && (rule->values[0][0] == 'f') == (gender == GENDER_FEMALE);
        if (!fits)
            continue;
        roles->part[i] = NAME_PATRONYMIC;
        bool apart = stands_apart(rule, words->size[i]);
        if (i == 1 && apart && words->count > 2) { /* Бакир уулу Нурбек */
            roles->part[0] = NAME_PATRONYMIC;
            roles->stays[0] = true;
        }
        if (i < 2 || !apart)
            return i;
        roles->part[i - 1] = NAME_PATRONYMIC;
        roles->stays[i - 1] = true;
        return i - 1;
    }
    return 0;
}

/* How the looks of the first and the last word tell where the surname stands. */
struct surname_order {
    bool last;  /* it stands last, else first, as documents have it */
    bool doubt; /* they do not tell */
};

/* What the word looks like among the names of a person of that gender: a man's name is the
 * surname of a woman. */
static enum looks look_beside(const struct russian *russian, const struct words *words,
                              size_t index, enum gender gender)
{
    char sex;
    enum looks looks = russian_look_of(russian, words, index, &sex);
    bool father = gender == GENDER_FEMALE && looks == LOOKS_NAME &&
                  known_gender(russian, words, index) == GENDER_MALE;
    return father ? LOOKS_SURNAME : looks;
}

/* Of Нұрлан Оспан either may be the surname, though only one is a known given name. */
static struct surname_order find_order(const struct russian *russian, const struct words *words,
                                       enum gender gender)
{
    enum looks first = look_beside(russian, words, 0, gender),
               last = look_beside(russian, words, words->count - 1, gender);
    bool doubt = first == last || (first == LOOKS_OPEN && last == LOOKS_NAME) ||
                 (first == LOOKS_NAME && last == LOOKS_OPEN);
    return (struct surname_order){.last = last > first && !doubt, .doubt = doubt};
}

void russian_find_roles(const struct russian *russian, const struct words *words,
                        enum gender gender, struct name_roles *roles)
{
    *roles = (struct name_roles){.open = false};
    for (size_t i = 0; i < words->count; i++)
        roles->part[i] = NAME_FIRST;
    char sex;
    size_t middle = find_patronymic(russian, words, gender, roles), end = words->count - 1;
    enum looks first = russian_look_of(russian, words, 0, &sex);
    bool initials = russian_is_initials(words, 0);
    bool father_first = roles->stays[0];
    struct surname_order order = find_order(russian, words, gender);
    bool surname_last = end && !father_first && roles->part[end] == NAME_FIRST &&
                        (middle == 1 || (!middle && (initials || order.last)));
    bool given_alone = !end && first == LOOKS_GIVEN;
    bool given_first = middle == 1 && first != LOOKS_SURNAME;
    bool no_surname = !surname_last && (given_first || given_alone);
    bool doubt = end ? order.doubt : first != LOOKS_GIVEN && first != LOOKS_SURNAME;
    size_t head = 0; /* of the surname, behind its particles */
    while (russian_is_particle(russian, words, head))
        head++;
    if (!no_surname && !father_first)
        roles->part[surname_last ? end : head] = NAME_LAST;
    roles->open = middle ? no_surname : doubt && !head && !initials;
    roles->many = !middle && !surname_last && end > head + 1 && !russian_is_initials(words, 1);
}

/* ---- brackets --------------------------------------------------------------------------- */

/* Returns where a name in brackets begins, with which the word ends; its end if none does. */
static size_t bracket_start(const char *text, size_t size)
{
    const char *open = memchr(text, '(', size), *first = open ? open + 1 : text;
    bool name = open && open + 2 < text + size && text[size - 1] == ')' &&
                utf8_is_upper(utf8_next(&first, text + size));
    return name ? (size_t)(open - text) : size;
}

void russian_take_bracketed(struct words *words, struct bracketed_names *bracketed)
{
    struct words rest = {.count = 0};
    bracketed->words.count = 0;
    for (size_t i = 0; i < words->count; i++) {
        const char *text = words->text[i];
        size_t size = words->size[i], start = bracket_start(text, size);
        if (start || !rest.count) {
            start = start ? start : size;
            words_add(&rest, text, start);
        }
        if (start == size)
            continue;
        bracketed->after[bracketed->words.count] = rest.count;
        bracketed->glued[bracketed->words.count] = start > 0;
        words_add(&bracketed->words, text + start, size - start);
    }
    *words = rest;
}

/* ---- parts ------------------------------------------------------------------------------ */

/* Joins the words of that kind: of the surname, its particles go with it. */
static const char *join_part(const struct russian *russian, struct arena *arena,
                             const struct words *words, const struct name_roles *roles,
                             enum name_part part)
{
    struct words some = {.count = 0};
    for (size_t i = 0; i < words->count; i++) {
        enum name_part role =
            russian_is_particle(russian, words, i) ? NAME_LAST : roles->part[i];
        if (role == part)
            words_add(&some, words->text[i], words->size[i]);
    }
    return words_join(arena, &some);
}

struct name_texts russian_name_texts(const struct russian *russian, struct arena *arena,
                                     const char *text, enum gender gender)
{
    struct name_texts texts = {.surname = "", .given = "", .patronymic = ""};
    struct words words;
    struct error err;
    struct bracketed_names bracketed;
    struct name_roles roles;
    if (!words_split(text, &words, &err))
        return texts;
    russian_take_bracketed(&words, &bracketed);
    enum gender shown = russian_gender_in(russian, &words, NAME_FULL);
    if (shown)
        gender = shown;
    russian_find_roles(russian, &words, gender, &roles);
    texts.note = roles.many ? note_find("parts") : NULL;
    texts.bare = roles.open && words.count == 2 && roles.part[1] != NAME_PATRONYMIC;
    texts.surname = join_part(russian, arena, &words, &roles, NAME_LAST);
    texts.given = join_part(russian, arena, &words, &roles, NAME_FIRST);
    texts.patronymic = join_part(russian, arena, &words, &roles, NAME_PATRONYMIC);
    return texts;
}
