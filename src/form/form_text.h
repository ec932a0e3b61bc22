/* A text in one language or two, set in a given width. */
#ifndef KUALIK_FORM_TEXT_H
#define KUALIK_FORM_TEXT_H

#include "base/error.h"
#include "layout/typeset.h"
#include "page/page.h"
#include "template/form.h"

#include <stdbool.h>
#include <stddef.h>

/* One language of it. */
struct form_line_block {
    const struct element *element;
    struct setting *setting;
    double height; /* points */
};

struct form_text {
    struct form_line_block blocks[FORM_LANGS];
    size_t count;
    double size; /* points, of all its languages */
    double width, height;
    const char *broken; /* a text with a word that is wider than that, and broken; NULL: none */
    bool beside;        /* they stand side by side, else one above the other */
};

/* Sets the texts of the elements (`texts`, by place in `words`), those that are empty left out,
 * in one size: the largest at which all words fit into `width`; those that fit at none are
 * broken. Fails when a letter does not fit, or when a face lacks one. Memory is the
 * typesetter's arena's. */
bool form_text_set(const struct typesetter *typesetter, const struct template *template,
                   const struct form_words *words, const struct rich *texts, double width,
                   bool beside, struct form_text *text, struct error *err);

/* Places the text in the box, as its style says, and calls `add` with each part, the tag of
 * which is `tag` but for the language. Returns how far to the right it reaches, in points. */
double form_text_place(const struct typesetter *typesetter, const struct form_text *text,
                       const struct box *box, const struct tag *tag,
                       void (*add)(void *context, const struct part *part), void *context);

#endif
