#include "base/number.h"

#include <string.h>

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool number_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

const char *number_digits(const char *text, const char *end, size_t most, size_t *number)
{
    const char *first = text;
    size_t result = 0;
    for (; text != end && number_is_digit(*text); text++) {
        size_t digit = (size_t)(*text - '0');
        if (digit > most || result > (most - digit) / 10)
            return NULL;
        result = result * 10 + digit;
    }
    if (text == first)
        return NULL;
    *number = result;
    return text;
}

bool number_read(const char *text, size_t most, size_t *number)
{
    while (is_space(*text))
        text++;
    size_t result;
    text = number_digits(text, NULL, most, &result);
    if (!text)
        return false;
    while (is_space(*text))
        text++;
    if (*text)
        return false;
    *number = result;
    return true;
}

void number_ranges(struct buf *out, const size_t *numbers, size_t count, size_t most)
{
    size_t listed = 0;
    for (size_t i = 0, end; i < count; i = end) {
        if (listed++ == most) {
            buf_puts(out, ", …");
            return;
        }
        for (end = i + 1; end < count && numbers[end] == numbers[end - 1] + 1; end++)
            continue;
        if (end - i < 3)
            end = i + 1;
        buf_printf(out, "%s%zu", i ? ", " : "", numbers[i]);
        if (end - i > 1)
            buf_printf(out, "–%zu", numbers[end - 1]);
    }
}

/* A text of which is left what has not been compared. */
struct rest {
    const char *at, *end;
};

/* Moves behind the digits that are next, and returns those behind the zeros. */
static struct rest take_digits(struct rest *rest)
{
    while (rest->at < rest->end && *rest->at == '0')
        rest->at++;
    struct rest digits = {rest->at, rest->at};
    while (digits.end < rest->end && number_is_digit(*digits.end))
        digits.end++;
    rest->at = digits.end;
    return digits;
}

static int compare_digits(struct rest *one, struct rest *other)
{
    const struct rest a = take_digits(one), b = take_digits(other);
    ptrdiff_t size = a.end - a.at, other_size = b.end - b.at;
    if (size != other_size)
        return size < other_size ? -1 : 1;
    return memcmp(a.at, b.at, (size_t)size);
}

static int compare_next(struct rest *one, struct rest *other)
{
    if (one->at == one->end || other->at == other->end)
        return (one->at < one->end) - (other->at < other->end);
    if (number_is_digit(*one->at) && number_is_digit(*other->at))
        return compare_digits(one, other);
    return (unsigned char)*one->at++ - (unsigned char)*other->at++;
}

int number_compare_sized(const char *one, size_t one_size, const char *other, size_t other_size)
{
    struct rest first = {one, one + one_size}, second = {other, other + other_size};
    int order = 0;
    while (order == 0 && (first.at < first.end || second.at < second.end))
        order = compare_next(&first, &second);
    return order;
}

int number_compare(const char *one, const char *other)
{
    return number_compare_sized(one, strlen(one), other, strlen(other));
}
