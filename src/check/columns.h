/* What the checks know of each column of a list, from its name and from what the template does
 * with it: `last_kk` and `last_ru` are one thing in two languages; what `who` is made of is a
 * person's name. */
#ifndef KUALIK_COLUMNS_H
#define KUALIK_COLUMNS_H

#include "base/arena.h"
#include "base/report.h"
#include "bind/binding.h"
#include "check/check_words.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum language { LANGUAGE_OTHER, LANGUAGE_KAZAKH, LANGUAGE_RUSSIAN };

struct column {
    const char *name;    /* as the template calls it */
    const char *heading; /* as the list does, and so do messages */
    enum language language;
    bool used;                 /* some text of the template shows it */
    bool personal;             /* part of a person's name */
    bool named;                /* … not only because `who` shows it */
    bool patronymic;           /* nothing but the patronymic */
    bool required;             /* card_bind reports it when it is empty */
    bool needed;               /* row_check reports it: without it the person has no name */
    size_t pair;               /* the same in the other language, or NO_COLUMN */
    const char *const *values; /* the only ones it may have; none: any */
    size_t value_count;
};

struct columns {
    struct column *list; /* by column of the list */
    size_t count;
    size_t gender; /* the column of it, or NO_COLUMN */
};

/* A text of a row under examination, and where what is wrong with it goes. */
struct field {
    const struct column *column;
    const char *text;
    struct place place; /* the row's, with the column's heading */
    const struct check_words *words;
    struct arena *arena; /* for words on the way */
    struct report *findings;
};

/* Memory is the arena's; names are lent from `binding` and `roster`. */
struct columns columns_of(const struct binding *binding, const struct roster *roster,
                          struct arena *arena);

#endif
