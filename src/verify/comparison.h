/* Two revisions of a PDF while they are compared, for the modules that know what may differ. */
#ifndef KUALIK_COMPARISON_H
#define KUALIK_COMPARISON_H

#include "base/error.h"
#include "verify/same_value.h"
#include "verify/update.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is known of the object of a number. */
enum {
    COMPARISON_SEEN = 1,
    COMPARISON_WIDGET = 2, /* it is one of a signature field that is new */
};

struct comparison {
    struct same_value same; /* must be the first member */
    struct update *changes;
    struct error *err;
    unsigned char *marks; /* by number */
    uint32_t *queue;      /* objects to compare */
    size_t queued, read;
    bool signing; /* the field that is compared was signed since */
    bool redrawn; /* viewers are asked to write the fields of the form by themselves */
};

/* Returns the comparison that `same` is a member of. */
struct comparison *comparison_of(struct same_value *same);

/* Has the object that both refer to compared once, when its turn comes. */
void comparison_enqueue(struct same_value *same, uint64_t number);

/* Fails with a sentence about what was changed. The first counts: it is the nearest to that. */
bool comparison_refuse(struct comparison *work, const char *code, const char *sentence);

#endif
