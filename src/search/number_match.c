#include "search/number_match.h"

#include "base/number.h"
#include "base/utf8.h"

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

size_t number_match_distance(const char *number, const char *wanted)
{
    return utf8_distance(without_zeros(number), without_zeros(wanted));
}
