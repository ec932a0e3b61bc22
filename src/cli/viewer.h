/* Shows a file in the program that the desktop has for its kind. */
#ifndef KUALIK_VIEWER_H
#define KUALIK_VIEWER_H

#include "base/error.h"

#include <stdbool.h>

/* Asks xdg-open for it and does not wait. Returns false when there is none. */
bool viewer_open(const char *path, struct error *err);

#endif
