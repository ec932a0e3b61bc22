/* The revisions of a PDF that signatures cover, one after another, and what each update
 * changed. */
#ifndef KUALIK_REVISIONS_H
#define KUALIK_REVISIONS_H

#include "base/error.h"
#include "parse/pdf_reader.h"
#include "verify/fields.h"
#include "verify/signature.h"
#include "verify/update.h"

#include <stdbool.h>
#include <stddef.h>

enum revision_state {
    REVISION_WHOLE,   /* nothing came after it but what may */
    REVISION_CHANGED, /* something else did, or the signature does not cover a revision */
    REVISION_UNKNOWN, /* the signature, or one that came after it, is of a kind that is not read
                       */
};

struct revision {
    struct signature signature;
    struct pdf_lexer_value field; /* name of the field that it stands in */
    size_t found;                 /* which of the signatures in the fields it is */
    enum revision_state state;
    bool has_store; /* the revision has evidence of revocation in /DSS */
    struct {
        bool evidence, stamps, signatures, visible;
    } after;          /* what came after it */
    struct error why; /* when it is not whole */
};

struct revisions {
    struct revision list[FIELDS_SIGNATURES]; /* in the order of what they cover */
    size_t count;
};

/* Reads the places of the signatures that were found in the whole file `pdf`, and compares each
 * revision with the next. Fails when together they cover more than 320 MB. */
bool revisions_read(const struct pdf_reader *pdf, const struct fields *fields,
                    struct revisions *revisions, struct error *err);

#endif
