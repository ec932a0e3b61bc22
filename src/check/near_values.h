/* The values of a column, counted, and those among them that look like another misspelt. */
#ifndef KUALIK_VALUES_H
#define KUALIK_VALUES_H

#include <stdbool.h>

struct values;

struct values *values_new(void);
void values_free(struct values *values);

/* Counts one more. Where there are too many different ones, they are no closed set: they are
 * forgotten, and nothing will be told of them. */
void values_count(struct values *values, const char *text);

/* Compares the rare with the frequent ones; returns whether any looks misspelt. */
bool values_close(struct values *values);

/* Returns the frequent value that was meant by this one, or NULL; `*sure`: a single letter of
 * a long word makes the difference, and not its first, so that it is hardly another word. */
const char *values_meant(const struct values *values, const char *text, bool *sure);

#endif
