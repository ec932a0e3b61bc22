/* The values of a column, counted, and those among them that look like another misspelt. */
#ifndef KUALIK_NEAR_VALUES_H
#define KUALIK_NEAR_VALUES_H

#include <stdbool.h>

struct near_values;

/* Returns a column whose values are still to be counted. Release with near_values_free, which
 * allows NULL. */
struct near_values *near_values_new(void);
void near_values_free(struct near_values *values);

/* Counts one more. Where there are too many different ones, they are no closed set: they are
 * forgotten, and nothing will be reported of them. */
void near_values_count(struct near_values *values, const char *text);

/* Compares the rare with the frequent ones; returns whether any looks misspelt. */
bool near_values_close(struct near_values *values);

/* Returns the frequent value that was meant by this one, or NULL; `*sure`: a single letter of
 * a long word makes the difference, and not its first, so that it is hardly another word. */
const char *near_values_meant(const struct near_values *values, const char *text, bool *sure);

#endif
