/* A face as the certificates of a batch have it: the subset with the glyphs in use, its
 * widths, and the text that each glyph stands for. */
#ifndef KUALIK_PDF_FONT_H
#define KUALIK_PDF_FONT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/flate.h"
#include "font/font.h"
#include "font/shape.h"
#include "page/document.h"
#include "pdf/glyph_use.h"
#include "pdf/pdf_object.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf_font {
    struct subset subset;
    const char **texts; /* by new id: what ToUnicode says */
    struct arena arena; /* of the texts */
};

/* The faces of a file; what nobody uses is left out. `{0}` is without any. */
struct pdf_font_set {
    struct pdf_font *fonts; /* by face */
    size_t *numbers;        /* of their first objects, which are their dictionaries, by face; 0:
                             * not in use */
    size_t count;
};

/* Finds a glyph by its number in the whole face: its number in the subset, 0 if it is not
 * there. */
uint16_t pdf_font_glyph(const struct pdf_font *font, uint32_t id);

/* How many objects a font takes. */
enum { PDF_FONT_OBJECTS = 5 };

/* Makes the subsets of all faces in use. Release with pdf_font_set_free, also when it fails. */
bool pdf_font_set_make(struct pdf_font_set *fonts, const struct document *document,
                       const struct glyph_use *usage, struct error *err);
void pdf_font_set_free(struct pdf_font_set *fonts);

/* Takes numbers for their objects behind `*last`. */
void pdf_font_set_number(struct pdf_font_set *fonts, size_t *last);

/* Adds their objects; `document` has the same faces as the one they were made from. */
void pdf_font_set_add(const struct pdf_font_set *fonts, const struct document *document,
                      struct flate *flate, struct pdf_object *set);

/* Names them /F0 … in a dictionary of resources. */
void pdf_font_set_name(const struct pdf_font_set *fonts, struct pdf_dict *names);

#endif
