/* The time of a run: what certificates say of their making and signing. */
#ifndef KUALIK_MOMENT_H
#define KUALIK_MOMENT_H

#include "base/calendar.h"
#include "base/error.h"

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

/* Returns false when SOURCE_DATE_EPOCH is not a number. */
bool moment_get(struct moment *moment, struct error *err);

/* Reads a day at the beginning of `text`, such as 2026-12-31. Returns what follows it, or NULL
 * when there is none. */
const char *moment_day(const char *text, struct date *date);

/* Reads a day, or a day and the time of day such as 2026-12-31T14:30 (with a space instead of
 * the T, and with seconds, too), `offset` minutes east of UTC, or with a Z or an offset such as
 * +05:00 behind it, as the register tells times: seconds since 1970. */
bool moment_read(const char *text, int offset, int64_t *time);

enum { MOMENT_UTC_SIZE = 32 };

/* Writes seconds since 1970 as 2017-10-05T06:00:00Z. */
void moment_utc(int64_t time, char out[MOMENT_UTC_SIZE]);

/* Returns the year in which that is, in its time zone. */
int moment_year(const struct moment *moment);

#endif
