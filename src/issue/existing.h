/* Tells whether a file that is there already is the very certificate that would be written in
 * its place: of the same /ID, and whole to the last bit. */
#ifndef KUALIK_EXISTING_H
#define KUALIK_EXISTING_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "sign/pades_level.h"
#include "trust/cms_verify.h"

#include <stdbool.h>
#include <stdint.h>

enum existing {
    EXISTING_SAME,
    EXISTING_DAMAGED, /* … or no PDF at all */
    EXISTING_UNSIGNED,
    EXISTING_EARLIER, /* unsigned, and whole as an earlier version of kualik made files */
    EXISTING_SIGNED,
    EXISTING_FOREIGN, /* signed with another key */
    EXISTING_OTHER,   /* whole, but it says something else */
};

/* Compares the file in `bytes` with the certificate of that `id`, signed with the certificate
 * of digest `identity` (NULL: unsigned). A signed one is whole when its signature says so; an
 * unsigned one when the second part of its /ID is the digest of all else.
 * `now` is seconds since 1970; `memory` (cms_verify.h; may be NULL) makes many
 * files faster. */
enum existing existing_compare(const struct buf *bytes, const uint8_t id[16],
                               const struct digest *identity, int64_t now,
                               struct cms_memory *memory);

/* Returns the level of a signed certificate by what kualik has put into it; whether that holds,
 * verify_pdf says. */
enum pades_level existing_level(const struct buf *bytes);

/* Says why the file `name`, which is there already, is left as it is, and what to do. Returns
 * false. */
bool existing_refuse(enum existing existing, const char *name, struct error *err);

#endif
