/* One pass over the elements of a template: those that are the same for every row, or those
 * that are a row's own. Each becomes a part of its page: texts are set, pictures loaded and
 * fitted, lines and ornaments drawn. For layout.c. */
#ifndef KUALIK_LAYOUT_PASS_H
#define KUALIK_LAYOUT_PASS_H

#include "bind/binding.h"
#include "layout/layout.h"
#include "layout/typeset.h"

#include <stdbool.h>
#include <stddef.h>

struct layout_pass {
    const struct binding *binding;
    const char *const *const *columns; /* by element: those that it shows */
    const size_t *partners;            /* by element: the other box of its pair, else itself */
    const struct card *card;           /* its texts */
    struct typesetter typesetter;
    bool fixed; /* which elements: the same for every row, or the others */
    enum layout_mode mode;
    size_t first_image; /* number of the first that the pass loads */
    struct report *findings;

    size_t first_finding; /* number of the first that the pass makes */

    /* What the pass makes. The arena is the typesetter's. */
    struct setting **settings; /* by element, of texts */
    double *sizes;             /* by element: points that its text is set in, 0: none */
    struct part *parts;        /* by element */
    struct image *images;      /* the caller's to release */
    size_t image_count;
};

/* Returns the part of an element that shows nothing yet. */
struct part layout_pass_empty(const struct element *element, const char *const *columns,
                              bool fixed, bool constant);

/* Lays out the elements; everything wrong with them goes to `findings`: under the card's place,
 * and for fixed ones on their line of the template. Returns false if something is. */
bool layout_pass_run(struct layout_pass *pass);

/* Does no more than loading the images. */
bool layout_pass_images(struct layout_pass *pass);

#endif
