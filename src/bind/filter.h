/* What a placeholder may do to its field: `{last_ru|upper}`, `{name_kk|barys}`,
 * `{held|date:short}`. templates/README.md, "Filters", is the manual. A new filter is a
 * function and a line in the table of filter.c. */
#ifndef KUALIK_FILTER_H
#define KUALIK_FILTER_H

#include "base/arena.h"
#include "base/error.h"
#include "bind/row_gender.h"
#include "lang/lang.h"
#include "template/pattern.h"

#include <stdbool.h>
#include <stddef.h>

/* What a filter may look at besides the text. */
struct filter_context {
    struct arena *arena; /* for results */
    const struct lang *grammar;
    const char *lang;    /* of the text around it: "kk", "ru", … */
    const char *column;  /* the placeholder's name */
    enum name_part part; /* of a name, as the list and the template call the column; NAME_FULL:
                            they name no part */
    /* Returns what the row has in another column, NULL if there is no such column. */
    const char *(*field)(void *row, const char *name);
    void *row;
    struct row_gender gender;
    const struct note *note; /* set by a filter: why somebody should look at the result */
};

/* Says whether a filter of that name takes that argument in a text of language `lang` (NULL:
 * any); if not, `err` says why, and names the filter that may have been meant. */
bool filter_check(const struct lang *grammar, const struct filter_use *use, const char *lang,
                  struct error *err);

/* What a filter takes its text for. */
enum filter_subject {
    FILTER_ANY,
    FILTER_NAME,   /* a person's: parts of it, a case without `noun`, words by the gender */
    FILTER_NUMBER, /* a number or a date */
};
enum filter_subject filter_subject(const struct lang *grammar, const struct filter_use *use);

/* Passes `text` through the filters of a placeholder, all of them checked, first to last; the
 * result is the arena's. Fails when a filter cannot do its work on this text, and says why. */
bool filter_apply(struct filter_context *context, const struct filter_use *uses, size_t count,
                  const char *text, const char **result, struct error *err);

#endif
