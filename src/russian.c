#include "russian.h"

#include "rules.h"

#include "mem.h"

#include <stdlib.h>
#include <string.h>

/* The rules file, made part of the program by the build. */
extern const unsigned char russian_rules[];
extern const size_t russian_rules_size;

enum { CASES = 5 };

struct russian {
    struct rules *rules;
    const struct rule_section *stay, *patronymic, *surname;
    const struct rule_section *heads[NAME_NOUN][2]; /* as names below, for hyphenated names */
    const struct rule_section *names[NAME_NOUN][2]; /* by part, then male or female */
    const struct rule_section *noun, *each, *apposition, *adjective, *adjectives[3];
};

/* One declension under way. */
struct work {
    const struct russian *russian;
    struct arena *arena;
    struct words words; /* becomes the answer word by word */
    enum gender gender;
    enum russian_case form;
    const char *note;
    struct err *err;
};

bool russian_case_read(const char *word, enum russian_case *form)
{
    static const char *const words[CASES] = {"gen", "dat", "acc", "ins", "prep"};
    for (size_t i = 0; i < CASES; i++)
        if (!strcmp(word, words[i])) {
            *form = (enum russian_case)i;
            return true;
        }
    return false;
}

static bool find_sections(struct russian *russian, struct err *err)
{
    const struct {
        const struct rule_section **section;
        const char *name;
        size_t values;
    } wanted[] = {
        {&russian->stay, "stay", 1},
        {&russian->patronymic, "patronymic", 1},
        {&russian->surname, "surname", 1},
        {&russian->heads[NAME_LAST][0], "head last", 1},
        {&russian->heads[NAME_LAST][1], "head last", 1},
        {&russian->heads[NAME_FIRST][0], "head first m", 1},
        {&russian->heads[NAME_FIRST][1], "head first f", 1},
        {&russian->names[NAME_LAST][0], "last m", CASES},
        {&russian->names[NAME_LAST][1], "last f", CASES},
        {&russian->names[NAME_FIRST][0], "first m", CASES},
        {&russian->names[NAME_FIRST][1], "first f", CASES},
        {&russian->names[NAME_PATRONYMIC][0], "patronymic m", CASES},
        {&russian->names[NAME_PATRONYMIC][1], "patronymic f", CASES},
        {&russian->noun, "noun", CASES + 1},
        {&russian->each, "each", 1},
        {&russian->apposition, "apposition", 1},
        {&russian->adjective, "adjective", 1},
        {&russian->adjectives[0], "adjective m", CASES},
        {&russian->adjectives[1], "adjective f", CASES},
        {&russian->adjectives[2], "adjective n", CASES},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        *wanted[i].section =
            rules_section(russian->rules, wanted[i].name, wanted[i].values, err);
        if (!*wanted[i].section)
            return false;
    }
    return true;
}

struct russian *russian_new(struct err *err)
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

/* Returns where the last part of a word begins, behind hyphens and apostrophes. */
static size_t last_part(const char *text, size_t size)
{
    static const char *const signs[] = {"-", "'", "’", "ʼ", "‑"};
    for (size_t i = size; i > 0; i--)
        for (size_t s = 0; s < sizeof signs / sizeof *signs; s++) {
            size_t length = strlen(signs[s]);
            if (i >= length && !memcmp(text + i - length, signs[s], length))
                return i;
        }
    return 0;
}

/* The sign before a part that begins at `start` takes this many bytes. */
static size_t sign_size(const char *text, size_t start)
{
    size_t size = 1;
    while (size < start && ((unsigned char)text[start - size] & 0xC0) == 0x80)
        size++;
    return size;
}

static const struct rule *find(const struct rule_section *section, const char *text,
                               size_t size)
{
    struct cyrillic word;
    return cyrillic_read(text, size, &word) ? rule_find(section, &word, word.count) : NULL;
}

/* The values of [patronymic]. */
static bool is_slavic_male(const struct rule *rule)
{
    return !strcmp(rule->values[0], "ich");
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
    size_t start = last_part(text, size);
    return find(russian->patronymic, text + start, size - start);
}

