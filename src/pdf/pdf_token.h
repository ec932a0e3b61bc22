/* Numbers, text and dates as PDF spells them (ISO 32000-1, 7.3 and 7.9.4), the same in every
 * locale. */
#ifndef KUALIK_PDF_TOKEN_H
#define KUALIK_PDF_TOKEN_H

#include "base/buf.h"

#include <stddef.h>
#include <stdint.h>

/* Appends a number with at most two decimals; what is no number, or too large for a page, is
 * brought into range. */
void pdf_token_number(struct buf *out, double number);

/* The same with at most `decimals` decimals, up to 6. */
void pdf_token_decimal(struct buf *out, double number, unsigned decimals);

/* Appends the operator `name`, behind its `count` numbers with at most two decimals, and what
 * separates each from the next. */
void pdf_token_operator(struct buf *out, const double *numbers, size_t count, const char *name);

/* Appends a number of thousandths, 0 to 1000, as 0 to 1: a colour's component. */
void pdf_token_thousandths(struct buf *out, unsigned thousandths);

/* Appends a whole number. */
void pdf_token_integer(struct buf *out, int64_t number);

/* Appends the four hexadecimal digits of a glyph's number or a UTF-16 unit. */
void pdf_token_hex(struct buf *out, unsigned unit);

/* Append `size` bytes of UTF-8 as UTF-16BE: the bytes, or their hexadecimal digits. */
void pdf_token_utf16(struct buf *out, const char *text, size_t size);
void pdf_token_utf16_hex(struct buf *out, const char *text, size_t size);

enum { PDF_TOKEN_DATE_SIZE = 32 };

/* Write `time` (seconds since 1970) in a zone `offset` minutes east of UTC, as PDF and XMP do:
 * D:20171005120000+05'00' and 2017-10-05T12:00:00+05:00. */
void pdf_token_date(int64_t time, int offset, char out[PDF_TOKEN_DATE_SIZE]);
void pdf_token_xmp_date(int64_t time, int offset, char out[PDF_TOKEN_DATE_SIZE]);

#endif
