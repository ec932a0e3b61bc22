/* Files: read whole with a limit or in parts, and an output folder in which a file is either
 * complete under its final name or not there at all. */
#ifndef KUALIK_FILE_H
#define KUALIK_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns what a system error (errno) means to somebody who never saw one, as the end of a
 * sentence; not translated by the locale, as strerror would do. */
const char *file_reason(int code);

/* Appends the file's bytes to `out`. Fails if it is larger than `limit` bytes, is a folder,
 * a pipe or a device, or cannot be read. */
bool file_read(const char *path, size_t limit, struct buf *out, struct error *err);

/* A file open for reading in parts, more than once, and always with the same bytes. */
struct file;

/* Opens a file; a folder, a pipe or a device is refused. Returns NULL on failure; close with
 * file_close. */
struct file *file_open(const char *path, struct error *err);

/* Reads at most `room` bytes to `bytes`; `*size` says how many, 0 at the end. Fails there if
 * the file is no longer the one that was opened: its place, size or times have changed. */
bool file_next(struct file *file, void *bytes, size_t room, size_t *size, struct error *err);

/* Starts again at the first byte; fails if the file is no longer the one that was opened. */
bool file_rewind(struct file *file, struct error *err);

/* NULL is allowed. */
void file_close(struct file *file);

/* An open output folder. One process writes to it at a time; threads of that process may
 * write together. */
struct folder;

/* Opens the folder `path`, making it (and its parents) if missing, takes the lock that keeps
 * a second kualik out, and removes temporary files that a killed run left behind. Returns
 * NULL on failure; close with folder_close. */
struct folder *folder_open(const char *path, struct error *err);

/* Says whether `name` stands in the folder. */
bool folder_has(const struct folder *folder, const char *name);

/* Appends to `out` the bytes of the folder's file `name`, at most `limit`. */
bool folder_read(const struct folder *folder, const char *name, size_t limit, struct buf *out,
                 struct error *err);

/* A file that is written but has no name yet that anybody looks at. */
struct staged {
    char name[16];
};

/* The three steps in which files come into the folder. Many files are synced together: one
 * call for thirty costs a fifth of a call for each.
 *
 *     folder_stage, for each → folder_sync → folder_publish, for each
 *
 * folder_stage writes `size` bytes to a temporary file. folder_sync returns when all that was
 * staged is on the disk (syncfs(2)). folder_publish gives a staged file its name (rename(2);
 * RENAME_NOREPLACE unless `replace`). `name` has no slash, at most 255 bytes, and does not
 * begin with ".kualik-", as the temporary files do. Whatever fails leaves nothing behind; a
 * staged file that shall not be published is discarded. */
bool folder_stage(struct folder *folder, const void *bytes, size_t size, struct staged *staged,
                  struct error *err);
bool folder_sync(struct folder *folder, struct error *err);
bool folder_publish(struct folder *folder, const struct staged *staged, const char *name,
                    bool replace, struct error *err);
void folder_discard(struct folder *folder, const struct staged *staged);

/* All three steps for one file. */
bool folder_write(struct folder *folder, const char *name, const void *bytes, size_t size,
                  bool replace, struct error *err);

/* Syncs the folder itself and releases the lock. NULL is allowed. */
bool folder_close(struct folder *folder, struct error *err);

#endif
