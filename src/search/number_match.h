/* Numbers of certificates as people write them. */
#ifndef KUALIK_NUMBER_MATCH_H
#define KUALIK_NUMBER_MATCH_H

#include <stdbool.h>
#include <stddef.h>

/* Says whether that number is wanted: «17» is enough for 017 and for ОСК-2017-0017; letter case
 * does not count. */
bool number_match_same(const char *number, const char *wanted);

/* Says whether the number may be meant where that one is wanted and is not there: it differs by
 * a slip of the hand, or in a value of about as many digits. `*distance` says how near it is.
 */
bool number_match_near(const char *number, const char *wanted, size_t *distance);

#endif
