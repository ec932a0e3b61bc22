/* Seals out of pictures and PDFs, with the programs that are best at it: zbarimg (zbar-tools)
 * and pdftoppm (poppler-utils). */
#ifndef KUALIK_SEAL_SCAN_H
#define KUALIK_SEAL_SCAN_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

/* Appends the text of the first seal in what was given: the text itself; a file with it; a
 * picture, of a kind that zbarimg reads; a PDF, of which the first pages are looked at. Fails
 * where there is none, or where it cannot be read, which is told apart. */
bool seal_scan(const char *given, struct buf *text, struct error *err);

#endif