static enum gender gender_in(const struct russian *russian, const struct words *words,
                             enum name_part part)
{
    bool whole = part == NAME_PATRONYMIC;
    enum gender gender = GENDER_UNKNOWN;
    for (size_t i = 0; i < words->count; i++) {
        const struct rule *rule = patronymic(russian, words->text[i], words->size[i]);
        if (rule && rule->values[0][0] == 'f')
            return GENDER_FEMALE;
        if (rule && (whole || (i && (words->count > 2 || !is_slavic_male(rule)))))
            gender = GENDER_MALE;
    }
    return gender;
}

enum gender russian_gender(const struct russian *russian, const char *text,
                           enum name_part part)
{
    struct words words;
    struct err err;
    if (part == NAME_LAST || part == NAME_FIRST || part == NAME_NOUN ||
        !words_split(text, &words, &err))
        return GENDER_UNKNOWN;
    return gender_in(russian, &words, part);
}

static bool refuse(struct work *work, const char *text, size_t size, const char *why)
{
    return err_set(work->err, "“%.*s” %s", (int)size, text, why);
}

/* Returns the part of a word that is `size` bytes long, declined by the rule's value. */
static char *form_of(struct work *work, const char *text, size_t size, const struct rule *rule,
                     const char *value)
{
    struct cyrillic word;
    if (*value == '=' || !cyrillic_read(text, size, &word))
        return arena_copy(work->arena, text, size);
    return cyrillic_end(work->arena, &word, word.count - rule->tail,
                        *value == '-' ? value + 1 : value);
}

/* Declines a part between hyphens by the section's rules. */
static char *decline_part(struct work *work, const struct rule_section *section,
                          const char *text, size_t size)
{
    struct cyrillic word;
    if (!cyrillic_read(text, size, &word)) {
        refuse(work, text, size,
               "has signs that are not Cyrillic letters; write its case form into the list.");
        return NULL;
    }
    const struct rule *rule = rule_find(section, &word, word.count);
    if (!rule) {
        refuse(work, text, size,
               "has an ending for which there is no rule; write its case form into the list.");
        return NULL;
    }
    if (rule->note)
        work->note = rule->note;
    return form_of(work, text, size, rule, rule->values[work->form]);
}

/* Declines what stands before the last part of a hyphenated word, sign included. */
static char *decline_head(struct work *work, enum name_part part, const char *text,
                          size_t size)
{
    const struct russian *russian = work->russian;
    bool woman = work->gender == GENDER_FEMALE;
    size_t sign = sign_size(text, size), word = size - sign;
    size_t start = last_part(text, word);
    const char *before = start ? decline_head(work, part, text, start) : "";
    const char *form = text + start;
    bool declines = text[word] == '-' && !find(russian->stay, form, word - start) &&
                    find(russian->heads[part][woman], form, word - start);
    form = declines ? decline_part(work, russian->names[part][woman], form, word - start)
                    : arena_copy(work->arena, form, word - start);
    if (!before || !form)
        return NULL;
    return arena_printf(work->arena, "%s%s%.*s", before, form, (int)sign, text + word);
}

static bool set_word(struct work *work, size_t index, const char *text)
{
    if (!text)
        return false;
    work->words.text[index] = text;
    work->words.size[index] = strlen(text);
    return true;
}

/* Declines the word at `index`, a surname, given name or patronymic. */
static bool decline_word(struct work *work, size_t index, enum name_part part)
{
    const char *text = work->words.text[index];
    size_t size = work->words.size[index];
    if (text[size - 1] == '.') /* initials */
        return true;
    if (work->words.count > 1 && find(work->russian->stay, text, size))
        return true;
    const struct rule_section *section =
        work->russian->names[part][work->gender == GENDER_FEMALE];
    size_t start = last_part(text, size);
    const char *last = decline_part(work, section, text + start, size - start);
    if (!last || !start)
        return set_word(work, index, last);
    const char *head = part == NAME_PATRONYMIC
                           ? arena_copy(work->arena, text, start)
                           : decline_head(work, part, text, start);
    return set_word(work, index, head ? arena_printf(work->arena, "%s%s", head, last) : NULL);
}

/* What each word of a full name is. */
struct roles {
    enum name_part part[WORDS_MOST];
    bool stays[WORDS_MOST]; /* before оглы or кызы apart */
    bool open;              /* the order is not known for sure */
    bool many;              /* a surname, then several names: Ким Ен Сик */
};

static bool is_surname(const struct russian *russian, const struct words *words, size_t index)
{
    size_t start = last_part(words->text[index], words->size[index]);
    return find(russian->surname, words->text[index] + start, words->size[index] - start);
}

