#include "lang/name_match.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "lang/cyrillic.h"
#include "lang/name.h"
#include "lang/script.h"
#include "lang/word_list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The rules file, made part of the program by the build. */
extern const unsigned char transliteration_rules[];
extern const size_t transliteration_rules_size;

enum {
    LETTERS = 256, /* of the Cyrillic block, U+0400 on */
    MOST = 64,     /* letters of a word; no name comes near */
    ENDINGS = 12,
    GROUPS = 64,
    TRADITIONS = 32,
};

/* What a letter costs that is not regular, and from what sum on two spellings are of two names.
 */
enum cost { COST_REGULAR, COST_USUAL, COST_RARE, COST_DIFFERENT = 4 };

/* Letters of a word in lower case, as code points less 0x400. */
struct spelling {
    unsigned char letters[MOST];
    size_t count;
};

/* The end of a word, and the gender that it shows: 'm', 'f', or 0. */
struct ending {
    struct spelling letters;
    char gender;
};

struct endings {
    struct ending list[ENDINGS];
    size_t count;
};

/* Letters that together become others, йі ю, or have more or fewer of them, ж дж. */
struct letter_group {
    struct spelling kazakh, russian;
    enum cost cost;
    bool last; /* only where both words end */
};

/* Beginnings of a name that go by no rule: Шыңғыс, Чингиз. */
struct tradition {
    struct spelling kazakh, russian;
};

struct name_match {
    unsigned char cost[LETTERS][LETTERS]; /* of a Russian letter for a Kazakh one */
    bool vowel[LETTERS];
    struct letter_group groups[GROUPS];
    size_t group_count;
    bool ends_group[LETTERS]; /* whether some group's Kazakh letters end with this one */
    struct endings patronymics, surnames;
    struct word_lists *lists;
    struct tradition traditions[TRADITIONS];
    size_t tradition_count;
    const struct word_list *apart; /* second words of patronymics */
};

/* ---- the rules -------------------------------------------------------------------------- */

/* Takes the Cyrillic letters of a text; more than fit make it useless: none. */
static struct spelling spell(const char *text, size_t size)
{
    struct spelling spelling = {.count = 0};
    for (const char *end = text + size; text < end;) {
        unsigned char letter = cyrillic_letter(utf8_next(&text, end));
        if (!letter)
            continue;
        if (spelling.count == MOST)
            return (struct spelling){.count = 0};
        spelling.letters[spelling.count++] = letter;
    }
    return spelling;
}

static unsigned char first_letter(const char *text)
{
    return spell(text, strlen(text)).letters[0];
}

static void add_group(struct name_match *match, struct letter_group group)
{
    if (match->group_count == GROUPS || !group.kazakh.count || !group.russian.count)
        return;
    match->groups[match->group_count++] = group;
    match->ends_group[group.kazakh.letters[group.kazakh.count - 1]] = true;
}

/* `last`: the rules are about the end of a word. */
static void read_costs(struct name_match *match, const struct word_list *list, enum cost cost,
                       bool last)
{
    const struct word_entry *entry;
    for (size_t i = 0; (entry = word_list_at(list, i)); i++)
        for (size_t k = 0; k < WORD_VALUES && entry->values[k]; k++) {
            struct spelling kazakh = spell(entry->word, strlen(entry->word));
            struct spelling russian = spell(entry->values[k], strlen(entry->values[k]));
            if (kazakh.count == 1 && russian.count == 1 && !last)
                match->cost[kazakh.letters[0]][russian.letters[0]] = (unsigned char)cost;
            else
                add_group(match, (struct letter_group){kazakh, russian, cost, last});
        }
}

static void read_endings(struct endings *endings, const struct word_list *list)
{
    const struct word_entry *entry;
    for (size_t i = 0; i < ENDINGS && (entry = word_list_at(list, i)); i++)
        endings->list[endings->count++] =
            (struct ending){spell(entry->word, strlen(entry->word)),
                            entry->values[0] ? (char)*entry->values[0] : '\0'};
}

static void read_traditions(struct name_match *match, const struct word_list *list)
{
    const struct word_entry *entry;
    for (size_t i = 0; (entry = word_list_at(list, i)); i++)
        for (size_t k = 0; k < WORD_VALUES && entry->values[k]; k++)
            if (match->tradition_count < TRADITIONS)
                match->traditions[match->tradition_count++] =
                    (struct tradition){spell(entry->word, strlen(entry->word)),
                                       spell(entry->values[k], strlen(entry->values[k]))};
}

