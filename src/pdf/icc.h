/* The sRGB colour profile of the output intent: the only user of Little CMS. */
#ifndef KUALIK_ICC_H
#define KUALIK_ICC_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

/* Appends the profile (ISO 15076-1); the same bytes every time. */
bool icc_srgb(struct buf *out, struct error *err);

#endif
