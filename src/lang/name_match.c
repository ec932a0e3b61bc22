#include "lang/name_match.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "lang/cyrillic.h"
#include "lang/name.h"
#include "lang/name_rules.h"
#include "lang/script.h"
#include "lang/word_list.h"

#include <stdlib.h>
#include <string.h>

struct name_match {
    struct name_rules rules;
};

struct name_match *name_match_new(struct error *err)
{
    struct name_match *match = mem_new(1, sizeof *match);
    if (name_rules_read(&match->rules, err))
        return match;
    free(match);
    return NULL;
}

void name_match_free(struct name_match *match)
{
    if (!match)
        return;
    name_rules_free(&match->rules);
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

/* The same of letters that become others together; if the first stands there twice, or the
 * last, one of it is too many: Тиллек for Тлек. */
static bool ends_with(const struct spelling *word, size_t count, const struct spelling *group)
{
    const unsigned char *letters = word->letters;
    size_t start = count - group->count;
    return ends(letters, count, group) && (!start || letters[start - 1] != letters[start]) &&
           (count == word->count || letters[count] != letters[count - 1]);
}

/* Finds the groups whose Kazakh letters the first `count` end with; returns how many. */
static size_t find_groups(const struct name_rules *rules, const struct spelling *word,
                          size_t count, const struct letter_group *found[NAME_GROUPS])
{
    size_t found_count = 0;
    if (!count)
        return 0;
    const unsigned char last = word->letters[count - 1];
    for (size_t i = rules->first_group[last]; i < rules->first_group[last + 1U]; i++)
        if (ends_with(word, count, &rules->groups[i].kazakh))
            found[found_count++] = &rules->groups[i];
    return found_count;
}

/* Says whether the letter stands beside an equal one. */
static bool is_double(const struct spelling *word, size_t i)
{
    const unsigned char *letters = word->letters;
    return (i && letters[i - 1] == letters[i]) ||
           (i + 1 < word->count && letters[i + 1] == letters[i]);
}

/* Finds what each letter costs that the other spelling lacks. One of two equal letters is more
 * likely typed twice; `narrow` vowels are lost between two consonants, or at the head before
 * one, with another vowel behind them. */
static void find_lost(const struct name_rules *rules, const bool narrow[NAME_LETTERS],
                      const struct spelling *word, enum cost lost[NAME_LETTERS_MOST])
{
    bool vowel_next = true, vowel_behind = false; /* right behind, and anywhere */
    for (size_t i = word->count; i-- > 0;) {
        const unsigned char letter = word->letters[i];
        bool apart = !vowel_next && (!i || !rules->vowel[word->letters[i - 1]]);
        if (narrow[letter] && apart && vowel_behind)
            lost[i] = COST_RARE;
        else if (!is_double(word, i) && (rules->vowel[letter] || rules->lost[letter]))
            lost[i] = COST_SELDOM;
        else
            lost[i] = COST_DIFFERENT;
        vowel_next = rules->vowel[letter];
        vowel_behind |= vowel_next;
    }
}

/* Returns the least cost of getting from the Kazakh spelling to the Russian one, no more than
 * COST_DIFFERENT. */
static unsigned distance(const struct name_rules *rules, const struct spelling *kazakh,
                         const struct spelling *russian)
{
    unsigned costs[NAME_LETTERS_MOST + 1][NAME_LETTERS_MOST + 1];
    enum cost lost[NAME_LETTERS_MOST], added[NAME_LETTERS_MOST];
    const unsigned char *k = kazakh->letters, *r = russian->letters;
    const struct letter_group *groups[NAME_GROUPS];
    find_lost(rules, rules->dropped, kazakh, lost);
    find_lost(rules, rules->added, russian, added);
    for (size_t i = 0; i <= kazakh->count; i++) {
        size_t group_count = find_groups(rules, kazakh, i, groups);
        for (size_t j = 0; j <= russian->count; j++) {
            bool last = i == kazakh->count && j == russian->count;
            unsigned best = i || j ? COST_DIFFERENT : COST_REGULAR;
            if (i && j)
                best = least(best, costs[i - 1][j - 1] + rules->cost[k[i - 1]][r[j - 1]]);
            if (i)
                best = least(best, costs[i - 1][j] + lost[i - 1]);
            if (j)
                best = least(best, costs[i][j - 1] + added[j - 1]);
            for (size_t g = 0; g < group_count; g++) {
                const struct letter_group *group = groups[g];
                size_t from = i - group->kazakh.count, to = j - group->russian.count;
                if ((last || !group->last) && ends_with(russian, j, &group->russian))
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
static void cut_tradition(const struct name_rules *rules, struct spelling *kazakh,
                          struct spelling *russian)
{
    for (size_t i = 0; i < rules->tradition_count; i++) {
        const struct tradition *tradition = &rules->traditions[i];
        if (!begins(kazakh, &tradition->kazakh) || !begins(russian, &tradition->russian))
            continue;
        cut_head(kazakh, tradition->kazakh.count);
        cut_head(russian, tradition->russian.count);
        return;
    }
}

/* Returns what two spellings of one name cost at most. The more letters it has, the better they
 * tell the name whatever became of a few of them; one letter that is another is too much for
 * any. */
static unsigned most_cost(size_t letters)
{
    enum { SHORT_NAME = 6, SHORT_MOST = 3 };
    size_t more = letters > SHORT_NAME ? letters - SHORT_NAME : 0;
    return more < COST_DIFFERENT - SHORT_MOST ? SHORT_MOST + (unsigned)more
                                              : COST_DIFFERENT - 1;
}

/* Returns what it costs at most: where each letter is the other's in its place, that is all. */
static unsigned distance_at_most(const struct name_rules *rules, const struct spelling *kazakh,
                                 const struct spelling *russian)
{
    unsigned cost = kazakh->count == russian->count ? COST_REGULAR : COST_DIFFERENT;
    for (size_t i = 0; i < kazakh->count && cost < COST_DIFFERENT; i++)
        cost += rules->cost[kazakh->letters[i]][russian->letters[i]];
    return cost;
}

static bool is_near(const struct name_rules *rules, struct spelling kazakh,
                    struct spelling russian)
{
    cut_tradition(rules, &kazakh, &russian);
    fold(&kazakh);
    fold(&russian);
    unsigned most = most_cost(kazakh.count);
    return distance_at_most(rules, &kazakh, &russian) <= most ||
           distance(rules, &kazakh, &russian) <= most;
}

static struct spelling shorten(struct spelling word, size_t count)
{
    word.count -= count;
    return word;
}

/* Returns the name without the last vowel or й, which is dropped before -ов, -ович and the
 * like; any other name as it is, and one whose last letter is that of the ending, typed twice.
 */
static struct spelling without_last_vowel(const struct name_rules *rules, struct spelling name,
                                          const struct ending *ending)
{
    const unsigned char last = name.letters[name.count - 1];
    bool dropped = (rules->vowel[last] || last == cyrillic_letter(U'й')) &&
                   last != ending->letters.letters[0];
    return shorten(name, dropped && name.count > 1 ? 1 : 0);
}

/* Says whether two patronymics are of one father. Before -ович and -евич the last vowel or й of
 * his name may be dropped (Мұстафа, Мустафович; Қанай, Канаевич; Яхия, Яхиевич), and after a
 * vowel some have -нович or -инович (Амангелді, Амангельдинович). */
static bool same_father(const struct name_rules *rules, const struct spelling *kazakh,
                        const struct ending *kazakh_end, const struct spelling *russian,
                        const struct ending *russian_end)
{
    const unsigned char n = cyrillic_letter(U'н'), i = cyrillic_letter(U'и');
    const unsigned char ye = cyrillic_letter(U'е'), o = cyrillic_letter(U'о');
    const struct spelling k = shorten(*kazakh, kazakh_end->letters.count);
    const struct spelling r = shorten(*russian, russian_end->letters.count);
    const unsigned char *end = r.letters + r.count;
    const unsigned char joint = russian_end->letters.letters[0];
    bool vowel = rules->vowel[k.letters[k.count - 1]],
         russian_form = joint == o || joint == ye || joint == i;
    return is_near(rules, k, r) ||
           (russian_form && is_near(rules, without_last_vowel(rules, k, kazakh_end), r)) ||
           (vowel && end[-1] == n && is_near(rules, k, shorten(r, 1))) ||
           (vowel && end[-1] == n && end[-2] == i &&
            is_near(rules, shorten(k, 1), shorten(r, 2)));
}

/* Says whether the Russian surname is the Kazakh name with an ending, before which a vowel or й
 * may be dropped: Оспан, Оспанов; Сұлтанбай, Султанбаев. */
static bool is_longer(const struct name_rules *rules, const struct spelling *kazakh,
                      const struct spelling *russian)
{
    for (size_t i = 0; i < rules->surnames.count; i++) {
        const struct ending *ending = &rules->surnames.list[i];
        if (russian->count < ending->letters.count + 2 ||
            !ends(russian->letters, russian->count, &ending->letters))
            continue;
        const struct spelling stem = shorten(*russian, ending->letters.count);
        if (is_near(rules, *kazakh, stem) ||
            is_near(rules, without_last_vowel(rules, *kazakh, ending), stem))
            return true;
    }
    return false;
}

/* Says whether a Kazakh surname that names the father has a Russian ending in Russian:
 * Құнанбайұлы, Кунанбаев. */
static bool is_son(const struct name_rules *rules, const struct spelling *kazakh,
                   const struct ending *end, const struct spelling *russian)
{
    const struct spelling father = shorten(*kazakh, end->letters.count);
    return is_longer(rules, &father, russian);
}

/* Says whether the first letters may be the same, as those of an initial. */
static bool same_initial(const struct name_rules *rules, unsigned char kazakh,
                         unsigned char russian)
{
    for (size_t i = 0; i < rules->group_count; i++)
        if (rules->groups[i].kazakh.letters[0] == kazakh &&
            rules->groups[i].russian.letters[0] == russian)
            return true;
    return rules->cost[kazakh][russian] < COST_DIFFERENT;
}

/* Russian lists keep a Kazakh letter here and there: «Қуаныш» in them is «Куаныш». */
static void to_russian(const struct name_rules *rules, struct spelling *word)
{
    for (size_t i = 0; i < word->count; i++)
        word->letters[i] = rules->russian[word->letters[i]];
}

/* `longer`: the Russian surname may have an ending that the Kazakh one lacks. */
static bool same_name(const struct name_rules *rules, struct spelling kazakh,
                      struct spelling russian, bool longer)
{
    to_russian(rules, &russian);
    const struct ending *k = find_ending(&rules->patronymics, &kazakh);
    const struct ending *r = find_ending(&rules->patronymics, &russian);
    if (kazakh.count < 2 || russian.count < 2) /* an initial, or nothing */
        return !kazakh.count || !russian.count ||
               same_initial(rules, kazakh.letters[0], russian.letters[0]);
    if (k && r)
        return same_father(rules, &kazakh, k, &russian, r);
    const struct ending *k_end = find_ending(&rules->surnames, &kazakh);
    const struct ending *r_end = find_ending(&rules->surnames, &russian);
    bool genders_differ = k_end && r_end && k_end->gender != r_end->gender;
    return (!genders_differ && is_near(rules, kazakh, russian)) ||
           (longer && is_longer(rules, &kazakh, &russian)) ||
           (longer && k && k->gender && is_son(rules, &kazakh, k, &russian));
}

/* Says whether all letters are Kazakh or Russian ones, and no digit is among them. */
static bool is_plain(const char *text)
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t letter = utf8_next(&text, end);
        if (utf8_is_digit(letter) || (utf8_is_letter(letter) && !script_in_kazakh(letter)))
            return false;
    }
    return true;
}

bool name_match_part(const struct name_match *match, const char *kazakh, const char *russian)
{
    if (!is_plain(kazakh) || !is_plain(russian))
        return true;
    return same_name(&match->rules, name_rules_spell(kazakh, strlen(kazakh)),
                     name_rules_spell(russian, strlen(russian)), true);
}

/* ---- names of several words ------------------------------------------------------------- */

/* Splits a name; the end of a patronymic that stands apart goes with the word before it. */
static size_t split(const struct name_rules *rules, const char *name,
                    struct spelling list[WORDS_MOST])
{
    struct words words;
    struct error err;
    size_t count = 0;
    if (!words_split(name, &words, &err))
        return 0;
    for (size_t i = 0; i < words.count; i++) {
        if (count && word_list_find(rules->apart, words.text[i], words.size[i])) {
            const char *start = words.text[i - 1];
            list[count - 1] =
                name_rules_spell(start, (size_t)(words.text[i] + words.size[i] - start));
            continue;
        }
        list[count] = name_rules_spell(words.text[i], words.size[i]);
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
static struct word_pairs pair_words(const struct name_rules *rules, const char *kazakh,
                                    const char *russian)
{
    struct spelling k[WORDS_MOST], r[WORDS_MOST];
    struct word_pairs pairs = {.kazakh = split(rules, kazakh, k),
                               .russian = split(rules, russian, r)};
    bool taken[WORDS_MOST] = {false};
    for (size_t i = 0; i < pairs.kazakh; i++)
        pairs.place[i] = NOWHERE;
    for (int longer = 0; longer <= 1; longer++)
        for (size_t i = 0; i < pairs.kazakh; i++)
            for (size_t j = 0; j < pairs.russian && pairs.place[i] == NOWHERE; j++)
                if (!taken[j] && same_name(rules, k[i], r[j], longer)) {
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
    struct word_pairs pairs = pair_words(&match->rules, kazakh, russian);
    return is_complete(&pairs);
}

bool name_match_reordered(const struct name_match *match, const char *kazakh,
                          const char *russian)
{
    if (name_match_part(match, kazakh, russian))
        return false;
    struct word_pairs pairs = pair_words(&match->rules, kazakh, russian);
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
    struct word_pairs pairs = pair_words(&match->rules, kazakh, russian);
    return pairs.kazakh > 1 && pairs.russian > 1 && pairs.found == 0;
}
