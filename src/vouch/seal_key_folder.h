/* The folder with a key of seals: the secret (seal.key), its public half (seal.pem), the
 * statement of whoever vouches for it (seal.p7s), and the page that checks seals (verify.html)
 * with the key beside it (seal-keys.js). */
#ifndef KUALIK_SEAL_KEY_FOLDER_H
#define KUALIK_SEAL_KEY_FOLDER_H

#include "base/buf.h"
#include "base/error.h"
#include "vouch/seal_statement.h"

#include <stdbool.h>

/* Makes a new key, and the folder if it is not there; `page` has the bytes of verify.html.
 * Where nobody vouches, there is no statement. Fails where a file of one of these names is
 * there, or cannot be written; then none of them stays. Fails, too, when the disk does not
 * confirm their names; then all are there (file_write_is_unsettled). */
bool seal_key_folder_make(const char *folder, const struct buf *page,
                          const struct voucher *voucher, struct error *err);

/* Makes the statement about the key in the folder anew; somebody must vouch. Fails where what
 * is there is not one about that very key, and changes nothing then. */
bool seal_key_folder_renew(const char *folder, const struct voucher *voucher,
                           struct error *err);

#endif