static bool read_rules(struct name_match *match, struct error *err)
{
    static const char *const names[] = {"regular",  "usual",      "rare",    "rare at the end",
                                        "vowel",    "patronymic", "surname", "patronymic apart",
                                        "tradition"};
    const struct word_list *lists[sizeof names / sizeof *names];
    const struct word_entry *entry;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lists[i] = word_lists_section(match->lists, names[i], err);
        if (!lists[i])
            return false;
    }
    memset(match->cost, COST_DIFFERENT, sizeof match->cost);
    for (size_t i = 0; i < LETTERS; i++)
        match->cost[i][i] = COST_REGULAR;
    read_costs(match, lists[2], COST_RARE, false);
    read_costs(match, lists[1], COST_USUAL, false);
    read_costs(match, lists[0], COST_REGULAR, false);
    read_costs(match, lists[3], COST_RARE, true);
    for (size_t i = 0; (entry = word_list_at(lists[4], i)); i++)
        match->vowel[first_letter(entry->word)] = true;
    read_endings(&match->patronymics, lists[5]);
    read_endings(&match->surnames, lists[6]);
    match->apart = lists[7];
    read_traditions(match, lists[8]);
    return true;
}

struct name_match *name_match_new(struct error *err)
{
    struct word_lists *lists = word_lists_new("transliteration.rules", transliteration_rules,
                                              transliteration_rules_size, err);
    if (!lists)
        return NULL;
    struct name_match *match = mem_new(1, sizeof *match);
    match->lists = lists;
    if (read_rules(match, err))
        return match;
    name_match_free(match);
    return NULL;
}

void name_match_free(struct name_match *match)
{
    if (!match)
        return;
    word_lists_free(match->lists);
    free(match);
}

/* ---- two spellings ---------------------------------------------------------------------- */

