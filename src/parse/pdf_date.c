#include "parse/pdf_date.h"

#include "base/calendar.h"
#include "base/number.h"

#include <stddef.h>
#include <string.h>

/* Reads exactly `count` digits. */
static bool take(const char **text, int count, int *number)
{
    *number = 0;
    for (; count > 0; count--, (*text)++) {
        if (!number_is_digit(**text))
            return false;
        *number = *number * 10 + (**text - '0');
    }
    return true;
}

/* Reads the zone, `Z`, `+06'00'`, `+06'00` or `+06`, as minutes east of Greenwich. */
static bool take_zone(const char **text, int *east)
{
    int hours, minutes = 0, sign = **text == '-' ? -1 : 1;
    *east = 0;
    if (**text == 'Z') {
        (*text)++;
        if (strcmp(*text, "00'00'") == 0 || strcmp(*text, "00'00") == 0)
            *text += strlen(*text);
        return true;
    }
    if (**text != '+' && **text != '-')
        return false;
    (*text)++;
    if (!take(text, 2, &hours) || hours > 23)
        return false;
    if (**text == '\'')
        (*text)++;
    if (**text && (!take(text, 2, &minutes) || minutes > 59))
        return false;
    if (**text == '\'')
        (*text)++;
    *east = sign * (hours * 60 + minutes);
    return true;
}

bool pdf_date_read(const char *text, int64_t *seconds)
{
    struct date date = {.year = 0, .month = 1, .day = 1};
    int clock[3] = {0}, east = 0;
    static const int most[] = {23, 59, 59};
    if (strncmp(text, "D:", 2) != 0)
        return false;
    text += 2;
    if (!take(&text, 4, &date.year))
        return false;
    if (number_is_digit(*text) && !take(&text, 2, &date.month))
        return false;
    if (number_is_digit(*text) && !take(&text, 2, &date.day))
        return false;
    for (size_t i = 0; i < 3 && number_is_digit(*text); i++)
        if (!take(&text, 2, &clock[i]) || clock[i] > most[i])
            return false;
    if (!calendar_has(&date) || (*text && !take_zone(&text, &east)) || *text)
        return false;
    *seconds =
        calendar_seconds(&(struct calendar_time){date, clock[0], clock[1], clock[2]}, east);
    return true;
}
