#include "pdf/stamp.h"

#include "base/calendar.h"

#include <stdio.h>
#include <stdlib.h>

/* The last second of the year 9999: both forms have four digits for the year. */
#define LAST 253402300799

struct local_time {
    struct date date;
    int hour, minute, second;
    char sign;
    int offset_hours, offset_minutes;
};

static struct local_time local_time(int64_t time, int offset)
{
    if (offset < -1439 || offset > 1439)
        offset = 0;
    time += (int64_t)offset * 60;
    time = time < 0 ? 0 : time > LAST ? LAST : time;
    int seconds = (int)(time % 86400), distance = abs(offset);
    return (struct local_time){
        .date = calendar_date(time / 86400),
        .hour = seconds / 3600,
        .minute = seconds / 60 % 60,
        .second = seconds % 60,
        .sign = offset < 0 ? '-' : '+',
        .offset_hours = distance / 60,
        .offset_minutes = distance % 60,
    };
}

void stamp_pdf(int64_t time, int offset, char out[STAMP_SIZE])
{
    struct local_time t = local_time(time, offset);
    snprintf(out, STAMP_SIZE, "D:%04d%02d%02d%02d%02d%02d%c%02d'%02d'", t.date.year,
             t.date.month, t.date.day, t.hour, t.minute, t.second, t.sign, t.offset_hours,
             t.offset_minutes);
}

void stamp_xmp(int64_t time, int offset, char out[STAMP_SIZE])
{
    struct local_time t = local_time(time, offset);
    snprintf(out, STAMP_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", t.date.year,
             t.date.month, t.date.day, t.hour, t.minute, t.second, t.sign, t.offset_hours,
             t.offset_minutes);
}
