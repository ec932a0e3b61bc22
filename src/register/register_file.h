/* The file of a register: a new one is whole when it gets its name, and one process at a time
 * writes. */
#ifndef KUALIK_REGISTER_FILE_H
#define KUALIK_REGISTER_FILE_H

#include "base/error.h"
#include "register/database.h"

#include <stdbool.h>

/* `{.fd = -1}` is none. Closing `fd` releases the lock. */
struct register_file {
    int fd;
    bool made; /* by this process */
};

/* Opens the file at `path`, and makes it where it is missing and `mode` is DATABASE_CREATE.
 * For writing it is locked: the next process waits, and `waits` (NULL: nobody) is called
 * before. A pipe is not waited for. */
bool register_file_open(struct register_file *file, const char *path, enum database_mode mode,
                        void (*waits)(void), struct error *err);

/* Says whether register_file_open can open it, or make it, for writing, without changing
 * anything; fails as that would. */
bool register_file_foretell(const char *path, struct error *err);

#endif
