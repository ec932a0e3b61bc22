/* Reads objects of a PDF (ISO 32000-1) through its cross-reference table, strictly, without
 * encryption, in bounded memory. What another reader might take differently is an error, not a
 * guess. A value is a place in one text: the file, and behind it what its object streams hold.
 *
 * A file that was updated holds its earlier revisions: the bytes up to the end of one are a
 * file, too, and are opened as such. */
#ifndef KUALIK_PDF_READER_H
#define KUALIK_PDF_READER_H

#include "base/buf.h"
#include "base/error.h"
#include "parse/pdf_lexer.h"
#include "parse/pdf_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An object in a stream: its number, and where it begins behind the stream's head. */
struct pdf_reader_packed {
    uint32_t number, offset;
};

/* An object stream, unpacked. */
struct pdf_reader_stream {
    size_t place;      /* where its object begins in the file */
    size_t first, end; /* in the text: where its objects begin, and where they end */
    struct pdf_reader_packed *packed;
    size_t count; /* of the objects in it */
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

/* Finds the value of `key` and what it refers to: pdf_reader_find and pdf_reader_resolve. */
bool pdf_reader_get(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                    const char *key, struct pdf_lexer_value *value, struct error *err);

/* Reads the object of that number, whatever its generation; PDF_LEXER_MISSING if there is none.
 */
bool pdf_reader_object(const struct pdf_reader *pdf, uint64_t number,
                       struct pdf_lexer_value *value, struct error *err);

/* Reads the number of the object that a reference names; returns false for any other value, and
 * when the object has another generation. */
bool pdf_reader_number(const struct pdf_reader *pdf, const struct pdf_lexer_value *value,
                       uint64_t *number);

/* Says whether the object that was resolved to `value` is a stream. */
bool pdf_reader_is_stream(const struct pdf_reader *pdf, const struct pdf_lexer_value *value);

/* Appends what the stream holds whose dictionary was resolved to `value`: plain or with
 * /FlateDecode, and not more than `limit` bytes. */
bool pdf_reader_stream(const struct pdf_reader *pdf, const struct pdf_lexer_value *value,
                       size_t limit, struct buf *out, struct error *err);

/* An object where it stands in the file, `12 0 obj … endobj`, with its stream. */
struct pdf_reader_found {
    uint64_t number, generation;
    size_t head, end; /* behind `obj`, and behind `endobj` */
    struct pdf_lexer_value value;
};

/* Reads what stands at that place as an object, whatever the table says. */
bool pdf_reader_read_at(const struct pdf_reader *pdf, size_t place,
                        struct pdf_reader_found *found, struct error *err);

/* Says whether an object of that number stands where the table has one. */
bool pdf_reader_is_there(const struct pdf_reader *pdf, uint64_t number);

/* Returns the object stream that is object `number`; NULL: the table has no object in it. */
const struct pdf_reader_stream *pdf_reader_find_stream(const struct pdf_reader *pdf,
                                                       size_t number);

/* Says whether an object stands in the same place in both: then it is the same, if one is the
 * beginning of the other. */
bool pdf_reader_same_place(const struct pdf_reader *a, const struct pdf_reader *b,
                           uint64_t number);

/* Reads the first part of the trailer's /ID. */
bool pdf_reader_id(const struct pdf_reader *pdf, uint8_t id[16], struct error *err);

#endif
