/* DER made into BER (X.690, section 8), as programs write it that do not know yet how long a
 * value will be. */
#ifndef KUALIK_TEST_BER_FORM_H
#define KUALIK_TEST_BER_FORM_H

#include "base/buf.h"

#include <openssl/asn1.h>

/* Appends the values: of no length each that holds others, and octet strings in two pieces. */
static inline void ber_form(const unsigned char *at, const unsigned char *end, struct buf *ber)
{
    while (at < end) {
        long size;
        int tag, class;
        const unsigned char *start = at;
        int form = ASN1_get_object(&at, &size, &tag, &class, end - at);
        bool pieces = *start == V_ASN1_OCTET_STRING && size >= 2 && size < 256;
        if (pieces) {
            char half = (char)(size / 2), rest = (char)(size - size / 2);
            buf_add(ber, (const char[]){0x24, (char)0x80, 0x04, half}, 4);
            buf_add(ber, at, (size_t)half);
            buf_add(ber, (const char[]){0x04, (char)0x81, rest}, 3); /* not the shortest form */
            buf_add(ber, at + half, (size_t)(size - half));
            buf_add(ber, (const char[]){0, 0}, 2);
        } else if (form & V_ASN1_CONSTRUCTED) {
            buf_add(ber, (const char[]){(char)*start, (char)0x80}, 2);
            ber_form(at, at + size, ber);
            buf_add(ber, (const char[]){0, 0}, 2);
        } else {
            buf_add(ber, start, (size_t)(at + size - start));
        }
        at += size;
    }
}

#endif
