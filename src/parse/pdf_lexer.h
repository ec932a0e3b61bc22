/* The syntax of PDF objects (ISO 32000-1, 7.2 and 7.3). Nothing is copied: a value is a
 * place in the bytes that were scanned. */
#ifndef KUALIK_PDF_LEXER_H
#define KUALIK_PDF_LEXER_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pdf_lexer_kind {
    PDF_LEXER_MISSING, /* no such key, no further element */
    PDF_LEXER_NULL,
    PDF_LEXER_BOOLEAN,
    PDF_LEXER_INTEGER,
    PDF_LEXER_REAL,
    PDF_LEXER_NAME,
    PDF_LEXER_TEXT, /* (…) */
    PDF_LEXER_HEX,  /* <…> */
    PDF_LEXER_ARRAY,
    PDF_LEXER_DICTIONARY,
    PDF_LEXER_REFERENCE, /* 12 0 R */
};

struct pdf_lexer_value {
    enum pdf_lexer_kind kind;
    size_t at, end; /* of its first byte, delimiters included, and behind its last */
};

/* The part of the bytes that is being read, from `at` to `end`. */
struct pdf_lexer {
    const char *bytes;
    size_t at, end;
    struct error *err;
};

/* Returns a lexer of the bytes from offset `at` to `end`, which are lent; functions that fail
 * put their reason into `err`. */
struct pdf_lexer pdf_lexer_of(const char *bytes, size_t at, size_t end, struct error *err);

/* Says whether something is left. */
bool pdf_lexer_more(const struct pdf_lexer *scan);

/* Steps over white space and comments. */
void pdf_lexer_space(struct pdf_lexer *scan);

/* Steps over white space alone. */
void pdf_lexer_blanks(struct pdf_lexer *scan);

/* Says whether the byte is neither white space nor one of the delimiters ()<>[]{}/%. */
bool pdf_lexer_is_regular(char c);

/* Steps over `word` if it stands here on its own. */
bool pdf_lexer_word(struct pdf_lexer *scan, const char *word);

/* Steps over decimal digits; returns false if there are none or the number is too large. */
bool pdf_lexer_digits(struct pdf_lexer *scan, uint64_t *number);

/* Steps over `12 0` and the white space behind it, which `R` or `obj` follows. */
bool pdf_lexer_pair(struct pdf_lexer *scan, uint64_t *number, uint64_t *generation);

/* Steps over white space and one object; fails with a sentence in `scan->err`. */
bool pdf_lexer_value(struct pdf_lexer *scan, struct pdf_lexer_value *value);

/* Steps to the next reference in an object that was read before, however deep it stands;
 * returns false when there is none left. */
bool pdf_lexer_reference(struct pdf_lexer *scan, struct pdf_lexer_value *reference);

/* Finds the value of `key`, PDF_LEXER_MISSING if the dictionary has none. Fails when the key
 * stands there twice. */
bool pdf_lexer_find(const char *bytes, const struct pdf_lexer_value *dictionary,
                    const char *key, struct pdf_lexer_value *value, struct error *err);

/* Steps through an array: `value` is {0} before the first call, and PDF_LEXER_MISSING after the
 * last element. */
bool pdf_lexer_next(const char *bytes, const struct pdf_lexer_value *array,
                    struct pdf_lexer_value *value, struct error *err);

/* Says whether there is no value: null is as good as none (ISO 32000-1, 7.3.9). */
static inline bool pdf_lexer_is_absent(const struct pdf_lexer_value *value)
{
    return value->kind == PDF_LEXER_MISSING || value->kind == PDF_LEXER_NULL;
}

/* Says whether the value is that name, however it is spelt. */
bool pdf_lexer_is_name(const char *bytes, const struct pdf_lexer_value *value,
                       const char *name);

/* Appends the bytes that the name stands for, without its slash. */
void pdf_lexer_name(const char *bytes, const struct pdf_lexer_value *value, struct buf *out);

/* Reads an integer of digits alone; returns false for any other value. */
bool pdf_lexer_number(const char *bytes, const struct pdf_lexer_value *value, uint64_t *number);

/* Appends the bytes that a string stands for; returns false for any other value. */
bool pdf_lexer_string(const char *bytes, const struct pdf_lexer_value *value, struct buf *out);

#endif
