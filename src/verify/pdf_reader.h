/* Reads objects of a PDF (ISO 32000-1) through its cross-reference table, strictly: one
 * revision, one classic table, no encryption. What another reader might take differently is
 * an error, not a guess. Nothing is copied: a value is a place in the file, which must
 * outlive it. */
#ifndef KUALIK_PDFREAD_H
#define KUALIK_PDFREAD_H

#include "base/error.h"
#include "verify/pdf_lexer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdfread {
    const char *bytes;
    size_t size;
    size_t entries; /* of the table: where the first one stands */
    size_t count;   /* of them */
    struct pdfscan_value trailer;
};

/* Opens the file in `bytes`: reads its end, table and trailer. There is nothing to close. */
bool pdfread_open(struct pdfread *pdf, const void *bytes, size_t size, struct err *err);

/* Finds the value of `key`, PDFSCAN_MISSING if the dictionary has none. Fails when the key
 * stands there twice. */
bool pdfread_find(const struct pdfread *pdf, const struct pdfscan_value *dictionary,
                  const char *key, struct pdfscan_value *value, struct err *err);

/* Steps through an array: `value` is {0} before the first call, and PDFSCAN_MISSING after
 * the last element. */
bool pdfread_next(const struct pdfread *pdf, const struct pdfscan_value *array,
                  struct pdfscan_value *value, struct err *err);

/* Replaces a reference by the object it points at; other values stay. */
bool pdfread_resolve(const struct pdfread *pdf, struct pdfscan_value *value, struct err *err);

/* Reads the first part of the trailer's /ID. */
bool pdfread_id(const struct pdfread *pdf, uint8_t id[16], struct err *err);

#endif
