/* Which of the list's columns a text of the template shows. */
#ifndef KUALIK_SHOWN_COLUMNS_H
#define KUALIK_SHOWN_COLUMNS_H

#include "base/arena.h"
#include "bind/binding.h"
#include "template/pattern.h"

/* Returns the columns whose fields the pattern shows, those of its definitions too, as the
 * template calls them, each once; NULL stands behind the last. The array is the arena's, the
 * names are lent from the template. */
const char *const *shown_columns(const struct binding *binding, const struct pattern *pattern,
                                 struct arena *arena);

#endif
