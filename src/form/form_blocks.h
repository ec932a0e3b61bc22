/* What a form consists of, before it is broken into pages: texts above and below the table, its
 * head, its rows, and rows of one cell. */
#ifndef KUALIK_FORM_BLOCKS_H
#define KUALIK_FORM_BLOCKS_H

#include "base/report.h"
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
    struct tag tag; /* table, section and row; of a text its role */
    double height;
};

/* Where the columns of the table stand: points, the first begins at 0. */
struct form_columns {
    double *lefts, *widths;
};

/* Returns the columns' places, which are the arena's. */
struct form_columns form_columns_place(const struct form *form, struct arena *arena);

/* Checks what does not depend on rows: texts about many must not show one of them. What is
 * wrong goes to `findings`. */
void form_blocks_check(const struct form_source *source, struct report *findings);

/* What blocks are made with; lent. */
struct form_blocks {
    const struct form_source *source;
    const struct form_columns *columns;
    const struct typesetter *typesetter; /* blocks are its arena's */
    struct report *findings;             /* everything wrong goes there */
};

/* Returns what is named where something of that look is wrong: the row, or the form. */
struct place form_blocks_place(const struct form_blocks *blocks, const struct element *look,
                               const struct form_row *row);

/* Makes a text above or below the table; `row` is any that it is about. */
struct form_body form_blocks_text(const struct form_blocks *blocks,
                                  const struct form_block *text, const struct form_row *row);

/* Makes the head of the table, or a row of it; `row` is NULL for the head and a row to write
 * in. */
struct form_body form_blocks_row(const struct form_blocks *blocks, enum block_kind kind,
                                 const struct form_row *row);

/* Makes a row of one cell that looks like the band and says the words. */
struct form_body form_blocks_band(const struct form_blocks *blocks,
                                  const struct form_band *band, const struct form_words *words,
                                  const struct form_row *row);

#endif
