/* The Gregorian calendar, before it was introduced, too. */
#ifndef KUALIK_CALENDAR_H
#define KUALIK_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

struct date {
    int year; /* 1 to 9999 */
    int month, day;
};

/* Says whether there is such a day. */
bool calendar_has(const struct date *date);

/* Returns the day that is `days` after 1 January 1970 (before it, if negative). It must lie in
 * the years from 1 to 9999. */
struct date calendar_date(int64_t days);

/* Returns how many days the day lies after 1 January 1970 (negative: before it). */
int64_t calendar_days(const struct date *date);

#endif
