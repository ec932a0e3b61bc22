/* What signs are called, for messages about what cannot be seen or is mistaken for another. */
#ifndef KUALIK_SIGN_NAME_H
#define KUALIK_SIGN_NAME_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/* Appends the code point `letter` with its name, "U+00A0 NO-BREAK SPACE", in the language of
 * messages; its number alone where that has no name for it. Every name of Unicode is `english`,
 * and belongs into no other sentence. */
void sign_name_print(uint32_t letter, bool english, struct buf *out);

#endif
