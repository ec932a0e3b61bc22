/* Signatures beside files as text: PEM (RFC 7468), or the Base64 alone that programs of the NUC
 * RK give. */
#ifndef KUALIK_MESSAGE_TEXT_H
#define KUALIK_MESSAGE_TEXT_H

#include "base/buf.h"

#include <stdbool.h>

/* Appends the bytes that the text stands for to `message`. Returns false if it is no such text.
 */
bool message_text_read(const struct buf *text, struct buf *message);

#endif
