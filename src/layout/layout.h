/* From a card to finished pages: sets texts, draws ornaments, places images. What is the
 * same for every row is laid out once and lent to every certificate. */
#ifndef KUALIK_LAYOUT_H
#define KUALIK_LAYOUT_H

#include "base/arena.h"
#include "base/report.h"
#include "bind/card.h"
#include "font/shape.h"
#include "layout/font_set.h"
#include "page/document.h"

#include <stdbool.h>
#include <stddef.h>

/* The template ready for its rows; immutable once made, so threads share it. */
struct layout;

/* Lays out what is the same for every row. `binding` and `faces` must outlive it. Faults (a
 * text that does not fit, an image that cannot be read) go to `findings` with the template's
 * line; returns NULL if there is one. Release with layout_free. */
struct layout *layout_new(const struct binding *binding, const struct font_set *faces,
                          struct report *findings);
void layout_free(struct layout *layout);

/* Returns a digest of all that the certificates of this layout have in common. */
struct digest layout_digest(const struct layout *layout);

/* Returns the document without any row: the parts that are the same for all, the others empty,
 * the texts about it "". Memory is the arena's. */
struct document layout_blank(const struct layout *layout, struct arena *arena);

/* Returns the sizes in points, by element, in which texts that are the same for every row are
 * set; 0 for what is not one. */
const double *layout_sizes(const struct layout *layout);

/* A row's document and the images that only it has, the last ones of the document's. */
struct row_pages {
    struct document document;
    const double *sizes; /* as layout_sizes, of the texts that are this row's */
    struct image *images;
    size_t image_count;
};

/* A survey lays out to find faults: what cannot be at fault and takes time is only checked,
 * not drawn. */
enum layout_mode { LAYOUT_CHECK, LAYOUT_DRAW };

/* Lays out `card`; the document is the arena's, and `row_pages` is released with row_pages_free
 * before the arena is reset. Everything wrong with this row goes to `findings` under the card's
 * place; returns false if something is. */
bool layout_card(const struct layout *layout, const struct card *card, struct shape_room *room,
                 struct arena *arena, enum layout_mode layout_mode, struct row_pages *row_pages,
                 struct report *findings);

/* Loads the images that only this row has into `row_pages`, and lays out nothing: what tells
 * two certificates apart, with the card. Release and faults are as with layout_card. */
bool layout_row_images(const struct layout *layout, const struct card *card,
                       struct arena *arena, struct row_pages *row_pages,
                       struct report *findings);

/* Releases the row's images. */
void row_pages_free(struct row_pages *row_pages);

#endif
