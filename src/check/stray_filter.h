/* Finds the rows that are nobody's in a list of which nothing else is inspected, as that of
 * an attendance sheet. */
#ifndef KUALIK_STRAY_FILTER_H
#define KUALIK_STRAY_FILTER_H

#include "base/arena.h"
#include "base/error.h"
#include "base/report.h"
#include "bind/binding.h"
#include "roster/roster.h"

#include <stdbool.h>

struct stray_filter;

/* Makes a filter for the rows of `roster`, bound by `binding`, of which `form` is printed too
 * (the same, if nothing else is); all must outlive it. Fails with NULL when the rules that the
 * program carries cannot be read. Release with stray_filter_free. */
struct stray_filter *stray_filter_new(const struct binding *binding, const struct binding *form,
                                      const struct roster *roster, struct error *err);
void stray_filter_free(struct stray_filter *filter);

/* Lends, by column of the list, whether neither of the two looks at it. */
const bool *stray_filter_unused(const struct stray_filter *filter);

/* Says whether a row that could be read is nobody's; if so, one error in `findings` says it
 * under `place`. `arena` is for words on the way. */
bool stray_filter_takes(const struct stray_filter *filter, const struct row *row,
                        struct place place, struct arena *arena, struct report *findings);

#endif
