/* Which columns of a list hold names, whatever they are called: by their headings, by what the
 * template does with them, and by those that say the same in the other language. */
#ifndef KUALIK_NAME_COLUMNS_H
#define KUALIK_NAME_COLUMNS_H

#include "bind/binding.h"
#include "check/columns.h"

/* Finds them, and pairs those of two languages; what each column is called, and its uses, must
 * be known. Where none is found, `columns->unknown_name` is one that may be. */
void name_columns_find(const struct binding *binding, struct columns *columns);

#endif
