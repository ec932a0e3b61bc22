/* Reading files: whole with a limit, or in parts. */
#ifndef KUALIK_FILE_H
#define KUALIK_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { FILE_REASON_SIZE = 128 };

/* Returns what a system error (errno) means to somebody who never saw one, as the end of a
 * sentence: words for a gap %-s (base/message.h), which translates them; else the system's own
 * words, in quotation marks, which are put into `room`. */
const char *file_reason_in(char room[FILE_REASON_SIZE], int code);

/* The same with room until the end of the block. */
#define file_reason(code) file_reason_in((char[FILE_REASON_SIZE]){0}, code)

/* Appends the file's bytes to `out`. Fails if it is larger than `limit` bytes, is a folder,
 * a pipe or a device, or cannot be read. */
bool file_read(const char *path, size_t limit, struct buf *out, struct error *err);

/* The same for the file `name` of the open folder (a descriptor); a symbolic link is refused.
 * The error does not begin with the name. */
bool file_read_in(int folder, const char *name, size_t limit, struct buf *out,
                  struct error *err);

/* A file open for reading in parts, more than once, and always with the same bytes. */
struct file;

/* Opens a file; a folder, a pipe, a device or more than 512 MB is refused. Returns NULL on
 * failure; close with file_close. */
struct file *file_open(const char *path, struct error *err);

/* Reads at most `room` bytes to `bytes`; `*size` says how many, 0 at the end. Fails there if
 * the file is no longer the one that was opened: its place, size or times have changed. */
bool file_next(struct file *file, void *bytes, size_t room, size_t *size, struct error *err);

/* Fails if the file is no longer the one that was opened: its place, size or times have
 * changed. */
bool file_check(const struct file *file, struct error *err);

/* Starts again at the first byte; fails if the file is no longer the one that was opened. */
bool file_rewind(struct file *file, struct error *err);

/* NULL is allowed. */
void file_close(struct file *file);

#endif
