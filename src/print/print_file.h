/* Where a file for the printer goes: written in parts, and whole or not there at all. */
#ifndef KUALIK_PRINT_FILE_H
#define KUALIK_PRINT_FILE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct print_file;

/* Puts the first part of the /ID of files for the printer into `id`: they are known by it. */
void print_file_id(uint8_t id[16]);

/* Begins the file at `path`. Fails when there is one of that name, unless it is to be replaced
 * and is a file for the printer: nothing else is ever written over. Returns NULL on failure. */
struct print_file *print_file_new(const char *path, bool replace, struct error *err);

/* Appends bytes. */
bool print_file_add(struct print_file *file, const void *bytes, size_t size, struct error *err);

/* Gives the file its name, when all that was written is on the disk; fails as print_file_new
 * does when a file of that name has come meanwhile. */
bool print_file_publish(struct print_file *file, struct error *err);

/* Releases it; what has no name yet is removed. NULL is allowed. */
void print_file_free(struct print_file *file);

#endif
