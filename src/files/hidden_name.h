/* What a certificate is called while it waits for its signature. */
#ifndef KUALIK_HIDDEN_NAME_H
#define KUALIK_HIDDEN_NAME_H

#include "files/folder.h"

#include <stdbool.h>

enum { HIDDEN_NAME_SIZE = 48 };

/* Puts the name of the prepared file for the certificate `file` into `out`: the same each time.
 */
void hidden_name_of(const char *file, char out[HIDDEN_NAME_SIZE]);

/* Says whether the certificate waits in the folder. */
bool hidden_name_waits(const struct folder *folder, const char *file);

#endif
