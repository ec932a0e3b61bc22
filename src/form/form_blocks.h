/* What a form consists of, from top to bottom, before it is broken into pages: texts above the
 * table, its head, its rows, texts below it. That is a chapter; there is one for each day and,
 * where the form says so, each group. */
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

/* The certificates that contact sheets show: those of their pages that are not the same for
 * every row, in the order of the sheets. */
struct contact_source {
    size_t count;
    const struct document *blank; /* a certificate without a row (layout_blank) */
    /* Returns whom contact `index` is about. */
    const struct form_row *(*row)(const void *context, size_t index);
    /* Lays out the certificate of contact `index`, and puts in `*page` which of its pages is
     * shown. It is lent until the document that shows it is done with. */
    const struct document *(*draw)(void *context, size_t index, size_t *page);
    void *context;
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
    const struct contact_source *contacts; /* NULL: there are no contact sheets */
    size_t empty;                          /* rows to write in */
};

/* How high a ruler is with its figures, points. */
#define FORM_RULER_HEIGHT (8 * POINTS_PER_MM)

/* A table with the texts around it, which begins a page: of a day, and of a group where each
 * begins one. */
struct form_chapter {
    size_t day;        /* which one of the source's */
    size_t first, end; /* its rows are those before `end` */
};

/* Steps to the next chapter; `chapter` is {0} before the first. Returns false behind the last.
 */
bool form_chapter_next(const struct form_source *source, struct form_chapter *chapter);

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

/* Checks what does not depend on rows: texts about many must not show one of them. What is
 * wrong goes to `findings`. */
void form_blocks_check(const struct form_source *source, struct report *findings);

/* Makes the blocks of a chapter; `pages` is what {pages} reads in them. Memory is the
 * typesetter's arena's, but for what form_blocks_free releases. Everything wrong goes to
 * `findings`; returns false if something is. */
bool form_blocks_make(const struct form_source *source, const struct typesetter *typesetter,
                      const struct form_chapter *chapter, size_t pages,
                      struct form_blocks *blocks, struct report *findings);
void form_blocks_free(struct form_blocks *blocks);

#endif
