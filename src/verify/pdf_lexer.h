/* The syntax of PDF objects (ISO 32000-1, 7.2 and 7.3). Nothing is copied: a value is a
 * place in the bytes that were scanned. */
#ifndef KUALIK_PDFSCAN_H
#define KUALIK_PDFSCAN_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pdfscan_kind {
    PDFSCAN_MISSING, /* no such key, no further element */
    PDFSCAN_NULL,
    PDFSCAN_BOOLEAN,
    PDFSCAN_INTEGER,
    PDFSCAN_REAL,
    PDFSCAN_NAME,
    PDFSCAN_TEXT, /* (…) */
    PDFSCAN_HEX,  /* <…> */
    PDFSCAN_ARRAY,
    PDFSCAN_DICTIONARY,
    PDFSCAN_REFERENCE, /* 12 0 R */
};

struct pdfscan_value {
    enum pdfscan_kind kind;
    size_t at, end; /* of its first byte, delimiters included, and behind its last */
};

/* A stretch of the bytes that is being read, from `at` to `end`. */
struct pdfscan {
    const char *bytes;
    size_t at, end;
    struct err *err;
};

struct pdfscan pdfscan_of(const char *bytes, size_t at, size_t end, struct err *err);

/* Says whether something is left. */
bool pdfscan_more(const struct pdfscan *scan);

/* Steps over white space and comments. */
void pdfscan_space(struct pdfscan *scan);

/* Steps over `word` if it stands here on its own. */
bool pdfscan_word(struct pdfscan *scan, const char *word);

/* Steps over decimal digits; returns false if there are none or the number is too large. */
bool pdfscan_digits(struct pdfscan *scan, uint64_t *number);

/* Steps over white space and one object; fails with a sentence in `scan->err`. */
bool pdfscan_value(struct pdfscan *scan, struct pdfscan_value *value);

/* Says whether the value is that name, however it is spelt. */
bool pdfscan_is_name(const char *bytes, const struct pdfscan_value *value, const char *name);

/* Reads an integer of digits alone; returns false for any other value. */
bool pdfscan_number(const char *bytes, const struct pdfscan_value *value, uint64_t *number);

/* Appends the bytes that a string stands for; returns false for any other value. */
bool pdfscan_string(const char *bytes, const struct pdfscan_value *value, struct buf *out);

bool pdfscan_is_digit(char c);

/* Puts `what` is wrong at byte `at` into `err`, as a sentence. Returns false. */
bool pdfscan_fail(struct err *err, size_t at, const char *what);

#endif
