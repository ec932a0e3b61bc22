/* Values of ASN.1 in BER (X.690, section 8), which many programs write where DER is meant:
 * lengths that are not said, or not in their shortest form, and strings in pieces. */
#ifndef KUALIK_BER_H
#define KUALIK_BER_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the first value in `ber`, with all that it holds, as DER writes it (X.690, 10.1 and
 * 10.2); `*used` is its size in bytes there. What is DER stays as it is. The order of sets, and
 * what values mean, is not looked at. Returns false, with nothing to rely on in `der`, if it
 * breaks off or is nested too deeply. */
bool ber_to_der(const void *ber, size_t size, size_t *used, struct buf *der);

#endif
