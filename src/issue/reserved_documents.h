/* Whose the certificates are that wait for signatures: the register has reserved their numbers
 * under the names that their files will have. No other thread may be at work. */
#ifndef KUALIK_RESERVED_DOCUMENTS_H
#define KUALIK_RESERVED_DOCUMENTS_H

#include "base/error.h"
#include "external/to_sign.h"
#include "numbering/numbering.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of `waiting`, sorted by file, and a flag for each document: clears the flag of those that are
 * reserved for somebody of the list, whether or not the row can be issued. `numbering` may be
 * NULL: there is no register. Fails when the register cannot be read. */
bool reserved_documents_unmark_listed(const struct numbering *numbering,
                                      const struct to_sign *waiting, bool *marks,
                                      struct error *err);

/* Puts for each document into `owners` for which number (numbering.h) it is reserved, 0 where
 * that is none, or several. */
bool reserved_documents_find_owners(const struct numbering *numbering,
                                    const struct to_sign *waiting, int64_t *owners,
                                    struct error *err);

#endif
