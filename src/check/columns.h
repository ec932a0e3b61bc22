/* What the checks know of each column of a list, from its name and from what the template does
 * with it: `last_kk` and `last_ru` are one thing in two languages, and so are two columns with
 * names of which one stands in Kazakh texts and one in Russian; what `who` is made of is a
 * person's name. */
#ifndef KUALIK_COLUMNS_H
#define KUALIK_COLUMNS_H

#include "base/arena.h"
#include "bind/binding.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum language { LANGUAGE_OTHER, LANGUAGE_KAZAKH, LANGUAGE_RUSSIAN };

struct column {
    const char *name;    /* as the template calls it */
    const char *heading; /* as the list does, and so do messages */
    enum language language;
    unsigned uses;             /* sum of USE_… */
    bool used;                 /* some text of the template shows it */
    bool personal;             /* part of a person's name, or shown by `who` beside one */
    bool named;                /* … and a name itself: called so, or `who` shows no other */
    bool patronymic;           /* nothing but the patronymic */
    bool surname;              /* nothing but the surname */
    bool given;                /* nothing but the given name */
    bool number;               /* the number of the certificate, or of the row */
    bool required;             /* card_bind reports it when it is empty */
    bool needed;               /* row_check reports it: without it the person has no name */
    size_t pair;               /* the same in the other language, or NO_COLUMN */
    const char *const *values; /* the only ones it may have; none: any */
    size_t value_count;
};

/* What the template does with a column. */
enum use {
    USE_SHOWN = 1,    /* in a text, the file's name, … */
    USE_PERSONAL = 2, /* in `who` */
    USE_KAZAKH = 4,   /* in a text whose language is kk, … */
    USE_RUSSIAN = 8,  /* … or ru */
    USE_IDENTITY = 16 /* the register tells people apart by it */
};

struct columns {
    struct column *list; /* by column of the list */
    size_t count;
    bool *unused; /* by column: neither the template nor a filter looks at it */
    /* Each is a column or NO_COLUMN: */
    size_t gender;
    size_t number; /* of the certificates, which tells them apart; else of the rows */
    size_t file;   /* what the names of the files begin with, as it stands in the list */
};

/* Memory is the arena's; names are lent from `binding` and `roster`. */
struct columns columns_of(const struct binding *binding, const struct roster *roster,
                          struct arena *arena);

#endif
