/* Rules about the endings of words, read from a file that people can read and extend:
 *
 *   # a comment, to the end of the line: here stands the source of a rule
 *   let vowel = аеёиоуыэюя           a name for letters; <vowel> stands for any one of them
 *   [name m]                         a section; so a whole word cannot begin with a bracket
 *   лев       льва льву … !soft      a whole word, values, and perhaps a note of note.h
 *   -к[ои]|й  -я -ю …                an ending: к, then о or и, then й; what the values
 *                                    replace follows the bar (without one: all of it)
 *   -<soft>*  …                      none or more of them
 *   use male                         if nothing matched, go on in an earlier section
 *
 * In a section the first rule that matches wins, so an exception is one line above the rule.
 * What the values mean is the language's affair. ё in a word matches е, too, as many write
 * that for it; ё in a rule matches nothing else. */
#ifndef KUALIK_RULES_H
#define KUALIK_RULES_H

#include "base/error.h"
#include "lang/cyrillic.h"
#include "lang/note.h"

#include <stdbool.h>
#include <stddef.h>

enum { RULE_VALUES = 8 }; /* the most values a rule may have */

struct rule {
    const char *const *values;
    size_t count;            /* of values */
    size_t tail;             /* how many letters of the word the values replace */
    const struct note *note; /* or NULL */
    size_t line;
};

struct rules;
struct rule_section;

/* Reads the rules; `name` names them in messages. Returns NULL when a line makes no sense.
 * The result is immutable, so threads share it. Release with rules_free. */
struct rules *rules_new(const char *name, const void *text, size_t size, struct error *err);
void rules_free(struct rules *rules);

/* A section that is wanted, how many values each of its rules must have, and where it goes. */
struct rule_wanted {
    const struct rule_section **section;
    const char *name;
    size_t values;
};

/* Lends all of them; fails if one is not there or has other rules. */
bool rules_find(const struct rules *rules, const struct rule_wanted *wanted, size_t count,
                struct error *err);

/* Returns the first rule that matches the word's first `count` letters, or NULL. */
const struct rule *rule_find(const struct rule_section *section, const struct cyrillic *word,
                             size_t count);

#endif
