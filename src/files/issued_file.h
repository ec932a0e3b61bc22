/* The files of the certificates that the register has. */
#ifndef KUALIK_ISSUED_FILE_H
#define KUALIK_ISSUED_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "files/folder.h"
#include "register/registry.h"

#include <stdbool.h>

/* Says whether the bytes are a certificate: a PDF of kualik's that is not of another kind, such
 * as a preview. */
bool issued_file_is_certificate(const struct buf *bytes);

/* Says whether the bytes are those of the record, perhaps with the signature's level raised
 * since. */
bool issued_file_matches(const struct buf *bytes, const struct registry_record *record);

/* The largest file of a certificate, bytes. */
enum { ISSUED_FILE_LIMIT = 64 << 20 };

/* Calls `found` with the digest of the bytes, and of what they were before each of the updates
 * that were put behind them; of a file with more than a hundred, which nobody has raised so
 * often, only the first. */
void issued_file_states(const struct buf *bytes,
                        void (*found)(void *context, const struct digest *digest),
                        void *context);

/* Says whether the record's file is in the folder, and is that. */
bool issued_file_is_in(const struct folder *folder, const struct registry_record *record);

/* Returns where in the archive the record's file goes: the same for the same version, so that a
 * run that was cut off can be told from the names. */
const char *issued_file_archived(const struct registry_record *record, struct arena *arena);

/* Returns the name that the record's file had before it went to the archive; NULL where that is
 * not to be seen, as of a very long one. */
const char *issued_file_unarchived(const struct registry_record *record, struct arena *arena);

#endif
