/* The time of a run: what certificates say of their making and signing. */
#ifndef KUALIK_MOMENT_H
#define KUALIK_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

/* Now, or SOURCE_DATE_EPOCH where that is set, with the offset of the local time zone (UTC
 * for SOURCE_DATE_EPOCH); `text` is the same moment for people to read. */
struct moment {
    int64_t time; /* seconds since 1970 */
    int offset;   /* minutes east of UTC */
    bool fixed;   /* by SOURCE_DATE_EPOCH */
    char text[64];
};

/* Returns false, with a sentence on stderr, when SOURCE_DATE_EPOCH is not a number. */
bool moment_get(struct moment *moment);

/* Returns the year in which that is, in its time zone. */
int moment_year(const struct moment *moment);

#endif
