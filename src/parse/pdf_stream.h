/* Streams of a PDF (ISO 32000-1, 7.3.8), strictly and bounded: plain or with /FlateDecode, with
 * PNG's predictors or none. */
#ifndef KUALIK_PDF_STREAM_H
#define KUALIK_PDF_STREAM_H

#include "parse/pdf_lexer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads `12 0 obj` at `scan`; fails when the number or the generation is another. */
bool pdf_stream_head(struct pdf_lexer *scan, uint64_t number, uint64_t generation);

/* Appends what the stream holds whose `dictionary` has just been read by `scan`, and steps over
 * `endstream` and `endobj`. Its /Length must stand in the dictionary itself. Fails when that is
 * more than `limit` bytes. */
bool pdf_stream_read(struct pdf_lexer *scan, const struct pdf_lexer_value *dictionary,
                     size_t limit, struct buf *out);

/* The same for a stream of `size` bytes, whatever its dictionary says. */
bool pdf_stream_read_sized(struct pdf_lexer *scan, const struct pdf_lexer_value *dictionary,
                           uint64_t size, size_t limit, struct buf *out);

/* Steps over a stream of `size` bytes, to behind `endobj`; `*data` are those bytes. */
bool pdf_stream_step(struct pdf_lexer *scan, uint64_t size, const char **data);

#endif
