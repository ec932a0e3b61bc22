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

static size_t digits_at(const char *text)
{
    size_t count = 0;
    while (number_is_digit(text[count]))
        count++;
    return count;
}

/* Compares the digits that both texts begin with, and moves behind them. */
static int compare_digits(const char **one, const char **other)
{
    const char *a = *one + strspn(*one, "0"), *b = *other + strspn(*other, "0");
    size_t size = digits_at(a), other_size = digits_at(b);
    *one = a + size;
    *other = b + other_size;
    return size != other_size ? (size > other_size) - (size < other_size) : memcmp(a, b, size);
}

int number_compare(const char *one, const char *other)
{
    int order = 0;
    while (order == 0 && (*one || *other)) {
        if (number_is_digit(*one) && number_is_digit(*other)) {
            order = compare_digits(&one, &other);
        } else {
            order = (unsigned char)*one - (unsigned char)*other;
            one++;
            other++;
        }
    }
    return order;
}
