/* What the QR codes in a picture say, as zbarimg (zbar-tools) reads them. */
#ifndef KUALIK_CODE_READER_H
#define KUALIK_CODE_READER_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "scan/program.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends to `said` the texts of the codes in a picture of `count` parts, with a line break
 * behind each. `format` is what ImageMagick, with which zbarimg loads pictures, calls its kind
 * ("png"). `*readable` says whether zbarimg could load it. Fails as program_run does. */
bool code_reader_read(const char *format, const struct span *parts, size_t count,
                      const struct program_terms *terms, struct buf *said, bool *readable,
                      struct error *err);

#endif
