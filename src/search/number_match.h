/* Numbers of certificates as people write them. */
#ifndef KUALIK_NUMBER_MATCH_H
#define KUALIK_NUMBER_MATCH_H

#include <stdbool.h>
#include <stddef.h>

/* Says whether that number is wanted: «17» is enough for 017 and for ОСК-2017-0017; letter case
 * does not count. */
bool number_match_same(const char *number, const char *wanted);

/* Counts the letters in which they differ, zeros before them aside. */
size_t number_match_distance(const char *number, const char *wanted);

#endif
