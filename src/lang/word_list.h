/* Lists of words and parts of words, read from a file that people can read and extend:
 *
 *   # a comment, to the end of the line
 *   [section]
 *   word                 or several words, in small letters
 *   word = value         … with what goes with it: one value, or several with commas between
 *
 * Immutable once read, so threads share them. */
#ifndef KUALIK_WORD_LIST_H
#define KUALIK_WORD_LIST_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { WORD_VALUES = 4 }; /* the most values a word may have */

struct word_entry {
    const char *word;
    const char *values[WORD_VALUES]; /* those that are missing are NULL */
};

struct word_lists;
struct word_list;

/* Reads the file; `name` names it in messages. Returns NULL when a line makes no sense. Release
 * with word_lists_free. */
struct word_lists *word_lists_new(const char *name, const void *text, size_t size,
                                  struct error *err);
void word_lists_free(struct word_lists *lists);

/* Lends the section; fails with NULL if there is none. */
const struct word_list *word_lists_section(const struct word_lists *lists, const char *section,
                                           struct error *err);

/* A section that is wanted, and where it goes. */
struct word_wanted {
    const struct word_list **list;
    const char *section;
};

/* Lends all of them; fails if one is not there. */
bool word_lists_find(const struct word_lists *lists, const struct word_wanted *wanted,
                     size_t count, struct error *err);

/* Returns the entry of that place in the file, from 0; NULL past the last. */
const struct word_entry *word_list_at(const struct word_list *list, size_t index);

/* Return the entry that is the `size` bytes at `text`; the longest that `text` begins with; the
 * longest that it ends in, with something before it; the first in the file that stands anywhere
 * in it. NULL if there is none. */
const struct word_entry *word_list_find(const struct word_list *list, const char *text,
                                        size_t size);
const struct word_entry *word_list_begins(const struct word_list *list, const char *text);
const struct word_entry *word_list_ends(const struct word_list *list, const char *text);
const struct word_entry *word_list_within(const struct word_list *list, const char *text);

#endif
