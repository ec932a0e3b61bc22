/* What a placeholder may do to its field: `{last_ru|upper}`, `{note_ru|or:—}`. A new filter
 * is a function and a line in the table of filter.c. */
#ifndef KUALIK_FILTER_H
#define KUALIK_FILTER_H

#include "arena.h"
#include "err.h"
#include "pattern.h"

#include <stdbool.h>
#include <stddef.h>

/* What a filter may look at besides the text. */
struct filter_context {
    struct arena *arena; /* for results */
    const char *lang;    /* of the text around it: "kk", "ru", … */
};

/* Says whether there is a filter of that name; if not, `*nearest` is the one that may have
 * been meant, or NULL. */
bool filter_known(const char *name, const char **nearest);

/* Passes `text` through the filters of a placeholder, first to last; the result is the
 * arena's. Fails when a filter cannot do its work on this text, and says why. */
bool filter_apply(const struct filter_context *context, const struct filter_use *uses,
                  size_t count, const char *text, const char **result, struct err *err);

#endif
