/* Whose files are those that the register has under another name, or that are copies: the bytes
 * of a certificate are known by their digest. */
#ifndef KUALIK_FILE_OWNERS_H
#define KUALIK_FILE_OWNERS_H

#include "base/arena.h"
#include "base/error.h"
#include "files/folder.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The record that a file was issued for, the newest if there are several; zero: there is none.
 */
struct file_owner {
    int64_t id; /* of the record */
    size_t version;
    bool valid;               /* it is the certificate that stands for the number */
    const char *number, *who; /* … */
    const char *name;         /* under which the register has the file */
};

/* Reads the files of these names in the folder, and puts into `owners`, by file, whose they
 * are. Texts are the arena's. Fails when the register cannot be read; a file that cannot be is
 * nobody's. */
bool file_owners_find(struct registry *registry, const struct folder *folder,
                      const char *const *names, size_t count, struct file_owner *owners,
                      struct arena *arena, struct error *err);

#endif
