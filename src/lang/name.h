/* What Kazakh and Russian have in common when they put a name into a case. */
#ifndef KUALIK_NAME_H
#define KUALIK_NAME_H

#include "base/arena.h"
#include "base/error.h"
#include "lang/note.h"

#include <stdbool.h>
#include <stddef.h>

enum name_part {
    NAME_FULL, /* surname, given name and patronymic as they come in one field */
    NAME_LAST,
    NAME_FIRST,
    NAME_PATRONYMIC,
    NAME_NOUN, /* no name: a region, a post, a number, an abbreviation */
};

enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE };

/* A case form. */
struct declined {
    const char *text;
    const struct note *note; /* why somebody should look at it, or NULL */
};

/* Read the words of the command line and of filters: "full", "last", "first", "patronymic",
 * "noun". */
bool name_part_read(const char *word, enum name_part *part);

struct lang_words;

/* Reads a gender as lists write it: m, f, male, female, м, ж, муж, жен, мужской, женский, е, ә,
 * ер, әйел, ұл, қыз, in any case, with or without a full stop. Fails on other words. */
bool gender_read(const struct lang_words *words, const char *word, enum gender *gender);

/* Returns the gender that a word shows as a given name, in any case; GENDER_UNKNOWN if it is
 * not among the names that only men or only women have. */
enum gender name_given_gender(const struct lang_words *words, const char *word);

/* Says whether a word is a given name that nobody in Kazakhstan bears as a surname: a woman's,
 * or a man's that no family took from a father called so (Евгений, not Серік). */
bool name_given_only(const struct lang_words *words, const char *word);

/* The words of a text, between spaces. */
enum { WORDS_MOST = 32 };

struct words {
    const char *text[WORDS_MOST]; /* lent, not NUL-terminated */
    size_t size[WORDS_MOST];      /* in bytes */
    size_t count;
};

/* Fails if there are none, or more than WORDS_MOST. */
bool words_split(const char *text, struct words *words, struct error *err);

/* Adds a word; there is room for it. */
void words_add(struct words *words, const char *text, size_t size);

/* Returns the words as one text again. */
char *words_join(struct arena *arena, const struct words *words);

#endif
