/* Reads objects of a PDF (ISO 32000-1) through its cross-reference table, strictly: one
 * revision, one classic table, no encryption. What another reader might take differently is
 * an error, not a guess. Nothing is copied: a value is a place in the file, which must
 * outlive it. */
#ifndef KUALIK_PDF_READER_H
#define KUALIK_PDF_READER_H

#include "base/error.h"
#include "verify/pdf_lexer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf_reader {
    const char *bytes;
    size_t size;
    size_t entries; /* of the table: where the first one stands */
    size_t count;   /* of them */
    struct pdf_lexer_value trailer;
};

/* Opens the file in `bytes`: reads its end, table and trailer. There is nothing to close. */
bool pdf_reader_open(struct pdf_reader *pdf, const void *bytes, size_t size, struct error *err);

/* Finds the value of `key`, PDF_LEXER_MISSING if the dictionary has none. Fails when the key
 * stands there twice. */
bool pdf_reader_find(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                     const char *key, struct pdf_lexer_value *value, struct error *err);

/* Steps through an array: `value` is {0} before the first call, and PDF_LEXER_MISSING after
 * the last element. */
bool pdf_reader_next(const struct pdf_reader *pdf, const struct pdf_lexer_value *array,
                     struct pdf_lexer_value *value, struct error *err);

/* Replaces a reference by the object it points at; other values stay. */
bool pdf_reader_resolve(const struct pdf_reader *pdf, struct pdf_lexer_value *value,
                        struct error *err);

/* Reads the first part of the trailer's /ID. */
bool pdf_reader_id(const struct pdf_reader *pdf, uint8_t id[16], struct error *err);

#endif
