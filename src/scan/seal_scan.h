/* Seals out of pictures and PDFs, with the programs that are best at it: zbarimg (zbar-tools),
 * pdfinfo and pdftoppm (poppler-utils). */
#ifndef KUALIK_SEAL_SCAN_H
#define KUALIK_SEAL_SCAN_H

#include "base/buf.h"
#include "base/error.h"
#include "scan/program.h"

#include <stdbool.h>

/* Appends the text of each seal in what was given, once, and a line break behind it: of the
 * text itself; a file with it; a picture, of a kind that zbarimg reads; the pages of a PDF.
 * Fails where there is none (code "seal-not-found"), where something cannot be read, or where a
 * program is missing, late or stopped; what was found is there all the same. */
bool seal_scan(const char *given, const struct program_terms *terms, struct buf *texts,
               struct error *err);

#endif
