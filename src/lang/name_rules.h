/* The rules by which a Kazakh name is spelt in Russian, of lang/rules/transliteration.rules, as
 * tables for whoever compares spellings. */
#ifndef KUALIK_NAME_RULES_H
#define KUALIK_NAME_RULES_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct word_list;
struct word_lists;

enum {
    NAME_LETTERS = 256,     /* of the Cyrillic block, U+0400 on */
    NAME_LETTERS_MOST = 64, /* letters of a word; no name comes near */
    NAME_ENDINGS = 16,
    NAME_GROUPS = 256,
    NAME_TRADITIONS = 64,
};

/* What a letter costs that is not regular. */
enum cost { COST_REGULAR, COST_USUAL, COST_RARE, COST_SELDOM = 4, COST_DIFFERENT = 8 };

/* Letters of a word in lower case, as code points less 0x400. */
struct spelling {
    unsigned char letters[NAME_LETTERS_MOST];
    size_t count;
};

/* The end of a word, and the gender that it shows: 'm', 'f', or 0. */
struct ending {
    struct spelling letters;
    char gender;
};

struct endings {
    struct ending list[NAME_ENDINGS];
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

struct name_rules {
    unsigned char cost[NAME_LETTERS][NAME_LETTERS]; /* of a Russian letter for a Kazakh one */
    unsigned char russian[NAME_LETTERS];            /* what Russian has for a letter */
    bool vowel[NAME_LETTERS];
    bool dropped[NAME_LETTERS];              /* narrow vowels that Russian may lack, … */
    bool added[NAME_LETTERS];                /* … and those that Kazakh may */
    bool lost[NAME_LETTERS];                 /* consonants that either may lack */
    struct letter_group groups[NAME_GROUPS]; /* by their last Kazakh letter */
    size_t first_group[NAME_LETTERS + 1];    /* of those of a letter; then those of the next */
    size_t group_count;
    struct endings patronymics, surnames;
    struct word_lists *lists;
    struct tradition traditions[NAME_TRADITIONS];
    size_t tradition_count;
    const struct word_list *apart; /* second words of patronymics */
};

/* Reads the rules that the program carries. What they hold is released with name_rules_free. */
bool name_rules_read(struct name_rules *rules, struct error *err);
void name_rules_free(struct name_rules *rules);

/* Takes the Cyrillic letters of a text of `size` bytes; more than fit make it useless: none. */
struct spelling name_rules_spell(const char *text, size_t size);

#endif
