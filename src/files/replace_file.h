/* Puts new bytes in the place of a file, as a whole or not at all. */
#ifndef KUALIK_REPLACE_FILE_H
#define KUALIK_REPLACE_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

/* Writes the bytes beside the file at `path`, and gives them its name when they are on the
 * disk. Fails with the file as it was or, when the disk does not confirm its name, replaced
 * nevertheless (file_write_is_unsettled). What a link leads to is replaced, not the link; one
 * that leads to nothing stays, and nothing is written. */
bool replace_file(const char *path, const struct buf *bytes, struct error *err);

#endif
