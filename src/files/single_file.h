/* One file, such as a preview or a form, which is whole or not there at all, even after a power
 * cut: written at once, or in parts so that memory does not grow with it:
 *
 *     single_file_new → single_file_add → single_file_publish → single_file_free
 */
#ifndef KUALIK_SINGLE_FILE_H
#define KUALIK_SINGLE_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* What a file is, and thereby what it may be written over: no certificate ever is. */
struct single_file_kind {
    bool (*is_ours)(const struct buf *there); /* says of a file's bytes that it is of this kind,
                                                 and so may be replaced; NULL: none may */
    void (*refuse)(const struct buf *there, struct error *err); /* says why another stays; NULL:
                                                                   in words that fit any */
    bool fleeting; /* drawn again at once, as a preview is: no disk is waited for */
};

/* Writes the bytes to the file at `path`. Fails when something of that name is there that the
 * kind does not let be replaced. */
bool single_file_write(const char *path, const struct buf *bytes,
                       const struct single_file_kind *kind, struct error *err);

struct single_file;

/* Begins a file that will have the name `path`, under which something may be already as for
 * single_file_write. The kind is lent until it is released. Returns NULL on failure. */
struct single_file *single_file_new(const char *path, const struct single_file_kind *kind,
                                    struct error *err);

/* Appends bytes. */
bool single_file_add(struct single_file *file, const void *bytes, size_t size,
                     struct error *err);

/* Gives the file its name when it is on the disk, and waits until the name is, too; fails as
 * single_file_new does when something of that name has come meanwhile. */
bool single_file_publish(struct single_file *file, struct error *err);

/* Releases it; what has no name yet is removed. NULL is allowed. */
void single_file_free(struct single_file *file);

#endif
