/* File names from what a list says, whatever it says. */
#ifndef KUALIK_FILE_NAME_H
#define KUALIK_FILE_NAME_H

#include "base/arena.h"

/* Returns `text` made into the name of a file of type `suffix` (".pdf"): on one level, not
 * hidden, without characters that a file system or a shell gives a meaning, none of Windows'
 * reserved names, and at most 255 bytes with the suffix, cut between two letters. White space
 * becomes one underscore, so does every unsafe run. NULL when nothing is left of it. */
const char *file_name_safe(struct arena *arena, const char *text, const char *suffix);

/* Returns what two names have in common when a file system that ignores letter case takes
 * them for one. */
const char *file_name_key(struct arena *arena, const char *name);

#endif
