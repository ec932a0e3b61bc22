/* Where a file for the printer goes: written in parts, and whole or not there at all. */
#ifndef KUALIK_PRINT_FILE_H
#define KUALIK_PRINT_FILE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct print_file;

/* Begins the file at `path`. Fails when there is one of that name, unless it is to be replaced.
 * Returns NULL on failure. */
struct print_file *print_file_new(const char *path, bool replace, struct error *err);

/* Appends bytes. */
bool print_file_add(struct print_file *file, const void *bytes, size_t size, struct error *err);

/* Gives the file its name, when all that was written is on the disk. */
bool print_file_publish(struct print_file *file, struct error *err);

/* Releases it; what has no name yet is removed. NULL is allowed. */
void print_file_free(struct print_file *file);

#endif
