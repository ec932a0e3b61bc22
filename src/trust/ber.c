#include "trust/ber.h"

#include <limits.h>
#include <openssl/asn1.h>
#include <openssl/err.h>
#include <string.h>

enum { DEPTH_LIMIT = 40, ENDLESS = 1, FAULTY = 0x80 /* of ASN1_get_object */ };

enum { MORE_OF_TAG = 0x1F, SHORT_LIMIT = 0x80 }; /* X.690, 8.1.2.4 and 8.1.3 */

static const unsigned char end_of_contents[2] = {0, 0};

static bool is_end(const unsigned char *at, const unsigned char *end)
{
    return end - at >= 2 && memcmp(at, end_of_contents, 2) == 0;
}

/* Returns how many bytes at the beginning of a value are its tag. */
static size_t tag_size(const unsigned char *at)
{
    size_t size = 1;
    if ((at[0] & MORE_OF_TAG) == MORE_OF_TAG)
        while (at[size++] & SHORT_LIMIT)
            ;
    return size;
}

/* Returns how many bytes of a value say how many follow, where they are as few as can be. */
static size_t octets_of(size_t size)
{
    size_t count = 1;
    for (size_t rest = size; size >= SHORT_LIMIT && rest; rest >>= 8)
        count++;
    return count;
}

/* Puts before what stands in `der` from `at` on how many bytes that is. */
static void insert_size(struct buf *der, size_t at)
{
    const size_t size = der->size - at, count = octets_of(size);
    unsigned char octets[1 + sizeof size] = {(unsigned char)(SHORT_LIMIT | (count - 1))};
    for (size_t i = 1; i < count; i++)
        octets[count - i] = (unsigned char)(size >> (8 * (i - 1)));
    if (count == 1)
        octets[0] = (unsigned char)size;
    buf_reserve(der, count);
    memmove(der->data + at + count, der->data + at, size);
    memcpy(der->data + at, octets, count);
    der->size += count;
    der->data[der->size] = '\0';
}

/* Puts together the pieces of a string, which are strings themselves: those that stand in `der`
 * from `from` on. */
static bool join(struct buf *der, size_t from)
{
    const unsigned char *at = (const unsigned char *)buf_text(der) + from;
    const unsigned char *end = (const unsigned char *)buf_text(der) + der->size;
    for (der->size = from; at < end;) {
        long size;
        int tag, class;
        int form = ASN1_get_object(&at, &size, &tag, &class, end - at);
        if (form != 0 || tag != V_ASN1_OCTET_STRING || class != V_ASN1_UNIVERSAL)
            return false;
        memmove(der->data + der->size, at, (size_t)size);
        der->size += (size_t)size;
        at += size;
    }
    return true;
}

static bool convert(const unsigned char **at, const unsigned char *end, int depth,
                    struct buf *der);

/* Converts the values up to `end`, or up to the mark that says that there are no more. */
static bool convert_all(const unsigned char **at, const unsigned char *end, bool endless,
                        int depth, struct buf *der)
{
    while (*at < end && !(endless && is_end(*at, end)))
        if (!convert(at, end, depth, der))
            return false;
    if (!endless)
        return true;
    bool marked = *at < end;
    *at += marked ? sizeof end_of_contents : 0;
    return marked;
}

static bool convert(const unsigned char **at, const unsigned char *end, int depth,
                    struct buf *der)
{
    const unsigned char *start = *at;
    long size;
    int tag, class;
    int form = ASN1_get_object(at, &size, &tag, &class, end - start);
    if (form & FAULTY || depth > DEPTH_LIMIT || is_end(start, end))
        return false;
    bool constructed = form & V_ASN1_CONSTRUCTED, endless = form & ENDLESS;
    size_t head = (size_t)(*at - start);
    if (!constructed && head == tag_size(start) + octets_of((size_t)size)) {
        buf_add(der, start, head + (size_t)size); /* it is DER already */
        *at += size;
        return true;
    }
    bool pieces = constructed && tag == V_ASN1_OCTET_STRING && class == V_ASN1_UNIVERSAL;
    if (pieces)
        buf_putc(der, V_ASN1_OCTET_STRING);
    else
        buf_add(der, start, tag_size(start));
    size_t content = der->size;
    if (!constructed) {
        buf_add(der, *at, (size_t)size);
        *at += size;
    } else if (!convert_all(at, endless ? end : *at + size, endless, depth + 1, der) ||
               (pieces && !join(der, content))) {
        return false;
    }
    insert_size(der, content);
    return true;
}

bool ber_to_der(const void *ber, size_t size, size_t *used, struct buf *der)
{
    const unsigned char *at = ber, *end = at + size;
    buf_reserve(der, size); /* of DER it is all that is needed */
    bool converted = size > 0 && size <= LONG_MAX && convert(&at, end, 0, der);
    *used = (size_t)(at - (const unsigned char *)ber);
    ERR_clear_error();
    return converted;
}
