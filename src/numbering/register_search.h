/* People of a register, looked for by words of their names, of what else the register has of
 * their rows, and by their numbers. */
#ifndef KUALIK_REGISTER_SEARCH_H
#define KUALIK_REGISTER_SEARCH_H

#include "base/error.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

/* Calls `found` for each number's current record that has all words of the text, or is of a
 * number that they say, at the surest depth of row_words.h at which there is one; its texts are
 * lent for the call. `*count` says how many there were. Fails when the register cannot be
 * read. */
bool register_search(struct registry *registry, const char *text,
                     void (*found)(void *context, const struct registry_record *record),
                     void *context, size_t *count, struct error *err);

/* Advises, behind an error about something that is not in the register, the numbers and people
 * who come nearest to it. Returns whether there are any. */
bool register_search_advise(struct registry *registry, const char *text, struct error *err);

#endif