static bool is_initials(const struct words *words, size_t index)
{
    return words->text[index][words->size[index] - 1] == '.';
}

/* Finds the patronymic: the last word but the first that looks like one, unless it is -ич
 * behind a woman's. Returns its place, or 0. */
static size_t find_patronymic(const struct work *work, struct roles *roles)
{
    const struct words *words = &work->words;
    for (size_t i = words->count; i-- > 1;) {
        const struct rule *rule = patronymic(work->russian, words->text[i], words->size[i]);
        bool fits = rule && (rule->values[0][0] == 'f') == (work->gender == GENDER_FEMALE);
        if (!fits)
            continue;
        roles->part[i] = NAME_PATRONYMIC;
        if (i < 2 || !stands_apart(rule, words->size[i]))
            return i;
        roles->part[i - 1] = NAME_PATRONYMIC;
        roles->stays[i - 1] = true;
        return i - 1;
    }
    return 0;
}

/* Surname, given name, patronymic is the official order; given name, patronymic, surname and
 * given name, surname are the others. */
static void find_roles(const struct work *work, struct roles *roles)
{
    const struct words *words = &work->words;
    for (size_t i = 0; i < words->count; i++)
        roles->part[i] = NAME_FIRST;
    size_t middle = find_patronymic(work, roles);
    size_t end = words->count - 1;
    if (middle == 1 && end > 1 && roles->part[end] == NAME_FIRST)
        roles->part[end] = NAME_LAST;
    else if (middle > 1)
        roles->part[0] = NAME_LAST;
    else if (middle == 1)
        roles->open = true;
    else if (end && (is_initials(words, 0) || (is_surname(work->russian, words, end) &&
                                               !is_surname(work->russian, words, 0))))
        roles->part[end] = NAME_LAST;
    else {
        roles->part[0] = NAME_LAST;
        roles->open = !is_surname(work->russian, words, 0);
        roles->many = end > 1;
    }
}

/* Where it is open which word is the surname, says so if the answer would be another. */
static bool look_at_order(struct work *work, const struct roles *roles, const char *text)
{
    struct work other = *work;
    struct err err;
    other.note = NULL;
    size_t end = work->words.count - 1;
    bool last_first = roles->part[0] == NAME_LAST;
    if (!words_split(text, &other.words, &err))
        return false;
    for (size_t i = 0; i <= end; i++) {
        enum name_part part = roles->part[i];
        if (part != NAME_PATRONYMIC)
            part = (i == end && end && last_first) || (!last_first && !i) ? NAME_LAST
                                                                          : NAME_FIRST;
        if (!roles->stays[i] && !decline_word(&other, i, part))
            return true;
    }
    return strcmp(words_join(work->arena, &other.words),
                  words_join(work->arena, &work->words)) != 0;
}

static bool decline_full(struct work *work, const char *text)
{
    struct roles roles = {.open = false};
    find_roles(work, &roles);
    for (size_t i = 0; i < work->words.count; i++)
        if (!roles.stays[i] && !decline_word(work, i, roles.part[i]))
            return false;
    if (roles.many && !work->note)
        work->note = "There are several names and no patronymic; some of them may stay as they are.";
    if (roles.open && !work->note && look_at_order(work, &roles, text))
        work->note = "It is not sure which word is the surname; the form depends on it.";
    return true;
}

/* Returns the adjective's gender if the word looks like one in the nominative, or 0. */
static char adjective_gender(const struct work *work, size_t index)
{
    const char *text = work->words.text[index];
    size_t start = last_part(text, work->words.size[index]);
    const struct rule *rule =
        find(work->russian->adjective, text + start, work->words.size[index] - start);
    return rule ? rule->values[0][0] : 0;
}

/* The noun's rule, by its last part. */
static const struct rule *noun_rule(const struct work *work, size_t index)
{
    const char *text = work->words.text[index];
    size_t size = work->words.size[index];
    size_t start = last_part(text, size);
    return find(work->russian->noun, text + start, size - start);
}

static bool decline_adjective(struct work *work, size_t index, char gender, bool animate)
{
    const char *text = work->words.text[index];
    size_t size = work->words.size[index], start = last_part(text, size);
    if (work->form == RUSSIAN_ACC && gender == 'm' && !animate)
        return true;
    const struct rule_section *section =
        work->russian->adjectives[gender == 'm' ? 0 : gender == 'f' ? 1 : 2];
    const char *last = decline_part(work, section, text + start, size - start);
    return set_word(work, index,
                    last ? arena_printf(work->arena, "%.*s%s", (int)start, text, last) : NULL);
}