/* Takes out ь and ъ, and writes щ as ш and э at the head as е. */
static void fold(struct spelling *spelling)
{
    const unsigned char hard = cyrillic_letter(U'ъ'), soft = cyrillic_letter(U'ь');
    const unsigned char shcha = cyrillic_letter(U'щ'), sha = cyrillic_letter(U'ш');
    const unsigned char e = cyrillic_letter(U'э'), ye = cyrillic_letter(U'е');
    size_t count = 0;
    for (size_t i = 0; i < spelling->count; i++) {
        unsigned char letter = spelling->letters[i];
        if (letter == hard || letter == soft)
            continue;
        letter = letter == shcha ? sha : letter == e && !count ? ye : letter;
        spelling->letters[count++] = letter;
    }
    spelling->count = count;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Says whether the first `count` letters end so; none end in nothing. */
static bool ends(const unsigned char *letters, size_t count, const struct spelling *with)
{
    return with->count && count >= with->count &&
           letters[count - 1] == with->letters[with->count - 1] && /* mostly that tells */
           memcmp(letters + count - with->count, with->letters, with->count) == 0;
}

/* The same of letters that become others together; if the first stands there twice, one of it
 * is too many: Тиллек for Тлек. */
static bool ends_with(const unsigned char *letters, size_t count, const struct spelling *group)
{
    size_t start = count - group->count;
    return ends(letters, count, group) && (!start || letters[start - 1] != letters[start]);
}

/* Finds the groups whose Kazakh letters the first `count` end with; returns how many. */
static size_t find_groups(const struct name_match *match, const unsigned char *letters,
                          size_t count, const struct letter_group *found[GROUPS])
{
    size_t found_count = 0;
    if (!count || !match->ends_group[letters[count - 1]])
        return 0;
    for (size_t i = 0; i < match->group_count; i++)
        if (ends_with(letters, count, &match->groups[i].kazakh))
            found[found_count++] = &match->groups[i];
    return found_count;
}

/* Returns the least cost of getting from the Kazakh spelling to the Russian one, no more than
 * COST_DIFFERENT. */
static unsigned distance(const struct name_match *match, const struct spelling *kazakh,
                         const struct spelling *russian)
{
    unsigned costs[MOST + 1][MOST + 1];
    const unsigned char *k = kazakh->letters, *r = russian->letters;
    const struct letter_group *groups[GROUPS];
    for (size_t i = 0; i <= kazakh->count; i++) {
        size_t group_count = find_groups(match, k, i, groups);
        for (size_t j = 0; j <= russian->count; j++) {
            bool last = i == kazakh->count && j == russian->count;
            unsigned best = i || j ? COST_DIFFERENT : COST_REGULAR;
            if (i && j)
                best = least(best, costs[i - 1][j - 1] + match->cost[k[i - 1]][r[j - 1]]);
            for (size_t g = 0; g < group_count; g++) {
                const struct letter_group *group = groups[g];
                size_t from = i - group->kazakh.count, to = j - group->russian.count;
                if ((last || !group->last) && ends_with(r, j, &group->russian))
                    best = least(best, costs[from][to] + group->cost);
            }
            costs[i][j] = best;
        }
    }
    return costs[kazakh->count][russian->count];
}

/* Returns the longest ending that the word has, or NULL; at least two letters stand before it.
 */
static const struct ending *find_ending(const struct endings *endings,
                                        const struct spelling *word)
{
    const struct ending *best = NULL;
    for (size_t i = 0; i < endings->count; i++) {
        const struct spelling *end = &endings->list[i].letters;
        if (word->count >= end->count + 2 && (!best || end->count > best->letters.count) &&
            ends(word->letters, word->count, end))
            best = &endings->list[i];
    }
    return best;
}

/* Says whether the word begins so. */
static bool begins(const struct spelling *word, const struct spelling *with)
{
    return word->count >= with->count && word->letters[0] == with->letters[0] &&
           !memcmp(word->letters, with->letters, with->count);
}

static void cut_head(struct spelling *word, size_t count)
{
    word->count -= count;
    memmove(word->letters, word->letters + count, word->count);
}

/* Cuts off two beginnings that are of one name by tradition. */
static void cut_tradition(const struct name_match *match, struct spelling *kazakh,
                          struct spelling *russian)
{
    for (size_t i = 0; i < match->tradition_count; i++) {
        const struct tradition *tradition = &match->traditions[i];
        if (!begins(kazakh, &tradition->kazakh) || !begins(russian, &tradition->russian))
            continue;
        cut_head(kazakh, tradition->kazakh.count);
        cut_head(russian, tradition->russian.count);
        return;
    }
}

static bool is_near(const struct name_match *match, struct spelling kazakh,
                    struct spelling russian)
{
    cut_tradition(match, &kazakh, &russian);
    fold(&kazakh);
    fold(&russian);
    return distance(match, &kazakh, &russian) < COST_DIFFERENT;
}

static struct spelling shorten(struct spelling word, size_t count)
{
    word.count -= count;
    return word;
}

/* Returns the name without the last vowel or й, which is dropped before -ов, -ович and the
 * like; any other name as it is, and one whose last letter is that of the ending, typed twice.
 */
static struct spelling without_last_vowel(const struct name_match *match, struct spelling name,
                                          const struct ending *ending)
{
    const unsigned char last = name.letters[name.count - 1];
    bool dropped = (match->vowel[last] || last == cyrillic_letter(U'й')) &&
                   last != ending->letters.letters[0];
    return shorten(name, dropped && name.count > 1 ? 1 : 0);
}

/* Says whether two patronymics are of one father. Before -ович and -евич the last vowel or й of
 * his name may be dropped (Мұстафа, Мустафович; Қанай, Канаевич; Яхия, Яхиевич), and after a
 * vowel some have -нович or -инович (Амангелді, Амангельдинович). */
static bool same_father(const struct name_match *match, const struct spelling *kazakh,
                        const struct ending *kazakh_end, const struct spelling *russian,
                        const struct ending *russian_end)
{
    const unsigned char n = cyrillic_letter(U'н'), i = cyrillic_letter(U'и');
    const unsigned char ye = cyrillic_letter(U'е'), o = cyrillic_letter(U'о');
    const struct spelling k = shorten(*kazakh, kazakh_end->letters.count);
    const struct spelling r = shorten(*russian, russian_end->letters.count);
    const unsigned char *end = r.letters + r.count;
    const unsigned char joint = russian_end->letters.letters[0];
    bool vowel = match->vowel[k.letters[k.count - 1]], russian_form = joint == o || joint == ye;
    return is_near(match, k, r) ||
           (russian_form && is_near(match, without_last_vowel(match, k, kazakh_end), r)) ||
           (vowel && end[-1] == n && is_near(match, k, shorten(r, 1))) ||
           (vowel && end[-1] == n && end[-2] == i &&
            is_near(match, shorten(k, 1), shorten(r, 2)));
}

/* Says whether the Russian surname is the Kazakh name with an ending, before which a vowel or й
 * may be dropped: Оспан, Оспанов; Сұлтанбай, Султанбаев. */
static bool is_longer(const struct name_match *match, const struct spelling *kazakh,
                      const struct spelling *russian)
{
    for (size_t i = 0; i < match->surnames.count; i++) {
        const struct ending *ending = &match->surnames.list[i];
        if (russian->count < ending->letters.count + 2 ||
            !ends(russian->letters, russian->count, &ending->letters))
            continue;
        const struct spelling stem = shorten(*russian, ending->letters.count);
        if (is_near(match, *kazakh, stem) ||
            is_near(match, without_last_vowel(match, *kazakh, ending), stem))
            return true;
    }
    return false;
}

/* Says whether the first letters may be the same, as those of an initial. */
static bool same_initial(const struct name_match *match, unsigned char kazakh,
                         unsigned char russian)
{
    for (size_t i = 0; i < match->group_count; i++)
        if (match->groups[i].kazakh.letters[0] == kazakh &&
            match->groups[i].russian.letters[0] == russian)
            return true;
    return match->cost[kazakh][russian] < COST_DIFFERENT;
}

/* `longer`: the Russian surname may have an ending that the Kazakh one lacks. */
static bool same_name(const struct name_match *match, struct spelling kazakh,
                      struct spelling russian, bool longer)
{
    const struct ending *k = find_ending(&match->patronymics, &kazakh);
    const struct ending *r = find_ending(&match->patronymics, &russian);
    if (kazakh.count < 2 || russian.count < 2) /* an initial, or nothing */
        return !kazakh.count || !russian.count ||
               same_initial(match, kazakh.letters[0], russian.letters[0]);
    if (k && r)
        return same_father(match, &kazakh, k, &russian, r);
    if (longer && is_longer(match, &kazakh, &russian))
        return true;
    k = find_ending(&match->surnames, &kazakh);
    r = find_ending(&match->surnames, &russian);
    return !(k && r && k->gender != r->gender) && is_near(match, kazakh, russian);
}

/* Says whether all letters are of the alphabet, and no digit is among them. */
static bool is_plain(const char *text, bool (*in)(uint32_t letter))
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t letter = utf8_next(&text, end);
        if (utf8_is_digit(letter) || (utf8_is_letter(letter) && !in(letter)))
            return false;
    }
    return true;
}

