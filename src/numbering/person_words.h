/* The words of a person's name and of all fields, by which somebody is known whose name was
 * corrected: a surname changed, names that stood in each other's place. */
#ifndef KUALIK_PERSON_WORDS_H
#define KUALIK_PERSON_WORDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Digests of words in small letters, sorted. */
struct word_set {
    uint64_t *list;
    size_t count;
};

struct person_words {
    struct word_set name, all;
};

/* Returns the words of the name and of `fields` (row_identity_fields'), in the arena. */
struct person_words person_words_of(const char *name, const char *fields, struct arena *arena);

/* Returns how many words of all fields both have. */
size_t person_words_common(const struct person_words *one, const struct person_words *other);

/* Says whether both may be one person: the names have the same words in any order, or one has
 * all of the other; or most words are the same, and most of the other fields' words, too; or
 * all of these are. `likely`: most of the name is enough, or half of it and most of the other
 * fields. */
bool person_words_alike(const struct person_words *one, const struct person_words *other,
                        bool likely);

/* Says whether each word of one text stands in the other, or is a word there cut short, as
 * «обл.» is; both in small letters. */
bool person_words_within(const char *part, const char *whole);

/* Says whether one name has all words of the other, which are two or more, if with a slip in
 * one or cut short: a patronymic was added, or left out. Both are in small letters. */
bool person_words_contain(const char *one, const char *other);

/* Says whether two names may be one, with a slip of the hand: one letter in eight is wrong. */
bool person_words_near(const char *one, const char *other);

#endif
