/* The output folder, in which a file is either complete under its final name or not there at
 * all. */
#ifndef KUALIK_FOLDER_H
#define KUALIK_FOLDER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* One process writes to a folder at a time; threads of that process may write together. */
struct folder;

/* Makes the folder, and every one on the way to it, that is not there yet, and waits until the
 * disk has their names. Returns false with errno on failure. */
bool folder_make(const char *path);

/* Opens the folder `path`, making it (and its parents) if missing, takes the lock that keeps
 * a second kualik out, and removes temporary files that a killed run left behind. Returns
 * NULL on failure; close with folder_close. */
struct folder *folder_open(const char *path, struct error *err);

/* Opens a folder that is there for reading alone: nothing in it changes, so that it may be on a
 * disk that cannot be written. Others may read it meanwhile, and none may write. Returns NULL
 * on failure; close with folder_close. */
struct folder *folder_open_to_read(const char *path, struct error *err);

/* Says whether folder_open can open it for writing, without making or changing anything; fails
 * as that would. Who has the lock at the moment does not count. */
bool folder_foretell(const char *path, struct error *err);

/* Lends the path that the folder was opened by. */
const char *folder_path(const struct folder *folder);

/* Says whether a folder that is written had nothing in it when it was opened: since nobody else
 * writes to it, what stands there now came from its opener. False for NULL. */
bool folder_began_empty(const struct folder *folder);

/* Says whether `name`, in the archive or not, stands in the folder. In NULL, a folder that is
 * not there yet, nothing does. */
bool folder_has(const struct folder *folder, const char *name);

/* Appends to `out` the bytes of the folder's file `name`, at most `limit`. */
bool folder_read(const struct folder *folder, const char *name, size_t limit, struct buf *out,
                 struct error *err);

/* Returns the names of the files in the folder, and of symbolic links to files or to nothing,
 * that end with `suffix` in small letters or capitals, sorted and in the arena: `*count` of
 * them, none where the folder is NULL or cannot be read. folder_read follows no link. */
const char **folder_list(const struct folder *folder, const char *suffix, struct arena *arena,
                         size_t *count);

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

/* Removes the folder's file `name`, if it is there and can be removed. */
void folder_remove(struct folder *folder, const char *name);

/* Where files go that are no longer valid, in the folder. */
#define FOLDER_ARCHIVE "archive/"

/* What the name of a file's detached signature has behind that of the file. The signature goes
 * with its file: it is moved with it, and removed when folder_publish replaces it. */
#define FOLDER_DETACHED ".cms"

/* Gives the file `from` the name `to`, unless that is taken; one of the two may begin with
 * FOLDER_ARCHIVE, which is made if it is missing. */
bool folder_move(struct folder *folder, const char *from, const char *to, struct error *err);

/* Returns when the names that were given are on the disk, too. */
bool folder_settle(struct folder *folder, struct error *err);

/* Syncs the folder itself, unless it was only read, and releases the lock. NULL is allowed. */
bool folder_close(struct folder *folder, struct error *err);

#endif
