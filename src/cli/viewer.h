/* Shows a file in the program that the desktop has for its kind. */
#ifndef KUALIK_VIEWER_H
#define KUALIK_VIEWER_H

#include "base/error.h"

#include <stdbool.h>

/* Asks xdg-open for it, and waits two seconds at most. Returns false when there is none, or it
 * can show nothing here. */
bool viewer_open(const char *path, struct error *err);

#endif
