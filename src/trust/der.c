#include "trust/der.h"

#include <openssl/asn1.h>
#include <string.h>

enum { FAULTY = 0x80 }; /* of ASN1_get_object */

struct der der_of(const void *bytes, size_t size)
{
    return (struct der){bytes, (const unsigned char *)bytes + size};
}

bool der_enter(struct der *outer, int class, int tag, struct der *inner)
{
    long size;
    int found_tag, found_class;
    const unsigned char *at = outer->at;
    int head = ASN1_get_object(&at, &size, &found_tag, &found_class, outer->end - outer->at);
    if (head & FAULTY || found_tag != tag || found_class != class)
        return false;
    *inner = (struct der){at, at + size};
    outer->at = inner->end;
    return true;
}

bool der_is(struct der *outer, int tag, struct der *inner)
{
    return der_enter(outer, V_ASN1_UNIVERSAL, tag, inner);
}

bool der_equals(const struct der *content, const void *bytes, size_t size)
{
    return der_size(content) == size && memcmp(content->at, bytes, size) == 0;
}

size_t der_size(const struct der *content)
{
    return (size_t)(content->end - content->at);
}
