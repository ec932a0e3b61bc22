/* Where a preview goes: one file, which is whole or not there at all. */
#ifndef KUALIK_PREVIEW_FILE_H
#define KUALIK_PREVIEW_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

/* Writes the bytes to the file at `path`, in the place of another preview that is there. Fails
 * when something else is: no certificate is ever written over. */
bool preview_file_write(const char *path, const struct buf *bytes, struct error *err);

#endif
