/* Draws the blocks of one page of a form. */
#ifndef KUALIK_FORM_PAGE_H
#define KUALIK_FORM_PAGE_H

#include "form/form_blocks.h"

#include <stddef.h>

/* A page being drawn. Its first part, an artifact, is the fills and lines of the table. */
struct form_page {
    const struct form_source *source;
    const struct typesetter *typesetter; /* results are its arena's */
    const struct form_columns *columns;
    struct item *drawn; /* fills and lines, in painting order */
    size_t drawn_count, drawn_room;
    const struct part **parts;
    size_t part_count, part_room;
};

/* Draws a block with its upper edge `y` points from the top of the page's room; `again`: it was
 * drawn on an earlier page and is not read aloud a second time. */
void form_page_draw(struct form_page *page, const struct form_body *body, double y, bool again);

/* Adds a part, a copy of it. */
void form_page_add(struct form_page *page, const struct part *part);

/* Draws a frame as the table's lines are. */
void form_page_frame(struct form_page *page, const struct box *box);

/* Draws a text in the box; each language gets the tag. Returns how far to the right it reaches,
 * in points. */
double form_page_text(struct form_page *page, const struct form_text *text,
                      const struct box *box, const struct tag *tag);

/* Draws the foot, below the room. */
void form_page_foot(struct form_page *page, const struct form_text *foot);

/* Returns the page, which is the arena's, and releases what it was drawn with. */
struct page form_page_end(struct form_page *page);

#endif
