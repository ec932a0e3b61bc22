/* Whether a signed file may be built upon: by a further signature, or by what raises its level.
 * Whoever adds to a file that was changed vouches for the change, and a time-stamp of today
 * saves no signature whose certificate has ended. */
#ifndef KUALIK_SIGNED_FILE_H
#define KUALIK_SIGNED_FILE_H

#include "base/buf.h"
#include "base/error.h"
#include "trust/anchors.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* By what files are judged. Who signed, and whether anybody trusts them, is for those who
 * verify the file: only time-stamps need authorities, to prove when it was signed. */
struct signed_file_judge {
    struct anchors *stamps; /* NULL: no time-stamp proves anything */
    int64_t now;            /* seconds since 1970 */
};

/* Takes the authorities of time-stamps from the file at `trust`, or (NULL) the system's, if it
 * has any. Release with signed_file_judge_close. */
bool signed_file_judge_open(const char *trust, int64_t now, struct signed_file_judge *judge,
                            struct error *err);
void signed_file_judge_close(struct signed_file_judge *judge);

/* Counts the signatures and time-stamps of the PDF. Fails when it is not signed, was changed
 * since or is not understood, and when the certificate of a signature has expired or was
 * revoked and nothing proves that the signature is older. */
bool signed_file_check(const struct signed_file_judge *judge, const struct buf *pdf,
                       size_t *signatures, struct error *err);

#endif
