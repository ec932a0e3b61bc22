/* The Gregorian calendar, before it was introduced, too, and the time of day. */
#ifndef KUALIK_CALENDAR_H
#define KUALIK_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

enum { CALENDAR_DAY = 24 * 60 * 60 /* seconds */ };

/* The first second of the year 1 and the last of the year 9999, since 1970. */
#define CALENDAR_FIRST INT64_C(-62135596800)
#define CALENDAR_LAST  INT64_C(253402300799)

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

/* What calendar and clock show. */
struct calendar_time {
    struct date date;
    int hour, minute, second;
};

/* Returns what they show `seconds` after 1970 began in UTC (before it, if negative), where
 * clocks are `offset` minutes ahead of UTC: outside of the years from 1 to 9999, the nearest
 * second in them. */
struct calendar_time calendar_time(int64_t seconds, int offset);

/* Returns how many seconds after 1970 began in UTC they show that. */
int64_t calendar_seconds(const struct calendar_time *time, int offset);

#endif
