/* A command line, as one text, taken apart into words without a shell. */
#ifndef KUALIK_COMMAND_LINE_H
#define KUALIK_COMMAND_LINE_H

#include "base/arena.h"
#include "base/error.h"

/* Returns the words of `text`, ended by NULL and in the arena. They are parted by blanks; what
 * stands between two "…" or two '…' belongs to one word with its blanks. Nothing else has a
 * meaning: no $, no ~, no *, no \. Returns NULL when there is no word, or a quotation mark has
 * no partner. */
char **command_line_split(const char *text, struct arena *arena, struct error *err);

#endif
