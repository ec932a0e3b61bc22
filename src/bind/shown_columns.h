/* Which of the list's columns a text of the template shows. */
#ifndef KUALIK_SHOWN_COLUMNS_H
#define KUALIK_SHOWN_COLUMNS_H

#include "base/arena.h"
#include "bind/binding.h"
#include "template/pattern.h"

/* Returns the columns whose fields the pattern shows, those of its definitions too, as the
 * template calls them, each once and with | between them, which no name has. "" for none. */
const char *shown_columns(const struct binding *binding, const struct pattern *pattern,
                          struct arena *arena);

#endif
