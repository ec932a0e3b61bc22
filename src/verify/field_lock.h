/* What a signature locks: the field it stands in may say so (/Lock, ISO 32000-1, 12.7.4.5), and
 * its own /Reference (FieldMDP, 12.8.2.4). */
#ifndef KUALIK_FIELD_LOCK_H
#define KUALIK_FIELD_LOCK_H

#include "base/buf.h"
#include "parse/pdf_reader.h"

#include <stdbool.h>

/* A signature dictionary and the /Lock of its field, PDF_LEXER_MISSING if it has none;
 * resolved.
 */
struct field_lock {
    struct pdf_lexer_value signature, field;
};

/* Says whether nobody may sign any more once the lock is set (/P of /Lock is 1, ISO 32000-2,
 * 12.7.5.5); what cannot be read allows nothing. */
bool field_lock_is_final(const struct pdf_reader *pdf, const struct field_lock *lock);

/* Says whether the lock is on the field of that full name, UTF-8; what cannot be read is on
 * all.
 */
bool field_lock_covers(const struct pdf_reader *pdf, const struct field_lock *lock,
                       const struct buf *name);

#endif
