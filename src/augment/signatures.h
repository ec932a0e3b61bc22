/* The signatures of a PDF and its document time-stamps: for augment.c. */
#ifndef KUALIK_SIGNATURES_H
#define KUALIK_SIGNATURES_H

#include "augment/pdf_update.h"

#include <stdbool.h>
#include <stddef.h>

struct signatures {
    struct buf *messages; /* their CMS messages, with the zeros that fill the place */
    size_t count, room;
    size_t fields;        /* of the form that were seen */
    bool stamped;         /* one has a time-stamp, or is one */
    struct pdf_part page; /* of the first one's field; MISSING if it does not say */
};

/* Finds them in the form's fields. Release with signatures_free, also when it fails. */
bool signatures_find(const struct pdf_update *update, struct signatures *signatures,
                     struct error *err);
void signatures_free(struct signatures *signatures);

#endif
