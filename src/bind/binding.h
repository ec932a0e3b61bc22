/* The template's placeholders tied to the list's columns, once for a batch: after this no
 * name in the template can turn out to be unknown. */
#ifndef KUALIK_BINDING_H
#define KUALIK_BINDING_H

#include "base/arena.h"
#include "base/report.h"
#include "lang/lang.h"
#include "roster/roster.h"
#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words that are the same for a whole batch. */
struct batch_words {
    const char *signer;               /* {signer}: who signs, "" when nobody does */
    const char *time;                 /* {time}: when */
    const char *field;                /* name of the signature that is made now, "": the first;
                                         NULL: none is, and each shows where it would be */
    const struct batch_value *values; /* names of a form's own, which go before all others;
                                         lent as long as the binding lives */
    size_t value_count;
};

/* {page}: what a name stands for until its owner changes the text. */
struct batch_value {
    const char *name;
    const char *text;
};

/* What a placeholder's name stands for. */
enum source {
    SOURCE_COLUMN, /* `index` counts the list's columns */
    SOURCE_DEFINE, /* `index` counts the template's defines */
    SOURCE_ROW,
    SOURCE_SIGNER,
    SOURCE_TIME,
    SOURCE_NUMBER,    /* what a register gives the row */
    SOURCE_DUPLICATE, /* a word where it is a duplicate, else "" */
    SOURCE_VALUE,     /* `index` counts the words' values */
    SOURCE_NOTHING,   /* what a form shows and the list may lack: empty */
};

struct name {
    const char *text;
    enum source source;
    size_t index;
};

#define NO_COLUMN    SIZE_MAX
#define NO_SIGNATURE SIZE_MAX

/* A column whose texts may show a person's gender, and what they are. */
struct gender_clue {
    size_t column;
    enum name_part part;
};

struct required {
    size_t column;
    const char *heading; /* as the list has it */
};

struct binding {
    struct arena arena; /* holds everything below */
    const struct template *template;
    const char *list; /* its path */
    struct batch_words words;
    struct name *names;
    size_t name_count;
    size_t column_count;       /* of the list */
    struct required *required; /* columns of the list that may not be empty */
    size_t required_count;
    size_t gender;              /* the list's column of it, or NO_COLUMN */
    const char *gender_heading; /* … as the list calls it; "gender" if there is none */
    enum name_part *parts; /* by column of the list: the part of a name that it is called after,
                              NAME_FULL where it is none */
    struct gender_clue *clues;
    size_t clue_count;
    const struct name **facts; /* whose values the certificate carries as data (facts.h) */
    size_t fact_count;
    bool *fixed;      /* by element: it holds no placeholder, and is laid out once */
    bool *constant;   /* by element: it reads the same for every row */
    size_t signature; /* the element of the signature that is made now, or NO_SIGNATURE */
    struct lang *grammar;
};

/* Ties `template`, which must outlive the binding, to the headings of `roster` (NULL: there is
 * no list, and nothing of one can be shown). `grammar` is taken over in any case, to be read
 * once; where it is NULL the binding reads its own. Every placeholder without a column and
 * every unknown filter goes to `findings` with its line; returns NULL if there is one. Release
 * with binding_free. */
struct binding *binding_new(const struct template *template, const struct roster *roster,
                            const struct batch_words *words, struct lang *grammar,
                            struct report *findings);
void binding_free(struct binding *binding);

/* Says whether the pattern shows anything of a row. */
bool binding_needs_row(const struct binding *binding, const struct pattern *pattern);

/* Says whether the pattern shows something that a form leaves empty. */
bool binding_lacks(const struct binding *binding, const struct pattern *pattern);

/* Says whether all that the pattern shows, but for its own words, is what a form leaves empty.
 */
bool binding_shows_nothing(const struct binding *binding, const struct pattern *pattern);

/* Says whether a text on the pages shows the word that marks a duplicate. */
bool binding_shows_duplicate(const struct binding *binding);

/* Returns what `text` stands for, or NULL. */
const struct name *binding_find(const struct binding *binding, const char *text);

#endif
