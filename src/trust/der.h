/* Reads values of DER (X.690) one after another, within bounds. For the modules of this room.
 */
#ifndef KUALIK_DER_H
#define KUALIK_DER_H

#include <stdbool.h>
#include <stddef.h>

/* What is left to read of a value's content. */
struct der {
    const unsigned char *at, *end;
};

/* Begins with the bytes, which it lends. */
struct der der_of(const void *bytes, size_t size);

/* Steps into the next value, which must be of that class and tag as OpenSSL numbers them
 * (V_ASN1_…), and behind it in `outer`. Leaves both alone if it is another. */
bool der_enter(struct der *outer, int class, int tag, struct der *inner);

/* The same for the universal class. */
bool der_is(struct der *outer, int tag, struct der *inner);

/* Says whether the content is those bytes. */
bool der_equals(const struct der *content, const void *bytes, size_t size);

/* Returns how many bytes of the content are left. */
size_t der_size(const struct der *content);

#endif
