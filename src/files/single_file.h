/* One file, such as a preview or a form, which is whole or not there at all. */
#ifndef KUALIK_SINGLE_FILE_H
#define KUALIK_SINGLE_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

/* Fails since the file at `path` cannot be written, for the reason of the errno `code`. */
bool single_file_fail(const char *path, int code, struct error *err);

/* Writes the bytes to the file at `path`. What is there already is replaced only when `is_ours`
 * says of its bytes that it is of the same kind: no certificate is ever written over. */
bool single_file_write(const char *path, const struct buf *bytes,
                       bool (*is_ours)(const struct buf *there), struct error *err);

#endif
