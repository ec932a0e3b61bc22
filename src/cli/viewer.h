/* Shows a file in the program that the desktop has for its kind. */
#ifndef KUALIK_VIEWER_H
#define KUALIK_VIEWER_H

#include <stdbool.h>

/* Asks xdg-open for it and does not wait. Returns false, with a sentence on stderr about what
 * to do, when there is none. */
bool viewer_open(const char *path);

#endif
