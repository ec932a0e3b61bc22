#include "search/number_match.h"

#include "base/number.h"
#include "base/utf8.h"
#include "search/nearest.h"

#include <string.h>

static const char *without_zeros(const char *number)
{
    return number + strspn(number, "0");
}

/* Returns the digits that the number ends with. */
static const char *last_digits(const char *number)
{
    const char *at = number + strlen(number);
    while (at > number && number_is_digit(at[-1]))
        at--;
    return at;
}

bool number_match_same(const char *number, const char *wanted)
{
    bool digits = *wanted && last_digits(wanted) == wanted;
    return *number && utf8_distance(digits ? without_zeros(last_digits(number)) : number,
                                    digits ? without_zeros(wanted) : wanted) == 0;
}

/* Finds the next digits from `*at` on, which is behind them then; false: there are none, or
 * they are too many for a number of certificates. */
static bool next_value(const char **at, size_t *value)
{
    enum { LARGEST = 1000000000 };
    while (**at && !number_is_digit(**at))
        ++*at;
    const char *end = number_digits(*at, NULL, LARGEST, value);
    if (end)
        *at = end;
    return end;
}

/* Says whether what stands before the first digit of `wanted`, if anything, begins the number.
 */
static bool begins_alike(const char *number, const char *wanted)
{
    size_t size = strcspn(wanted, "0123456789");
    return strncmp(number, wanted, size) == 0;
}

/* Finds the first value in which they differ, and by how much; false: there is none. */
static bool find_gap(const char *number, const char *wanted, size_t *gap)
{
    size_t value, other;
    if (last_digits(wanted) == wanted)
        number = last_digits(number);
    if (!begins_alike(number, wanted))
        return false;
    while (next_value(&number, &value) && next_value(&wanted, &other)) {
        *gap = value > other ? value - other : other - value;
        if (*gap)
            return *gap / 100 <= value;
    }
    return false;
}

bool number_match_near(const char *number, const char *wanted, size_t *distance)
{
    enum { FAR = 2000 }; /* letters: so far that slips alone are told where there are any */
    size_t gap;
    if (!*number)
        return false;
    *distance = utf8_distance(without_zeros(number), without_zeros(wanted));
    if (*distance <= nearest_slips(wanted))
        return true;
    if (!find_gap(number, wanted, &gap))
        return false;
    *distance = FAR + gap;
    return true;
}
