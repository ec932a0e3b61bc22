/* Numbers as a spreadsheet shows them: by a format's code, such as "\"KZ-\"0000" or "0.00%".
 * What depends on a locale is not applied: the point stays a point, and thousands are not
 * grouped. Codes of dates are not for here. */
#ifndef KUALIK_NUMBER_FORMAT_H
#define KUALIK_NUMBER_FORMAT_H

#include "base/buf.h"
#include "table/decimal.h"

#include <stdbool.h>

/* Appends the number in the format. Returns false if its cell shows it otherwise: where the
 * format has what cannot be applied (an exponent, a fraction, a condition, grouped thousands),
 * or shows nothing. */
bool number_format_put(const char *code, const struct decimal *number, struct buf *out);

#endif
