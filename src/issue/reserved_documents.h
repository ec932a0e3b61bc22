/* Whose the certificates are that wait for signatures: the register has reserved their numbers
 * under the names that their files will have. No other thread may be at work. */
#ifndef KUALIK_RESERVED_DOCUMENTS_H
#define KUALIK_RESERVED_DOCUMENTS_H

#include "base/error.h"
#include "external/to_sign.h"
#include "numbering/numbering.h"

#include <stdbool.h>
#include <stddef.h>

/* Of `waiting`, sorted by file, and a flag for each document: clears the flag of those that are
 * reserved for somebody of the list, whether or not the row can be issued. `numbering` may be
 * NULL: there is no register. Fails when the register cannot be read. */
bool reserved_documents_unmark_listed(const struct numbering *numbering,
                                      const struct to_sign *waiting, bool *marks,
                                      struct error *err);

/* Sets the flags of those that are reserved for the numbers of `count` rows, and for no others:
 * to be called when these rows have been prepared anew, and before that is reserved. */
bool reserved_documents_mark_owned(const struct numbering *numbering,
                                   const struct to_sign *waiting, const size_t *rows,
                                   size_t count, bool *marks, struct error *err);

#endif
