#include "cli/moment.h"

#include "base/calendar.h"
#include "base/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

bool moment_get(struct moment *moment, struct error *err)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    size_t seconds;
    time_t now = time(NULL);
    struct tm local;
    if (fixed && !number_read(fixed, CALENDAR_LAST, &seconds))
        return error_set(err, "epoch-invalid",
                         "SOURCE_DATE_EPOCH is «%s». It must be a number of seconds since "
                         "1970.",
                         fixed);
    if (fixed)
        now = (time_t)seconds;
    if (!(fixed ? gmtime_r(&now, &local) : localtime_r(&now, &local)))
        return error_set(err, "clock-unusable",
                         "The clock of this computer shows no usable time; set it.");
    moment->time = now;
    moment->fixed = fixed;
    moment->offset = fixed ? 0 : (int)(local.tm_gmtoff / 60);
    int away = abs(moment->offset);
    snprintf(moment->text, sizeof moment->text, "%02d.%02d.%04d %02d:%02d UTC%c%02d:%02d",
             local.tm_mday, local.tm_mon + 1, local.tm_year + 1900, local.tm_hour, local.tm_min,
             moment->offset < 0 ? '-' : '+', away / 60, away % 60);
    return true;
}

const char *moment_day(const char *text, struct date *date)
{
    size_t year, month, day;
    const char *at = number_digits(text, NULL, 9999, &year);
    at = at && at == text + 4 && *at == '-' ? number_digits(at + 1, NULL, 12, &month) : NULL;
    at = at && at == text + 7 && *at == '-' ? number_digits(at + 1, NULL, 31, &day) : NULL;
    if (!at || at != text + 10)
        return NULL;
    *date = (struct date){(int)year, (int)month, (int)day};
    return calendar_has(date) ? at : NULL;
}

/* Reads Z or an offset from UTC such as +05:00, in minutes, where one stands there. Returns
 * what follows, or NULL when it makes no sense. */
static const char *read_offset(const char *text, int *offset)
{
    enum { HOUR = 60 };
    size_t hours, minutes;
    if (*text == 'Z') {
        *offset = 0;
        return text + 1;
    }
    if (*text != '+' && *text != '-')
        return text;
    const char *at = number_digits(text + 1, NULL, 23, &hours);
    at = at && at == text + 3 && *at == ':' ? number_digits(at + 1, NULL, 59, &minutes) : NULL;
    if (!at || at != text + 6)
        return NULL;
    *offset = (*text == '-' ? -1 : 1) * (int)(hours * HOUR + minutes);
    return at;
}

bool moment_read(const char *text, const struct moment *now, int64_t *time)
{
    struct date date;
    size_t hour = 0, minute = 0, second = 0;
    int offset = now->offset;
    const char *at = moment_day(text, &date);
    if (at && (*at == 'T' || *at == ' ')) {
        at = number_digits(at + 1, NULL, 23, &hour);
        at = at && at == text + 13 && *at == ':' ? number_digits(at + 1, NULL, 59, &minute)
                                                 : NULL;
        at = at == text + 16 ? at : NULL;
        if (at && *at == ':') {
            at = number_digits(at + 1, NULL, 59, &second);
            at = at == text + 19 ? at : NULL;
        }
        at = at ? read_offset(at, &offset) : NULL;
    }
    if (!at || *at)
        return false;
    const struct calendar_time shown = {date, (int)hour, (int)minute, (int)second};
    *time = calendar_seconds(&shown, offset);
    return true;
}

int moment_year(const struct moment *moment)
{
    return calendar_time(moment->time, moment->offset).date.year;
}
