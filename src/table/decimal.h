/* Decimal numbers of as many digits as a double surely has, and spreadsheets show: without the
 * noise of binary fractions. */
#ifndef KUALIK_DECIMAL_H
#define KUALIK_DECIMAL_H

#include "base/buf.h"

#include <stdbool.h>

enum { DECIMAL_DIGITS = 15 };

/* 0.DIGITS times ten to the exponent. */
struct decimal {
    bool negative;
    char digits[DECIMAL_DIGITS + 1]; /* neither the first nor the last is 0 */
    int count;                       /* 0: the number is 0 */
    int exponent;
};

/* Reads "1.0000000000000001E-2", rounded to DECIMAL_DIGITS digits. Returns false for what is no
 * number, or one beyond 30 places before or after the point. */
bool decimal_read(const char *text, struct decimal *decimal);

/* Says whether the text is a number, and that is 0. */
bool decimal_is_zero(const char *text);

/* Rounds to so many places after the point. */
void decimal_round(struct decimal *decimal, int places);

/* Returns the digit at a place: 0 is that of the ones, -1 the first after the point. */
char decimal_digit(const struct decimal *decimal, int place);

/* Appends the number without an exponent. */
void decimal_put(const struct decimal *decimal, struct buf *out);

/* Returns the number as near as a double comes to it. */
double decimal_value(const struct decimal *decimal);

#endif