bool name_match_part(const struct name_match *match, const char *kazakh, const char *russian)
{
    if (!is_plain(kazakh, script_in_kazakh) || !is_plain(russian, script_in_russian))
        return true;
    return same_name(match, spell(kazakh, strlen(kazakh)), spell(russian, strlen(russian)),
                     true);
}

/* ---- names of several words ------------------------------------------------------------- */

/* Splits a name; the end of a patronymic that stands apart goes with the word before it. */
static size_t split(const struct name_match *match, const char *name,
                    struct spelling list[WORDS_MOST])
{
    struct words words;
    struct error err;
    size_t count = 0;
    if (!words_split(name, &words, &err))
        return 0;
    for (size_t i = 0; i < words.count; i++) {
        if (count && word_list_find(match->apart, words.text[i], words.size[i])) {
            const char *start = words.text[i - 1];
            list[count - 1] = spell(start, (size_t)(words.text[i] + words.size[i] - start));
            continue;
        }
        list[count] = spell(words.text[i], words.size[i]);
        count += list[count].count > 0;
    }
    return count;
}

/* The words of both names, and what each Kazakh one is in Russian. */
struct word_pairs {
    size_t kazakh, russian;   /* how many words */
    size_t found;             /* how many Kazakh ones have their own in Russian, … */
    size_t place[WORDS_MOST]; /* … and which; NOWHERE: none */
};

enum { NOWHERE = WORDS_MOST };

/* Words that are spelt alike go together before those of which one lacks an ending: Асқар
 * Асқаров, Аскаров Аскар. */
static struct word_pairs pair_words(const struct name_match *match, const char *kazakh,
                                    const char *russian)
{
    struct spelling k[WORDS_MOST], r[WORDS_MOST];
    struct word_pairs pairs = {.kazakh = split(match, kazakh, k),
                               .russian = split(match, russian, r)};
    bool taken[WORDS_MOST] = {false};
    for (size_t i = 0; i < pairs.kazakh; i++)
        pairs.place[i] = NOWHERE;
    for (int longer = 0; longer <= 1; longer++)
        for (size_t i = 0; i < pairs.kazakh; i++)
            for (size_t j = 0; j < pairs.russian && pairs.place[i] == NOWHERE; j++)
                if (!taken[j] && same_name(match, k[i], r[j], longer)) {
                    taken[j] = true;
                    pairs.place[i] = j;
                    pairs.found++;
                }
    return pairs;
}

static bool is_complete(const struct word_pairs *pairs)
{
    return pairs->found == (pairs->kazakh < pairs->russian ? pairs->kazakh : pairs->russian);
}

bool name_match_full(const struct name_match *match, const char *kazakh, const char *russian)
{
    if (name_match_part(match, kazakh, russian))
        return true;
    struct word_pairs pairs = pair_words(match, kazakh, russian);
    return is_complete(&pairs);
}

bool name_match_reordered(const struct name_match *match, const char *kazakh,
                          const char *russian)
{
    if (name_match_part(match, kazakh, russian))
        return false;
    struct word_pairs pairs = pair_words(match, kazakh, russian);
    size_t last = 0;
    bool reordered = false;
    for (size_t i = 0; i < pairs.kazakh; i++)
        if (pairs.place[i] != NOWHERE) {
            reordered |= pairs.place[i] < last;
            last = pairs.place[i];
        }
    return reordered && is_complete(&pairs);
}

bool name_match_nothing(const struct name_match *match, const char *kazakh, const char *russian)
{
    struct word_pairs pairs = pair_words(match, kazakh, russian);
    return pairs.kazakh > 1 && pairs.russian > 1 && pairs.found == 0;
}
