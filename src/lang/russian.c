#include "lang/russian.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "lang/russian_noun.h"
#include "lang/russian_word.h"

#include <stdlib.h>
#include <string.h>

/* The rules file, made part of the program by the build. */
extern const unsigned char russian_rules[];
extern const size_t russian_rules_size;

bool russian_case_read(const char *word, enum russian_case *form)
{
    static const char *const words[RUSSIAN_CASES] = {"gen", "dat", "acc", "ins", "prep"};
    for (size_t i = 0; i < RUSSIAN_CASES; i++)
        if (!strcmp(word, words[i])) {
            *form = (enum russian_case)i;
            return true;
        }
    return false;
}

static bool find_sections(struct russian *russian, struct error *err)
{
    const struct {
        const struct rule_section **section;
        const char *name;
        size_t values;
    } wanted[] = {
        {&russian->stay, "stay", 1},
        {&russian->patronymic, "patronymic", 1},
        {&russian->surname, "surname", 1},
        {&russian->man, "man", 1},
        {&russian->woman, "woman", 1},
        {&russian->acting, "acting", 1},
        {&russian->heads[NAME_LAST][0], "head last", 1},
        {&russian->heads[NAME_LAST][1], "head last", 1},
        {&russian->heads[NAME_FIRST][0], "head first m", 1},
        {&russian->heads[NAME_FIRST][1], "head first f", 1},
        {&russian->names[NAME_LAST][0], "last m", RUSSIAN_CASES},
        {&russian->names[NAME_LAST][1], "last f", RUSSIAN_CASES},
        {&russian->names[NAME_FIRST][0], "first m", RUSSIAN_CASES},
        {&russian->names[NAME_FIRST][1], "first f", RUSSIAN_CASES},
        {&russian->names[NAME_PATRONYMIC][0], "patronymic m", RUSSIAN_CASES},
        {&russian->names[NAME_PATRONYMIC][1], "patronymic f", RUSSIAN_CASES},
        {&russian->noun, "noun", RUSSIAN_CASES + 1},
        {&russian->each, "each", 1},
        {&russian->apposition, "apposition", 1},
        {&russian->adjective, "adjective", 1},
        {&russian->adjectives[0], "adjective m", RUSSIAN_CASES},
        {&russian->adjectives[1], "adjective f", RUSSIAN_CASES},
        {&russian->adjectives[2], "adjective n", RUSSIAN_CASES},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        *wanted[i].section =
            rules_section(russian->rules, wanted[i].name, wanted[i].values, err);
        if (!*wanted[i].section)
            return false;
    }
    return true;
}

struct russian *russian_new(struct error *err)
{
    struct rules *rules = rules_new("russian.rules", russian_rules, russian_rules_size, err);
    if (!rules)
        return NULL;
    struct russian *russian = mem_new(1, sizeof *russian);
    russian->rules = rules;
    if (find_sections(russian, err))
        return russian;
    russian_free(russian);
    return NULL;
}

void russian_free(struct russian *russian)
{
    if (!russian)
        return;
    rules_free(russian->rules);
    free(russian);
}

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

static enum gender gender_in(const struct russian *russian, const struct words *words,
                             enum name_part part)
{
    bool whole = part == NAME_PATRONYMIC;
    enum gender gender = GENDER_UNKNOWN;
    for (size_t i = 0; i < words->count; i++) {
        const struct rule *rule = patronymic(russian, words->text[i], words->size[i]);
        if (says(rule, "f"))
            return GENDER_FEMALE;
        if (rule && (whole || (is_slavic_male(rule) ? shows_man(russian, words, i)
                                                    : shows_son(russian, words, i))))
            gender = GENDER_MALE;
    }
    return gender;
}

enum gender russian_gender(const struct russian *russian, const char *text, enum name_part part)
{
    struct words words;
    struct error err;
    if (part == NAME_LAST || part == NAME_FIRST || part == NAME_NOUN ||
        !words_split(text, &words, &err))
        return GENDER_UNKNOWN;
    return gender_in(russian, &words, part);
}

