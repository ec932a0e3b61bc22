/* One file, such as a preview or a form, which is whole or not there at all: written at once,
 * or in parts so that memory does not grow with it:
 *
 *     single_file_new → single_file_add → single_file_publish → single_file_free
 */
#ifndef KUALIK_SINGLE_FILE_H
#define KUALIK_SINGLE_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Fails since the file at `path` cannot be written, for the reason of the errno `code`. */
bool single_file_fail(const char *path, int code, struct error *err);

/* Writes the bytes to the file at `path`. What is there already is replaced only when `is_ours`
 * says of its bytes that it is of the same kind: no certificate is ever written over. */
bool single_file_write(const char *path, const struct buf *bytes,
                       bool (*is_ours)(const struct buf *there), struct error *err);

struct single_file;

/* Begins a file that will have the name `path`, under which something may be already as for
 * single_file_write. Returns NULL on failure. */
struct single_file *single_file_new(const char *path, bool (*is_ours)(const struct buf *there),
                                    struct error *err);

/* Appends bytes. */
bool single_file_add(struct single_file *file, const void *bytes, size_t size,
                     struct error *err);

/* Gives the file its name; fails as single_file_new does when something of that name has come
 * meanwhile. */
bool single_file_publish(struct single_file *file, struct error *err);

/* Releases it; what has no name yet is removed. NULL is allowed. */
void single_file_free(struct single_file *file);

#endif
