/* What the template's patterns say for one row: the texts that stand for placeholders, through
 * their filters. For the modules of bind that make cards.
 *
 *     binder_begin → binder_plain, binder_rich and binder_value, in any order
 */
#ifndef KUALIK_BINDER_H
#define KUALIK_BINDER_H

#include "base/arena.h"
#include "base/report.h"
#include "bind/binding.h"
#include "bind/rich.h"
#include "bind/row_gender.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>

struct binder {
    const struct binding *binding;
    const struct row *row; /* NULL: only what is the same for every row */
    struct arena *arena;   /* of the texts */
    struct place place;    /* of what is found; whoever learns more of it sets it */
    struct report *findings;
    size_t first; /* of the findings about this row */
    struct row_gender gender;
    bool spare; /* for a certificate that is nobody's yet: what is a person's is a gap */
};

/* Makes a binder of values; all that it is given must outlive it. */
struct binder binder_begin(const struct binding *binding, const struct row *row,
                           struct arena *arena, struct place place, struct report *findings);

/* Return what a name stands for, and what a pattern says, in a text of the language `lang`: the
 * arena's, the row's or the template's. What is wrong goes to the findings. */
const char *binder_value(struct binder *binder, const struct name *name, const char *lang);
struct rich binder_rich(struct binder *binder, const struct pattern *pattern, const char *lang);
const char *binder_plain(struct binder *binder, const struct pattern *pattern,
                         const char *lang);

/* Say whether the pattern shows something of a person, and whether the placeholder is the
 * number of the certificate, which is none. */
bool binder_needs_person(const struct binding *binding, const struct pattern *pattern);
bool binder_is_number(const char *column);

#endif
