/* What a file for the printer is known by, and what it may be written over. */
#ifndef KUALIK_PRINT_FILE_H
#define KUALIK_PRINT_FILE_H

#include "files/single_file.h"

#include <stdbool.h>
#include <stdint.h>

/* Puts the first part of the /ID of files for the printer into `id`: they are known by it. */
void print_file_id(uint8_t id[16]);

/* Returns the kind of a new file for the printer: it may take the place of another one if it is
 * to replace that, and of nothing else. */
const struct single_file_kind *print_file_kind(bool replace);

#endif
