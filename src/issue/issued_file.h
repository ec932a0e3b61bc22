/* The files of the certificates that the register has. */
#ifndef KUALIK_ISSUED_FILE_H
#define KUALIK_ISSUED_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "issue/folder.h"
#include "register/registry.h"

#include <stdbool.h>

/* Says whether the bytes are those of the record, perhaps with the signature's level raised
 * since. */
bool issued_file_matches(const struct buf *bytes, const struct registry_record *record);

/* Says whether the record's file is in the folder, and is that. */
bool issued_file_is_in(const struct folder *folder, const struct registry_record *record);

/* Returns where in the archive the record's file goes: the same for the same version, so that a
 * run that was cut off can be told from the names. */
const char *issued_file_archived(const struct registry_record *record, struct arena *arena);

#endif
