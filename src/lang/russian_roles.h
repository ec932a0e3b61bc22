/* What the words of a full name are: surname, given name, patronymic, in whatever order they
 * come, with names in brackets beside them. For russian.c, russian_roles.c and
 * name_gender.c only; what others ask is in russian.h. */
#ifndef KUALIK_RUSSIAN_ROLES_H
#define KUALIK_RUSSIAN_ROLES_H

#include "lang/russian_word.h"

#include <stdbool.h>
#include <stddef.h>

/* What each word is. */
struct name_roles {
    enum name_part part[WORDS_MOST];
    bool stays[WORDS_MOST]; /* before оглы or кызы apart */
    bool open;              /* the order is not known for sure */
    bool many;              /* a surname, then several names: Ким Ен Сик */
};

/* What a word looks like by the given names that are known and by [surname], the more of a
 * surname the later. */
enum looks {
    LOOKS_GIVEN, /* a given name, no surname */
    LOOKS_NAME,  /* a given name, and the surname of those whose father was called so */
    LOOKS_OPEN,
    LOOKS_SURNAME,
};

/* Sets `*sex` to m or f where the word shows it as a surname, else to 0. */
enum looks russian_look_of(const struct russian *russian, const struct words *words,
                           size_t index, char *sex);

/* Returns the gender that patronymics among the words show; see russian_gender. */
enum gender russian_gender_in(const struct russian *russian, const struct words *words,
                              enum name_part part);

/* Says whether the word at `index` belongs to the surname behind it and stays: small «ван», or
 * a capital before a small one, as in Ван дер Берг. */
bool russian_is_particle(const struct russian *russian, const struct words *words,
                         size_t index);

/* Says whether the `size` bytes at `text` are nothing but the ending of a patronymic: оглы,
 * уулу, қызы. */
bool russian_is_ending(const struct russian *russian, const char *text, size_t size);

/* Says whether the word at `index` is the father's name before such an ending and stays, be the
 * two a patronymic or a surname: Бакир уулу. */
bool russian_is_father(const struct russian *russian, const struct words *words, size_t index);

/* Surname, given name, patronymic is the official order; given name, patronymic, surname and
 * given name, surname are the others, where the words show it. `words` has no brackets;
 * `gender` is that of the person, as far as it is known. */
void russian_find_roles(const struct russian *russian, const struct words *words,
                        enum gender gender, struct name_roles *roles);

/* Names in brackets: Иванова (Сидорова) Анна. */
struct bracketed_names {
    struct words words;       /* brackets included */
    size_t after[WORDS_MOST]; /* how many words of the name stand before each, */
    bool glued[WORDS_MOST];   /* … and whether without a space */
};

/* Takes the names in brackets out of the words, so that the others show who is meant. */
void russian_take_bracketed(struct words *words, struct bracketed_names *bracketed);

#endif
