/* What a seal says of a certificate: the claims of a CWT (RFC 8392). The number and the names
 * stand in claim 169 (the IANA register of CWT claims), which other programs know, the day in
 * `iat`, the event in a claim of our own. */
#ifndef KUALIK_CLAIMS_H
#define KUALIK_CLAIMS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/calendar.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdbool.h>

struct seal_claims {
    const char *number;
    const char *name_kk, *name_ru;
    const char *event; /* its code: what it is called is told by whoever knows the code */
    struct date date;  /* not before 1970 */
};

/* Appends the claims as the bytes that are signed. */
void claims_write(const struct seal_claims *claims, struct buf *out);

/* Reads them back; texts are the arena's. Fails if anything is missing, is there twice, or is
 * unknown: nobody may take half a seal for a whole one. */
bool claims_read(const struct span *bytes, struct arena *arena, struct seal_claims *claims,
                 struct error *err);

#endif
