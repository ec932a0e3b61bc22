#include "lang/russian.h"

#include "base/mem.h"
#include "lang/lang_words.h"
#include "lang/russian_noun.h"
#include "lang/russian_roles.h"
#include "lang/russian_word.h"

#include <stdlib.h>
#include <string.h>

/* The rules file, made part of the program by the build. */
extern const unsigned char russian_rules[];
extern const size_t russian_rules_size;

const char *russian_case_name(const struct lang_words *words, enum russian_case form)
{
    return word_list_at(words->cases[LANG_RUSSIAN], form)->word;
}

bool russian_case_read(const struct lang_words *words, const char *word,
                       enum russian_case *form)
{
    for (enum russian_case i = 0; i <= RUSSIAN_PREP; i++)
        if (!strcmp(word, russian_case_name(words, i))) {
            *form = i;
            return true;
        }
    return false;
}

static bool find_sections(struct russian *russian, struct error *err)
{
    const struct rule_wanted wanted[] = {
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
    return rules_find(russian->rules, wanted, sizeof wanted / sizeof *wanted, err);
}

struct russian *russian_new(const struct lang_words *words, struct error *err)
{
    struct rules *rules = rules_new("russian.rules", russian_rules, russian_rules_size, err);
    if (!rules)
        return NULL;
    struct russian *russian = mem_new(1, sizeof *russian);
    russian->rules = rules;
    russian->words = words;
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

/* Says whether the word at `index` is initials, the last with its full stop or without: Б. М.,
 * Б.М, Б М. */
static bool is_initials(const struct words *words, size_t index)
{
    struct cyrillic last;
    const char *text = words->text[index];
    size_t start = russian_last_part(text, words->size[index]);
    return russian_is_initials(words, index) ||
           ((start || words->count > 1) &&
            cyrillic_read(text + start, words->size[index] - start, &last) && last.count == 1);
}

/* Declines the word at `index`, a surname, given name or patronymic. */
static bool decline_word(struct declining *work, size_t index, enum name_part part)
{
    const char *text = work->words.text[index];
    size_t size = work->words.size[index];
    size_t start = russian_last_part(text, size);
    if (is_initials(&work->words, index) ||
        russian_is_particle(work->russian, &work->words, index) ||
        russian_is_father(work->russian, &work->words, index))
        return true;
    const struct rule_section *section =
        work->russian->names[part][work->gender == GENDER_FEMALE];
    if (start == size) /* a hyphen that joins nothing */
        start = 0;
    const char *last = russian_end(work, section, text + start, size - start);
    if (!last || !start)
        return russian_set(work, index, last);
    bool father =
        part == NAME_PATRONYMIC || russian_is_ending(work->russian, text + start, size - start);
    const char *head =
        father ? arena_copy(work->arena, text, start) : decline_head(work, part, text, start);
    return russian_set(work, index,
                       head ? arena_printf(work->arena, "%s%s", head, last) : NULL);
}

/* A surname may show the other sex: somebody slipped, or a woman bears her father's. */
static void look_at_sex(struct declining *work, const struct name_roles *roles,
                        const struct words *written)
{
    char sex;
    for (size_t i = 0; i < written->count && !work->note; i++)
        if (roles->part[i] == NAME_LAST &&
            russian_look_of(work->russian, written, i, &sex) == LOOKS_SURNAME && sex &&
            (sex == 'f') != (work->gender == GENDER_FEMALE))
            work->note = note_find(sex == 'f' ? "woman" : "man");
}

/* Where it is open which word is the surname, says so if the answer would be another. */
static bool look_at_order(struct declining *work, const struct name_roles *roles,
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

static bool decline_full(struct declining *work, struct name_roles *roles)
{
    const struct words written = work->words;
    russian_find_roles(work->russian, &work->words, work->gender, roles);
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

/* Says what a name in brackets is: another of the kind that it follows, or a surname. */
static enum name_part bracketed_part(const struct declining *inside, enum name_part before)
{
    char sex;
    return before != NAME_FIRST ||
                   russian_look_of(inside->russian, &inside->words, 0, &sex) == LOOKS_SURNAME
               ? NAME_LAST
               : NAME_FIRST;
}

/* Declines the name in brackets at `index`, which stands behind a word of that part. */
static const char *decline_bracketed(struct declining *work,
                                     const struct bracketed_names *bracketed, size_t index,
                                     enum name_part before)
{
    struct declining inside = *work;
    inside.words.count = 0;
    words_add(&inside.words, bracketed->words.text[index] + 1,
              bracketed->words.size[index] - 2);
    if (!decline_word(&inside, 0, bracketed_part(&inside, before)))
        return NULL;
    work->note = inside.note;
    return arena_printf(work->arena, "(%.*s)", (int)inside.words.size[0], inside.words.text[0]);
}

/* Declines the names in brackets and puts them back; `parts` are those of the words. */
static bool put_bracketed(struct declining *work, const struct bracketed_names *bracketed,
                          const enum name_part *parts)
{
    struct words all = {.count = 0};
    for (size_t i = 0, k = 0; i < work->words.count; i++) {
        words_add(&all, work->words.text[i], work->words.size[i]);
        for (; k < bracketed->words.count && bracketed->after[k] == i + 1; k++) {
            const char *form = decline_bracketed(work, bracketed, k, parts[i]);
            if (!form)
                return false;
            if (bracketed->glued[k]) {
                all.count--;
                form = arena_printf(work->arena, "%.*s%s", (int)all.size[all.count],
                                    all.text[all.count], form);
            }
            words_add(&all, form, strlen(form));
        }
    }
    work->words = all;
    return true;
}

/* Settles the gender, or refuses. */
static bool settle_gender(struct declining *work, enum name_part part)
{
    bool shows = part == NAME_FULL || part == NAME_PATRONYMIC;
    enum gender shown =
        shows ? russian_gender_in(work->russian, &work->words, part) : GENDER_UNKNOWN;
    const char *word = shown ? russian_gender_word(work->russian, work->arena,
                                                   words_join(work->arena, &work->words), part)
                             : "";
    if (shown == GENDER_FEMALE && work->gender == GENDER_MALE)
        return error_set(work->err, "form-gender-contradicts",
                         "the gender given is male, but «%s» is the name of a woman.", word);
    if (shown == GENDER_MALE && work->gender == GENDER_FEMALE)
        return error_set(work->err, "form-gender-contradicts",
                         "the gender given is female, but «%s» is the name of a man.", word);
    if (shown)
        work->gender = shown;
    if (work->gender)
        return true;
    error_set(work->err, "form-gender-missing",
              "no patronymic shows whether this is a man or a woman; m or f must be given.");
    return error_advise(work->err, "Use --gender, or with --tsv write it behind the name and a "
                                   "tab.");
}

/* Declines what stands in a field for one part of a name, or for all of it. */
static bool decline_name(struct declining *work, enum name_part part)
{
    struct name_roles roles = {.open = false};
    struct bracketed_names bracketed;
    russian_take_bracketed(&work->words, &bracketed);
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
