/* Adds a further signature to a certificate that is there: the next of several signatories
 * signs what the others have signed. */
#ifndef KUALIK_FURTHER_SIGNATURE_H
#define KUALIK_FURTHER_SIGNATURE_H

#include "base/error.h"
#include "issue/signature_level.h"
#include "issue/signature_look.h"
#include "issue/signed_file.h"
#include "numbering/registered_file.h"
#include "sign/signer.h"

#include <stdbool.h>
#include <stdint.h>

/* Who signs, where and when; lent for the call. */
struct further_signature {
    const char *field; /* name of the signature field, NULL: the only empty one */
    const struct signer *signer;
    const struct signature_level *level;
    const struct signed_file_judge *judge; /* of the file, before and after */
    const struct signature_look *look; /* what it shows; NULL: what the field shows already */
    int64_t time;                      /* seconds since 1970 */
    struct registered_file_source registry;
    int offset; /* minutes east of UTC in which that time is written */
};

/* Signs the file at `path` and brings the signature to the level. The new file, which begins
 * with all of the old one, takes its place when it is whole and its signatures have been
 * verified, and is entered in the register; else nothing has changed. Fails when the file is
 * not a certificate of kualik or may not be built upon (signed_file.h), or the field cannot be
 * signed. */
bool further_signature_add(const char *path, const struct further_signature *wanted,
                           struct error *err);

#endif