/* Declines what stands before the last part of a hyphenated word, sign included. */
static char *decline_head(struct declining *work, enum name_part part, const char *text,
                          size_t size)
{
    const struct russian *russian = work->russian;
    bool woman = work->gender == GENDER_FEMALE;
    size_t sign = russian_sign_size(text, size), word = size - sign;
    size_t start = russian_last_part(text, word);
    const char *before = start ? decline_head(work, part, text, start) : "";
    const char *form = text + start;
    bool declines = russian_is_hyphen(text + word, sign) &&
                    !russian_find(russian->stay, form, word - start) &&
                    russian_find(russian->heads[part][woman], form, word - start);
    form = declines ? russian_end(work, russian->names[part][woman], form, word - start)
                    : arena_copy(work->arena, form, word - start);
    if (!before || !form)
        return NULL;
    return arena_printf(work->arena, "%s%s%.*s", before, form, (int)sign, text + word);
}

/* Says whether the word at `index` belongs to the surname behind it and stays: small «ван», or
 * a capital before a small one, as in Ван дер Берг. */
static bool is_particle(const struct russian *russian, const struct words *words, size_t index)
{
    if (index + 1 >= words->count ||
        !russian_find(russian->stay, words->text[index], words->size[index]))
        return false;
    const char *first = words->text[index];
    return !utf8_is_upper(utf8_next(&first, first + words->size[index])) ||
           is_particle(russian, words, index + 1);
}

/* Declines the word at `index`, a surname, given name or patronymic. */
static bool decline_word(struct declining *work, size_t index, enum name_part part)
{
    const char *text = work->words.text[index];
    size_t size = work->words.size[index];
    if (text[size - 1] == '.') /* initials */
        return true;
    if (is_particle(work->russian, &work->words, index))
        return true;
    const struct rule_section *section =
        work->russian->names[part][work->gender == GENDER_FEMALE];
    size_t start = russian_last_part(text, size);
    if (start == size) /* a hyphen that joins nothing */
        start = 0;
    const char *last = russian_end(work, section, text + start, size - start);
    if (!last || !start)
        return russian_set(work, index, last);
    const char *head = part == NAME_PATRONYMIC ? arena_copy(work->arena, text, start)
                                               : decline_head(work, part, text, start);
    return russian_set(work, index,
                       head ? arena_printf(work->arena, "%s%s", head, last) : NULL);
}

/* What each word of a full name is. */
struct roles {
    enum name_part part[WORDS_MOST];
    bool stays[WORDS_MOST]; /* before оглы or кызы apart */
    bool open;              /* the order is not known for sure */
    bool many;              /* a surname, then several names: Ким Ен Сик */
};

/* What a word looks like by [surname], the more of a surname the later; `sex` is m or f where
 * it shows that, else 0. */
enum looks { LOOKS_GIVEN, LOOKS_OPEN, LOOKS_SURNAME };

static enum looks look_of(const struct russian *russian, const struct words *words,
                          size_t index, char *sex)
{
    size_t start = russian_last_part(words->text[index], words->size[index]);
    const struct rule *rule =
        russian_find(russian->surname, words->text[index] + start, words->size[index] - start);
    bool shown = says(rule, "m") || says(rule, "f");
    *sex = shown ? rule->values[0][0] : '\0';
    if (says(rule, "given"))
        return LOOKS_GIVEN;
    return shown || says(rule, "any") ? LOOKS_SURNAME : LOOKS_OPEN;
}

/* Finds the patronymic: the last word but the first that looks like one, unless it is -ич
 * behind a woman's. Returns its place, or 0. */
