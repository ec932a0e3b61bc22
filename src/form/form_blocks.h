/* What a form consists of, from top to bottom, before it is broken into pages: texts above the
 * table, its head, its rows, texts below it; and that again for each day and, where the form
 * says so, each group. */
#ifndef KUALIK_FORM_BLOCKS_H
#define KUALIK_FORM_BLOCKS_H

#include "base/report.h"
#include "form/flow.h"
#include "form/form_rows.h"
#include "form/form_text.h"
#include "form/form_values.h"
#include "page/document.h"

#include <stdbool.h>
#include <stddef.h>

/* A page of a certificate that a contact sheet shows. */
struct contact {
    const struct page *page;
    const struct form_row *row;
    const size_t *images; /* by its number of an image: the number in the form's document */
};

/* What forms are made of; lent for the making. */
struct form_source {
    const struct form *form;
    const struct binding *binding; /* of the form's template; its words have `values` */
    const struct font_set *faces;
    struct form_values *values;
    const struct form_rows *rows; /* in the form's order */
    const char *const *days;      /* those of the form, or others */
    size_t day_count;
    const struct contact *contacts; /* in the order of the sheets; their faces come behind the
                                       form's own */
    size_t contact_count;
    const struct face *contact_faces; /* of the certificates */
    size_t face_count;
    const struct image *const *images; /* that they show */
    size_t image_count;
    size_t empty; /* rows to write in */
};

/* How high a ruler is with its figures, points. */
#define FORM_RULER_HEIGHT (8 * POINTS_PER_MM)

enum block_kind {
    BLOCK_TEXT, /* above or below the table */
    BLOCK_HEAD,
    BLOCK_ROW,
    BLOCK_BAND, /* a row of one cell */
};

struct form_body {
    enum block_kind kind;
    struct form_text *cells; /* one for each column; of a text or a band one */
    const struct form_block *text;
    const struct form_band *band;
    struct tag tag;                /* table, section and row; of a text its role */
    const struct form_body *head;  /* of its table; NULL outside */
    const struct form_body *again; /* the band of its group where a page goes on, or NULL */
    double height;
};

struct form_blocks {
    struct form_body **bodies;
    struct flow_block *flow; /* by body */
    size_t count, room, flow_room;
    double *lefts, *widths; /* of the columns, points; the first begins at 0 */
};

/* Makes the blocks; `pages` is what {pages} reads in them. Memory is the typesetter's arena's,
 * but for what form_blocks_free releases. Everything wrong goes to `findings`; returns false if
 * something is. */
bool form_blocks_make(const struct form_source *source, const struct typesetter *typesetter,
                      size_t pages, struct form_blocks *blocks, struct report *findings);
void form_blocks_free(struct form_blocks *blocks);

#endif
