/* One word of Russian and the rules for it: what names and noun phrases are made of. For
 * russian.c and russian_noun.c only. */
#ifndef KUALIK_RUSSIAN_WORD_H
#define KUALIK_RUSSIAN_WORD_H

#include "lang/name.h"
#include "lang/rules.h"
#include "lang/russian.h"

#include <stdbool.h>
#include <stddef.h>

enum { RUSSIAN_CASES = RUSSIAN_PREP + 1 };

struct russian {
    const struct lang_words *words;
    struct rules *rules;
    const struct rule_section *stay, *patronymic, *surname, *man, *woman;
    const struct rule_section *heads[NAME_NOUN][2]; /* as names below, for hyphenated names */
    const struct rule_section *names[NAME_NOUN][2]; /* by part, then male or female */
    const struct rule_section *noun, *each, *apposition, *acting, *adjective, *adjectives[3];
};

/* One declension under way. */
struct declining {
    const struct russian *russian;
    struct arena *arena;
    struct words words; /* becomes the answer word by word */
    enum gender gender;
    enum russian_case form;
    const struct note *note;
    struct error *err;
};

/* Returns where the last part of a word of `size` bytes begins, after hyphens and apostrophes,
 * or 0. */
size_t russian_last_part(const char *text, size_t size);

/* Returns how many bytes the sign before a part takes that begins at `start`. */
size_t russian_sign_size(const char *text, size_t start);

/* Says whether that sign is a hyphen, no apostrophe. */
bool russian_is_hyphen(const char *sign, size_t size);

/* Returns the rule for the word of `size` bytes, or NULL: no rule, or no Cyrillic word. */
const struct rule *russian_find(const struct rule_section *section, const char *text,
                                size_t size);

/* Says whether the word at `index` ends in a full stop. */
bool russian_is_initials(const struct words *words, size_t index);

/* Says why the word cannot be declined; `format` has it as its one argument, and the advice is
 * to write the case form into the list. Returns false. */
bool russian_refuse(struct declining *work, const char *text, size_t size, const char *code,
                    const char *format);

/* Returns the word with the ending `value` of its rule. */
char *russian_form(struct declining *work, const char *text, size_t size,
                   const struct rule *rule, const char *value);

/* Declines a part between hyphens by the section's rules; NULL if it cannot be. */
char *russian_end(struct declining *work, const struct rule_section *section, const char *text,
                  size_t size);

/* Puts a word's form into the answer. Returns false if `text` is NULL. */
bool russian_set(struct declining *work, size_t index, const char *text);

#endif
