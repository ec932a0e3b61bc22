/* Dates of a PDF (ISO 32000-1, 7.9.4): D:20171005120000+06'00'. */
#ifndef KUALIK_PDF_DATE_H
#define KUALIK_PDF_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* Reads the NUL-terminated `text`, of which everything behind the year may be missing, as
 * seconds since 1970; a time without a zone counts as UTC. Returns false for a date that there
 * is not. */
bool pdf_date_read(const char *text, int64_t *seconds);

#endif
