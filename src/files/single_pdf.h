/* One document as an unsigned PDF, marked with what kind it is of, so that it can be told from
 * all others. */
#ifndef KUALIK_SINGLE_PDF_H
#define KUALIK_SINGLE_PDF_H

#include "base/buf.h"
#include "base/error.h"
#include "base/flate.h"
#include "page/document.h"

#include <stdbool.h>
#include <stdint.h>

/* The kinds that there are. */
#define SINGLE_PDF_PREVIEW     "kualik preview"
#define SINGLE_PDF_PRINT       "kualik print"
#define SINGLE_PDF_FORM        "kualik form"
#define SINGLE_PDF_CALIBRATION "kualik calibration sheet"

struct single_pdf {
    const char *kind;     /* SINGLE_PDF_…: the first part of the /ID is the digest of it */
    const char *producer; /* "kualik 1.0" */
    int64_t time;         /* seconds since 1970, of making */
    int offset;           /* minutes east of UTC in which that time is written */
    enum flate_effort effort; /* to spend on compressing */
};

/* Puts the file of the document into `out`; `blank` is the same without what is not fixed
 * (pdf_writer.h). Fails when it has no title. */
bool single_pdf_write(const struct single_pdf *about, const struct document *document,
                      const struct document *blank, struct buf *out, struct error *err);

/* Puts the first part of the /ID of files of that kind into `id`. */
void single_pdf_id(const char *kind, uint8_t id[16]);

/* Says whether the bytes are a PDF of that kind. */
bool single_pdf_is(const char *kind, const struct buf *bytes);

/* Says whether they are one of any kind. */
bool single_pdf_is_any(const struct buf *bytes);

#endif
