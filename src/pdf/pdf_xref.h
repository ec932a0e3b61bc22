/* The cross-reference stream of a file (ISO 32000-1, 7.5.8): where its objects stand, and which
 * of them is the catalog. A file that is too long to remember all of it may have it in
 * sections. */
#ifndef KUALIK_PDF_XREF_H
#define KUALIK_PDF_XREF_H

#include "base/buf.h"
#include "base/flate.h"

#include <stddef.h>
#include <stdint.h>

struct pdf_xref_entry {
    size_t number;
    size_t stream; /* number of the object stream that it is packed in, 0: in none */
    size_t place;  /* offset in the file, or how many objects stand before it in the stream */
};

/* The entries of a section by number, and where the section before stands; `{0}` is an empty
 * first section. */
struct pdf_xref {
    struct pdf_xref_entry *entries;
    size_t count, room;
    size_t previous; /* 0: there is none */
};

/* Adds an entry, or puts it in the place of the one that has its number. */
void pdf_xref_add(struct pdf_xref *xref, struct pdf_xref_entry entry);

/* Makes the section the same as the other one. */
void pdf_xref_copy(struct pdf_xref *xref, const struct pdf_xref *other);

/* Releases everything; usable again. */
void pdf_xref_free(struct pdf_xref *xref);

/* What readers begin with. */
struct pdf_trailer {
    size_t catalog, info;
    uint8_t id[16];       /* of the document, whatever becomes of it … */
    uint8_t revision[16]; /* … and of the file as it is now */
};

/* Appends the section as object `number`, which stands at offset `at` of the file, and empties
 * it for the next. `trailer` says the same in all sections. Without `flate` (NULL) it is not
 * compressed: of a hundred entries that takes 200 bytes more, and a fortieth of the time that a
 * certificate takes besides its signature. Returns where in `out` the revision stands. */
size_t pdf_xref_write(struct pdf_xref *xref, size_t number, size_t at,
                      const struct pdf_trailer *trailer, struct flate *flate, struct buf *out);

/* Overwrites the revision, which may depend on all else in the file. */
enum { PDF_REVISION_SIZE = 34 }; /* bytes in the file */
void pdf_xref_revise(struct buf *out, size_t place, const uint8_t revision[16]);

/* Appends the lines that follow a section and name it: `previous`, which was written last. */
void pdf_xref_end(const struct pdf_xref *xref, struct buf *out);

#endif
