#include "pdf/stamp.h"

#include <stdio.h>

/* The last second of the year 9999: both forms have four digits for the year. */
#define LAST 253402300799

struct local_time {
    unsigned year, month, day, hour, minute, second;
    char sign;
    unsigned offset_hours, offset_minutes;
};

static int leap(unsigned year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static unsigned month_length(unsigned year, unsigned month)
{
    static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && leap(year) ? 1u : 0u);
}

static struct local_time moment_of(int64_t time, int offset)
{
    if (offset < -1439 || offset > 1439)
        offset = 0;
    time += (int64_t)offset * 60;
    time = time < 0 ? 0 : time > LAST ? LAST : time;
    unsigned days = (unsigned)(time / 86400), seconds = (unsigned)(time % 86400);

    struct local_time moment = {.year = 1970, .month = 1};
    for (unsigned length; days >= (length = 365u + (unsigned)leap(moment.year)); moment.year++)
        days -= length;
    for (unsigned length; days >= (length = month_length(moment.year, moment.month));
         moment.month++)
        days -= length;
    moment.day = days + 1;
    moment.hour = seconds / 3600;
    moment.minute = seconds / 60 % 60;
    moment.second = seconds % 60;
    moment.sign = offset < 0 ? '-' : '+';
    unsigned distance = (unsigned)(offset < 0 ? -offset : offset);
    moment.offset_hours = distance / 60;
    moment.offset_minutes = distance % 60;
    return moment;
}

void stamp_pdf(int64_t time, int offset, char out[STAMP_SIZE])
{
    struct local_time m = moment_of(time, offset);
    snprintf(out, STAMP_SIZE, "D:%04u%02u%02u%02u%02u%02u%c%02u'%02u'", m.year % 10000, m.month,
             m.day, m.hour, m.minute, m.second, m.sign, m.offset_hours, m.offset_minutes);
}

void stamp_xmp(int64_t time, int offset, char out[STAMP_SIZE])
{
    struct local_time m = moment_of(time, offset);
    snprintf(out, STAMP_SIZE, "%04u-%02u-%02uT%02u:%02u:%02u%c%02u:%02u", m.year % 10000,
             m.month, m.day, m.hour, m.minute, m.second, m.sign, m.offset_hours,
             m.offset_minutes);
}
