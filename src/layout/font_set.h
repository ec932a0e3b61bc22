/* The faces a batch sets its text in: the template's fonts, each in the styles that its
 * texts really use. Immutable once made, so threads share them. */
#ifndef KUALIK_FONT_SET_H
#define KUALIK_FONT_SET_H

#include "base/report.h"
#include "font/font.h"
#include "font/shape.h"
#include "template/template.h"

#include <stddef.h>

struct font_set {
    struct font **fonts;     /* by face */
    struct shaper **shapers; /* by face */
    size_t count;
    size_t (*by_font)[STYLE_COUNT]; /* by font of the template and style: a face */
};

/* Finds and loads the faces of `template`, looking in `folder` (may be NULL) before the
 * system. Each font that is missing or unfit goes to `findings` with the template's line;
 * returns NULL if there is one. Release with font_set_free. */
struct font_set *font_set_new(const struct template *template, const char *folder,
                              struct report *findings);
void font_set_free(struct font_set *faces);

#endif
