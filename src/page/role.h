/* What a part of a page is to somebody who hears it read: its role (ISO 32000-1, 14.8.4)
 * and its language. */
#ifndef KUALIK_ROLE_H
#define KUALIK_ROLE_H

#include <stddef.h>

enum role {
    ROLE_ARTIFACT, /* decoration, not read */
    ROLE_P,
    ROLE_H1,
    ROLE_H2,
    ROLE_H3,
    ROLE_TH, /* neighbours of roles th and td are one table … */
    ROLE_TD, /* … and its rows are those of equal `row` */
    ROLE_FIGURE,
    ROLE_FORM, /* the signature field */
};

struct tag {
    enum role role;
    const char *lang; /* BCP 47: "kk", "ru"; NULL: the document's */
    size_t row;       /* of a table's cell; 0 elsewhere */
    size_t table;     /* number of the cell's table, which goes on from page to page; 0: only
                         neighbours on one page are one table */
    size_t section;   /* of the table: 1 its head, from 2 on its bodies; 0: it is not divided */
    size_t cell;      /* parts of one number in a row are one cell, each a paragraph of it; 0:
                         the part is a cell by itself */
    size_t columns;   /* that the cell covers; 0 and 1: one */
};

#endif
