/* The file beside the page that checks seals, which says whose keys it trusts: a script, since
 * a page that is opened from a folder may read nothing else. */
#ifndef KUALIK_KEY_SCRIPT_H
#define KUALIK_KEY_SCRIPT_H

#include "base/buf.h"
#include "seal/seal_key.h"

/* Appends the script for one key (a JWK, RFC 7517), ready for the names that its user adds. */
void key_script_write(const struct seal_key *key, struct buf *out);

#endif
