/* Reads objects of a PDF (ISO 32000-1) through its cross-reference table, classic or
 * compressed, strictly: one revision, no encryption, bounded memory. What another reader might
 * take differently is an error, not a guess. A value is a place in one text: the file, and
 * behind it what its object streams hold. */
#ifndef KUALIK_PDF_READER_H
#define KUALIK_PDF_READER_H

#include "base/buf.h"
#include "base/error.h"
#include "parse/pdf_lexer.h"
#include "parse/pdf_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An object stream, unpacked. */
struct pdf_reader_stream {
    size_t count;          /* of the objects in it */
    size_t at, first, end; /* in the text: its head, the objects, and where they end */
};

struct pdf_reader {
    const char *bytes; /* the text */
    size_t size;       /* of the file, which it begins with */
    struct pdf_table table;
    struct buf text; /* its memory, if it is not the file itself */
    struct pdf_reader_stream *streams;
    size_t stream_count;
    uint32_t *stream_of; /* by number of its object: which of them it is, from 1; 0: none */
};

/* Opens the file in `bytes`, which must outlive it: reads its end, table and trailer. Release
 * with pdf_reader_close; nothing is open when it fails. */
bool pdf_reader_open(struct pdf_reader *pdf, const void *bytes, size_t size, struct error *err);
void pdf_reader_close(struct pdf_reader *pdf);

/* Opens no more than the trailer, at a small part of the cost: its objects cannot be resolved.
 * There is nothing to close. */
bool pdf_reader_open_trailer(struct pdf_reader *pdf, const void *bytes, size_t size,
                             struct error *err);

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
