#include "base/calendar.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE }; /* seconds */

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool calendar_has(const struct date *date)
{
    return date->year >= 1 && date->year <= 9999 && date->month >= 1 && date->month <= 12 &&
           date->day >= 1 && date->day <= days_of_month(date->year, date->month);
}

struct date calendar_date(int64_t days)
{
    struct date date = {.year = 1970, .month = 1};
    while (days < 0)
        days += 365 + is_leap(--date.year);
    for (int size; days >= (size = 365 + is_leap(date.year)); date.year++)
        days -= size;
    for (int size; days >= (size = days_of_month(date.year, date.month)); date.month++)
        days -= size;
    date.day = (int)days + 1;
    return date;
}

int64_t calendar_days(const struct date *date)
{
    int64_t before = date->year - 1;
    int64_t days = before * 365 + before / 4 - before / 100 + before / 400;
    const int64_t epoch = 719162; /* of 1 January 1970, counted so */
    for (int month = 1; month < date->month; month++)
        days += days_of_month(date->year, month);
    return days + date->day - 1 - epoch;
}

static int64_t clamp(int64_t seconds)
{
    return seconds < CALENDAR_FIRST  ? CALENDAR_FIRST
           : seconds > CALENDAR_LAST ? CALENDAR_LAST
                                     : seconds;
}

struct calendar_time calendar_time(int64_t seconds, int offset)
{
    seconds = clamp(clamp(seconds) + (int64_t)offset * MINUTE);
    int64_t days = seconds / CALENDAR_DAY - (seconds % CALENDAR_DAY < 0);
    int rest = (int)(seconds - days * CALENDAR_DAY);
    return (struct calendar_time){
        .date = calendar_date(days),
        .hour = rest / HOUR,
        .minute = rest % HOUR / MINUTE,
        .second = rest % MINUTE,
    };
}

int64_t calendar_seconds(const struct calendar_time *time, int offset)
{
    return calendar_days(&time->date) * CALENDAR_DAY + (int64_t)time->hour * HOUR +
           ((int64_t)time->minute - offset) * MINUTE + time->second;
}
