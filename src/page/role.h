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
};

#endif
