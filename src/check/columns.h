/* What the checks know of each column of a list, from its name and from what the template does
 * with it: `last_kk` and `last_ru` are one thing in two languages, and so are two columns with
 * names of which one stands in Kazakh texts and one in Russian; which columns hold names is
 * found by name_columns. */
#ifndef KUALIK_COLUMNS_H
#define KUALIK_COLUMNS_H

#include "base/arena.h"
#include "bind/binding.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>

enum language { LANGUAGE_OTHER, LANGUAGE_KAZAKH, LANGUAGE_RUSSIAN };

struct column {
    const char *name;    /* as the template calls it */
    const char *heading; /* as the list does, and so do messages */
    enum language language;
    unsigned uses;    /* sum of USE_… */
    bool used;        /* some text of the template shows it */
    bool recased;     /* … and all texts of pages with capitals of a filter's */
    bool personal;    /* part of a person's name, or shown by `who` beside one */
    bool named;       /* … and a name itself */
    bool inferred;    /* … by what else stands on the page: it may be a school's */
    bool patronymic;  /* nothing but the patronymic */
    bool surname;     /* nothing but the surname */
    bool given;       /* nothing but the given name */
    bool number;      /* the number of the certificate, or of the row */
    bool region;      /* where a person comes from */
    bool participant; /* called after what a person is there: Участник */
    bool other;       /* called after something that is not a name: Мектебі, … */
    bool count;       /* … or after a number: Балл */
    bool required;    /* card_bind reports it when it is empty */
    bool needed;      /* row_check reports it: without it the person has no name */
    size_t pair;      /* the same in the other language, or NO_COLUMN */
    const char *const *values; /* the only ones it may have; none: any */
    size_t value_count;
};

/* What the template does with a column. */
enum use {
    USE_SHOWN = 1,      /* in a text, the file's name, … */
    USE_PERSONAL = 2,   /* in `who` */
    USE_KAZAKH = 4,     /* in a text whose language is kk, … */
    USE_RUSSIAN = 8,    /* … or ru, … */
    USE_TEXT = 16,      /* … or any */
    USE_NAME = 32,      /* in a filter that takes it for a name … */
    USE_NUMBER = 64,    /* … or for a number or a date */
    USE_IDENTITY = 128, /* the register tells people apart by it */
    USE_TYPED = 256,    /* in a text with the list's capitals, … */
    USE_RECASED = 512,  /* … or with those of a filter */
};

struct columns {
    struct column *list; /* by column of the list */
    size_t count;
    bool *unused; /* by column: neither the template nor a filter looks at it */
    /* Each is a column or NO_COLUMN: */
    size_t gender;
    size_t number;         /* of the certificates, which tells them apart; else of the rows */
    size_t unknown_name;   /* may hold names, where no column that is shown is known to */
    const char *file_name; /* of the first placeholder in the files' names; NULL: none */
};

/* Memory is the arena's; names are lent from `binding` and `roster`. */
struct columns columns_of(const struct binding *binding, const struct roster *roster,
                          struct arena *arena);

#endif