static bool decline_noun(struct work *work, size_t index)
{
    const char *text = work->words.text[index];
    size_t size = work->words.size[index], start = last_part(text, size);
    const struct rule *rule = noun_rule(work, index);
    if (!rule)
        return refuse(work, text, size,
                      "is a noun for which there is no rule; write the case form out.");
    if (rule->note)
        work->note = rule->note;
    if (*rule->values[work->form + 1] == '?')
        return refuse(work, text, size,
                      "may be somebody or something; write the case form out.");
    const char *last =
        form_of(work, text + start, size - start, rule, rule->values[work->form + 1]);
    const char *head = arena_copy(work->arena, text, start);
    if (start && find(work->russian->each, text, start - sign_size(text, start))) {
        size_t part = start - sign_size(text, start);
        const struct rule *first = find(work->russian->noun, text, part);
        if (first)
            head = arena_printf(work->arena, "%s%.*s",
                                form_of(work, text, part, first,
                                        first->values[work->form + 1]),
                                (int)(start - part), text + part);
    }
    return set_word(work, index, arena_printf(work->arena, "%s%s", head, last));
}

/* Finds the head: behind adjectives that agree with it. An adjective without such a noun is
 * used as a noun itself and is the head. */
static size_t find_head(const struct work *work)
{
    size_t count = work->words.count, head = 0;
    char gender = 0;
    while (head < count) {
        char next = adjective_gender(work, head);
        if (!next || (gender && next != gender))
            break;
        gender = next;
        head++;
    }
    if (!head)
        return 0;
    const struct rule *rule = head < count ? noun_rule(work, head) : NULL;
    return rule && rule->values[0][0] == gender ? head : 0;
}

static bool decline_phrase(struct work *work)
{
    if (is_initials(&work->words, 0)) /* и.о.: the rest is in the genitive already */
        return true;
    size_t head = find_head(work);
    const struct rule *rule = noun_rule(work, head);
    char gender = adjective_gender(work, head);
    if (!rule && gender)
        return decline_adjective(work, head, gender, true);
    bool animate = rule && rule->values[0][1] == 'a';
    for (size_t i = 0; i < head; i++)
        if (!decline_adjective(work, i, rule->values[0][0], animate))
            return false;
    bool apposition = head + 1 < work->words.count &&
                      find(work->russian->apposition, work->words.text[head],
                           work->words.size[head]);
    if (!decline_noun(work, head))
        return false;
    return !apposition || !noun_rule(work, head + 1) || decline_noun(work, head + 1);
}

/* Settles the gender, or refuses. */
static bool settle_gender(struct work *work, enum name_part part)
{
    bool shows = part == NAME_FULL || part == NAME_PATRONYMIC;
    enum gender shown =
        shows ? gender_in(work->russian, &work->words, part) : GENDER_UNKNOWN;
    if (shown && work->gender && shown != work->gender)
        return err_set(work->err,
                       "The gender given is %s, but the patronymic is that of a %s.",
                       work->gender == GENDER_MALE ? "male" : "female",
                       shown == GENDER_MALE ? "man" : "woman");
    if (shown)
        work->gender = shown;
    return work->gender ||
           err_set(work->err, "No patronymic shows the gender; give it in a column.");
}

bool russian_decline(const struct russian *russian, struct arena *arena, const char *text,
                     enum name_part part, enum gender gender, enum russian_case form,
                     struct declined *declined, struct err *err)
{
    struct work work = {
        .russian = russian, .arena = arena, .gender = gender, .form = form, .err = err};
    if (!words_split(text, &work.words, err))
        return false;
    if (part == NAME_NOUN) {
        if (!decline_phrase(&work))
            return false;
    } else if (!settle_gender(&work, part)) {
        return false;
    } else if (part == NAME_FULL) {
        if (!decline_full(&work, text))
            return false;
    } else {
        bool apart = part == NAME_PATRONYMIC && work.words.count > 1;
        for (size_t i = apart ? work.words.count - 1 : 0; i < work.words.count; i++)
            if (!decline_word(&work, i, part))
                return false;
    }
    declined->text = words_join(arena, &work.words);
    declined->note = work.note;
    return true;
}
