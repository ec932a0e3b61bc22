/* Raises the level of a signed PDF, or renews it (ETSI EN 319 142-1, 6; "augmentation" there):
 * adds what is missing behind the file, whose bytes stay as they are, so that its signatures
 * hold. */
#ifndef KUALIK_AUGMENT_H
#define KUALIK_AUGMENT_H

#include "augment/validation.h"
#include "base/buf.h"
#include "base/error.h"
#include "sign/pades_level.h"
#include "sign/tsa.h"

#include <stdbool.h>

/* Whom to ask. Threads may use one together. */
struct augmenter {
    struct tsa *tsa;
    struct validator *validation; /* needed from PADES_LT upwards */
};

/* Raises the file in `pdf` to the level. A time-stamp comes inside a document time-stamp where
 * the signature has none. At PADES_LTA a new document time-stamp is added whether or not there
 * is one: that renews it. `*changed` tells whether anything was missing. Fails, with `pdf` as
 * it was, when the file is not signed, cannot be read or extended, or somebody who is asked
 * fails. */
bool augment(const struct augmenter *augmenter, enum pades_level level, struct buf *pdf,
             bool *changed, struct error *err);

#endif