static size_t find_patronymic(const struct declining *work, struct roles *roles)
{
    const struct words *words = &work->words;
    for (size_t i = words->count; i-- > 1;) {
        const struct rule *rule = patronymic(work->russian, words->text[i], words->size[i]);
        bool fits = rule && (rule->values[0][0] == 'f') == (work->gender == GENDER_FEMALE);
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

/* Surname, given name, patronymic is the official order; given name, patronymic, surname and
 * given name, surname are the others, where the words show it. */
static void find_roles(const struct declining *work, struct roles *roles)
{
    const struct words *words = &work->words;
    for (size_t i = 0; i < words->count; i++)
        roles->part[i] = NAME_FIRST;
    char sex;
    size_t middle = find_patronymic(work, roles), end = words->count - 1;
    enum looks first = look_of(work->russian, words, 0, &sex);
    enum looks last = look_of(work->russian, words, end, &sex);
    bool initials = russian_is_initials(words, 0);
    bool father_first = roles->stays[0];
    bool surname_last = end && !father_first && roles->part[end] == NAME_FIRST &&
                        (middle == 1 || (!middle && (initials || last > first)));
    bool given_alone = !end && first == LOOKS_GIVEN;
    bool no_surname = !surname_last && (middle == 1 || given_alone);
    bool alike = first == last && first != LOOKS_SURNAME;
    size_t head = 0; /* of the surname, behind its particles */
    while (is_particle(work->russian, words, head))
        head++;
    if (!no_surname && !father_first)
        roles->part[surname_last ? end : head] = NAME_LAST;
    roles->open = middle ? no_surname : alike && !head && !initials && !given_alone;
    roles->many = !middle && !surname_last && end > head + 1 && !russian_is_initials(words, 1);
}

/* A surname may show the other sex: somebody slipped, or a woman bears her father's. */
static void look_at_sex(struct declining *work, const struct roles *roles,
                        const struct words *written)
{
    char sex;
    for (size_t i = 0; i < written->count && !work->note; i++)
        if (roles->part[i] == NAME_LAST &&
            look_of(work->russian, written, i, &sex) == LOOKS_SURNAME && sex &&
            (sex == 'f') != (work->gender == GENDER_FEMALE))
            work->note = note_find(sex == 'f' ? "woman" : "man");
}

/* Where it is open which word is the surname, says so if the answer would be another. */
static bool look_at_order(struct declining *work, const struct roles *roles,
                          const struct words *written)
{
    struct declining other = *work;
    other.words = *written;
    other.note = NULL;
    size_t end = work->words.count - 1;
    bool last_first = roles->part[0] == NAME_LAST;
    for (size_t i = 0; i <= end; i++) {
        enum name_part part = roles->part[i];
        if (part != NAME_PATRONYMIC)
            part =
                (i == end && end && last_first) || (!last_first && !i) ? NAME_LAST : NAME_FIRST;
        if (!roles->stays[i] && !decline_word(&other, i, part))
            return true;
    }
    return strcmp(words_join(work->arena, &other.words),
                  words_join(work->arena, &work->words)) != 0;
}

static bool decline_full(struct declining *work, struct roles *roles)
{
    const struct words written = work->words;
    find_roles(work, roles);
    for (size_t i = 0; i < work->words.count; i++)
        if (!roles->stays[i] && !decline_word(work, i, roles->part[i]))
            return false;
    look_at_sex(work, roles, &written);
    if (roles->many && !work->note)
        work->note = note_find("names");
    if (roles->open && !work->note && look_at_order(work, roles, &written))
        work->note = note_find("order");
    return true;
}

/* Names in brackets: Иванова (Сидорова) Анна. */
struct bracketed {
    struct words words;       /* brackets included */
    size_t after[WORDS_MOST]; /* how many words of the name stand before each, */
    bool glued[WORDS_MOST];   /* … and whether without a space */
};

/* Returns where a name in brackets begins, with which the word ends; its end if none does. */
static size_t bracket_start(const char *text, size_t size)
{
    const char *open = memchr(text, '(', size), *first = open ? open + 1 : text;
    bool name = open && open + 2 < text + size && text[size - 1] == ')' &&
                utf8_is_upper(utf8_next(&first, text + size));
    return name ? (size_t)(open - text) : size;
}

static void add_word(struct words *words, const char *text, size_t size)
{
    words->text[words->count] = text;
    words->size[words->count++] = size;
}

/* Takes the names in brackets out of the words, so that the others show who is meant. */
static void take_bracketed(struct words *words, struct bracketed *bracketed)
{
    struct words rest = {.count = 0};
    bracketed->words.count = 0;
    for (size_t i = 0; i < words->count; i++) {
        const char *text = words->text[i];
        size_t size = words->size[i], start = bracket_start(text, size);
        if (start || !rest.count) {
            start = start ? start : size;
            add_word(&rest, text, start);
        }
        if (start == size)
            continue;
        bracketed->after[bracketed->words.count] = rest.count;
        bracketed->glued[bracketed->words.count] = start > 0;
        add_word(&bracketed->words, text + start, size - start);
    }
    *words = rest;
}

/* Says what a name in brackets is: another of the kind that it follows, or a surname. */
static enum name_part bracketed_part(const struct declining *inside, enum name_part before)
{
    char sex;
    return before != NAME_FIRST ||
                   look_of(inside->russian, &inside->words, 0, &sex) == LOOKS_SURNAME
               ? NAME_LAST
               : NAME_FIRST;
}

/* Declines the name in brackets at `index`, which stands behind a word of that part. */
static const char *decline_bracketed(struct declining *work, const struct bracketed *bracketed,
                                     size_t index, enum name_part before)
{
    struct declining inside = *work;
    inside.words.count = 0;
    add_word(&inside.words, bracketed->words.text[index] + 1, bracketed->words.size[index] - 2);
    if (!decline_word(&inside, 0, bracketed_part(&inside, before)))
        return NULL;
    work->note = inside.note;
    return arena_printf(work->arena, "(%.*s)", (int)inside.words.size[0], inside.words.text[0]);
}

/* Declines the names in brackets and puts them back; `parts` are those of the words. */
static bool put_bracketed(struct declining *work, const struct bracketed *bracketed,
                          const enum name_part *parts)
{
    struct words all = {.count = 0};
    for (size_t i = 0, k = 0; i < work->words.count; i++) {
        add_word(&all, work->words.text[i], work->words.size[i]);
        for (; k < bracketed->words.count && bracketed->after[k] == i + 1; k++) {
            const char *form = decline_bracketed(work, bracketed, k, parts[i]);
            if (!form)
                return false;
            if (bracketed->glued[k]) {
                all.count--;
                form = arena_printf(work->arena, "%.*s%s", (int)all.size[all.count],
                                    all.text[all.count], form);
            }
            add_word(&all, form, strlen(form));
        }
    }
    work->words = all;
    return true;
}

/* Settles the gender, or refuses. */
static bool settle_gender(struct declining *work, enum name_part part)
{
    bool shows = part == NAME_FULL || part == NAME_PATRONYMIC;
    enum gender shown = shows ? gender_in(work->russian, &work->words, part) : GENDER_UNKNOWN;
    if (shown == GENDER_FEMALE && work->gender == GENDER_MALE)
        return error_set(work->err, "form-gender-contradicts",
                         "the gender given is male, but the patronymic is that of a woman.");
    if (shown == GENDER_MALE && work->gender == GENDER_FEMALE)
        return error_set(work->err, "form-gender-contradicts",
                         "the gender given is female, but the patronymic is that of a man.");
    if (shown)
        work->gender = shown;
    return work->gender ||
           error_set(work->err, "form-gender-missing",
                     "no patronymic shows whether this is a man or a woman; m or f must be "
                     "given.");
}

/* Declines what stands in a field for one part of a name, or for all of it. */
static bool decline_name(struct declining *work, enum name_part part)
{
    struct roles roles = {.open = false};
    struct bracketed bracketed;
    take_bracketed(&work->words, &bracketed);
    if (!settle_gender(work, part))
        return false;
    if (part == NAME_FULL)
        return decline_full(work, &roles) && put_bracketed(work, &bracketed, roles.part);
    bool apart = part == NAME_PATRONYMIC && work->words.count > 1;
    for (size_t i = 0; i < work->words.count; i++) {
        roles.part[i] = part;
        if ((!apart || i + 1 == work->words.count) && !decline_word(work, i, part))
            return false;
    }
    return put_bracketed(work, &bracketed, roles.part);
}

bool russian_decline(const struct russian *russian, struct arena *arena, const char *text,
                     enum name_part part, enum gender gender, enum russian_case form,
                     struct declined *declined, struct error *err)
{
    struct declining work = {
        .russian = russian, .arena = arena, .gender = gender, .form = form, .err = err};
    if (!words_split(text, &work.words, err) ||
        !(part == NAME_NOUN ? russian_noun(&work) : decline_name(&work, part)))
        return false;
    declined->text = words_join(arena, &work.words);
    declined->note = work.note;
    return true;
}
