/* Tells whether a file that is there already is the very certificate that would be written in
 * its place: of the same /ID, and whole to the last bit. */
#ifndef KUALIK_EXISTING_H
#define KUALIK_EXISTING_H

#include "buf.h"

#include <stdbool.h>
#include <stdint.h>

enum existing {
    EXISTING_SAME,
    EXISTING_DAMAGED, /* it was the same once */
    EXISTING_OTHER,   /* it says something else, or is no certificate of ours */
};

/* Compares the file in `bytes` with the certificate of that `id`. A signed one is whole when
 * its signature says so; an unsigned one when the second part of its /ID is the digest of all
 * that stands before it. `now` is seconds since 1970. */
enum existing existing_compare(const struct buf *bytes, const uint8_t id[16], bool is_signed,
                               int64_t now);

#endif
