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

/* Takes two digits off the text, a number up to `most`. */
static bool take_two(const char **text, int most, int *number)
{
    const char *at = *text;
    if (!number_is_digit(at[0]) || !number_is_digit(at[1]))
        return false;
    *number = (at[0] - '0') * 10 + (at[1] - '0');
    *text += 2;
    return *number <= most;
}

/* Takes the sign off the text if it stands there. */
static bool take_sign(const char **text, char sign)
{
    bool there = **text == sign;
    *text += there;
    return there;
}

/* Takes Z, or an offset from UTC such as +05:00, +0500 or +05, off the text, in minutes; none
 * is one, too. */
static bool take_offset(const char **text, int *offset)
{
    int hours, minutes = 0, sign = **text == '-' ? -1 : 1;
    if (take_sign(text, 'Z')) {
        *offset = 0;
        return true;
    }
    if (!take_sign(text, '+') && !take_sign(text, '-'))
        return true;
    if (!take_two(text, 23, &hours) ||
        ((take_sign(text, ':') || **text) && !take_two(text, 59, &minutes)))
        return false;
    *offset = sign * (hours * 60 + minutes);
    return true;
}

bool moment_read(const char *text, int offset, int64_t *time)
{
    struct calendar_time shown = {.hour = 0};
    const char *at = moment_day(text, &shown.date);
    if (!at)
        return false;
    if ((take_sign(&at, 'T') || take_sign(&at, ' ')) &&
        (!take_two(&at, 23, &shown.hour) ||
         (take_sign(&at, ':') && !take_two(&at, 59, &shown.minute)) ||
         (take_sign(&at, ':') && !take_two(&at, 59, &shown.second)) ||
         !take_offset(&at, &offset)))
        return false;
    *time = calendar_seconds(&shown, offset);
    return !*at;
}

int moment_year(const struct moment *moment)
{
    return calendar_time(moment->time, moment->offset).date.year;
}

void moment_utc(int64_t time, char out[MOMENT_UTC_SIZE])
{
    struct calendar_time utc = calendar_time(time, 0);
    snprintf(out, MOMENT_UTC_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", utc.date.year,
             utc.date.month, utc.date.day, utc.hour, utc.minute, utc.second);
}
