#include "lang/name_rules.h"

#include "base/utf8.h"
#include "lang/cyrillic.h"
#include "lang/script.h"
#include "lang/word_list.h"

#include <stdlib.h>
#include <string.h>

/* The rules file, made part of the program by the build. */
extern const unsigned char transliteration_rules[];
extern const size_t transliteration_rules_size;

struct spelling name_rules_spell(const char *text, size_t size)
{
    struct spelling spelling = {.count = 0};
    for (const char *end = text + size; text < end;) {
        unsigned char letter = cyrillic_letter(utf8_next(&text, end));
        if (letter == CYRILLIC_YO)
            letter = CYRILLIC_YE;
        if (!letter)
            continue;
        if (spelling.count == NAME_LETTERS_MOST)
            return (struct spelling){.count = 0};
        spelling.letters[spelling.count++] = letter;
    }
    return spelling;
}

static unsigned char first_letter(const char *text)
{
    return name_rules_spell(text, strlen(text)).letters[0];
}

static void add_group(struct name_rules *rules, struct letter_group group)
{
    if (rules->group_count == NAME_GROUPS || !group.kazakh.count || !group.russian.count)
        return;
    rules->groups[rules->group_count++] = group;
}

static unsigned char last_letter(const struct letter_group *group)
{
    return group->kazakh.letters[group->kazakh.count - 1];
}

static int compare_last(const void *one, const void *other)
{
    return (int)last_letter(one) - (int)last_letter(other);
}

static void sort_groups(struct name_rules *rules)
{
    size_t i = 0;
    qsort(rules->groups, rules->group_count, sizeof *rules->groups, compare_last);
    for (size_t letter = 0; letter <= NAME_LETTERS; letter++) {
        while (i < rules->group_count && last_letter(&rules->groups[i]) < letter)
            i++;
        rules->first_group[letter] = i;
    }
}

/* Learns what Russian has for the Kazakh letters that it lacks: the first that a rule names. */
static void read_letters(struct name_rules *rules, const struct word_list *list)
{
    const struct word_entry *entry;
    for (size_t i = 0; i < NAME_LETTERS; i++)
        rules->russian[i] = (unsigned char)i;
    for (size_t i = 0; (entry = word_list_at(list, i)); i++) {
        struct spelling kazakh = name_rules_spell(entry->word, strlen(entry->word));
        if (kazakh.count == 1 && !script_in_russian(0x400U + kazakh.letters[0]))
            rules->russian[kazakh.letters[0]] = first_letter(entry->values[0]);
    }
}

/* `last`: the rules are about the end of a word. */
static void read_costs(struct name_rules *rules, const struct word_list *list, enum cost cost,
                       bool last)
{
    const struct word_entry *entry;
    for (size_t i = 0; (entry = word_list_at(list, i)); i++)
        for (size_t k = 0; k < WORD_VALUES && entry->values[k]; k++) {
            struct spelling kazakh = name_rules_spell(entry->word, strlen(entry->word));
            struct spelling russian =
                name_rules_spell(entry->values[k], strlen(entry->values[k]));
            if (kazakh.count == 1 && russian.count == 1 && !last)
                rules->cost[kazakh.letters[0]][russian.letters[0]] = (unsigned char)cost;
            else
                add_group(rules, (struct letter_group){kazakh, russian, cost, last});
        }
}

static void read_endings(struct endings *endings, const struct word_list *list)
{
    const struct word_entry *entry;
    for (size_t i = 0; i < NAME_ENDINGS && (entry = word_list_at(list, i)); i++)
        endings->list[endings->count++] =
            (struct ending){name_rules_spell(entry->word, strlen(entry->word)),
                            entry->values[0] ? (char)*entry->values[0] : '\0'};
}

static void read_traditions(struct name_rules *rules, const struct word_list *list)
{
    const struct word_entry *entry;
    for (size_t i = 0; (entry = word_list_at(list, i)); i++)
        for (size_t k = 0; k < WORD_VALUES && entry->values[k]; k++)
            if (rules->tradition_count < NAME_TRADITIONS)
                rules->traditions[rules->tradition_count++] = (struct tradition){
                    name_rules_spell(entry->word, strlen(entry->word)),
                    name_rules_spell(entry->values[k], strlen(entry->values[k]))};
}

static void read_set(bool set[NAME_LETTERS], const struct word_list *list)
{
    const struct word_entry *entry;
    for (size_t i = 0; (entry = word_list_at(list, i)); i++)
        set[first_letter(entry->word)] = true;
}

/* Learns the vowels of which any may stand for any other. */
static void read_wavering(struct name_rules *rules, const struct word_list *list)
{
    bool wavering[NAME_LETTERS] = {false};
    read_set(wavering, list);
    for (size_t i = 0; i < NAME_LETTERS; i++)
        for (size_t k = 0; k < NAME_LETTERS; k++)
            if (wavering[i] && wavering[k] && i != k)
                rules->cost[i][k] = COST_SELDOM;
}

static bool read_rules(struct name_rules *rules, struct error *err)
{
    const struct word_list *regular, *usual, *rare, *rare_last, *seldom, *wavering;
    const struct word_list *dropped, *added, *lost, *vowels;
    const struct word_list *patronymics, *surnames, *traditions;
    const struct word_wanted wanted[] = {
        {&regular, "regular"},
        {&usual, "usual"},
        {&rare, "rare"},
        {&rare_last, "rare at the end"},
        {&seldom, "seldom"},
        {&wavering, "wavering"},
        {&dropped, "dropped"},
        {&added, "added"},
        {&lost, "lost"},
        {&vowels, "vowel"},
        {&patronymics, "patronymic"},
        {&surnames, "surname"},
        {&rules->apart, "patronymic apart"},
        {&traditions, "tradition"},
    };
    if (!word_lists_find(rules->lists, wanted, sizeof wanted / sizeof *wanted, err))
        return false;
    memset(rules->cost, COST_DIFFERENT, sizeof rules->cost);
    for (size_t i = 0; i < NAME_LETTERS; i++)
        rules->cost[i][i] = COST_REGULAR;
    read_wavering(rules, wavering);
    read_costs(rules, seldom, COST_SELDOM, false);
    read_costs(rules, rare, COST_RARE, false);
    read_costs(rules, usual, COST_USUAL, false);
    read_costs(rules, regular, COST_REGULAR, false);
    read_letters(rules, regular);
    read_costs(rules, rare_last, COST_RARE, true);
    sort_groups(rules);
    read_set(rules->vowel, vowels);
    read_set(rules->dropped, dropped);
    read_set(rules->added, added);
    read_set(rules->lost, lost);
    read_endings(&rules->patronymics, patronymics);
    read_endings(&rules->surnames, surnames);
    read_traditions(rules, traditions);
    return true;
}

bool name_rules_read(struct name_rules *rules, struct error *err)
{
    memset(rules, 0, sizeof *rules);
    rules->lists = word_lists_new("transliteration.rules", transliteration_rules,
                                  transliteration_rules_size, err);
    if (!rules->lists)
        return false;
    if (read_rules(rules, err))
        return true;
    name_rules_free(rules);
    return false;
}

void name_rules_free(struct name_rules *rules)
{
    word_lists_free(rules->lists);
}
