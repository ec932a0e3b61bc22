#include "base/number.h"

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool number_read(const char *text, size_t most, size_t *number)
{
    while (is_space(*text))
        text++;
    const char *first = text;
    size_t result = 0;
    for (; *text >= '0' && *text <= '9'; text++) {
        size_t digit = (size_t)(*text - '0');
        if (digit > most || result > (most - digit) / 10)
            return false;
        result = result * 10 + digit;
    }
    bool any = text > first;
    while (is_space(*text))
        text++;
    if (!any || *text)
        return false;
    *number = result;
    return true;
}
