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

static void put_size(size_t size, struct buf *der)
{
    size_t count = 0;
    if (size < SHORT_LIMIT) {
        buf_putc(der, (char)size);
        return;
    }
    while (count < sizeof size && size >> (8 * count))
        count++;
    buf_putc(der, (char)(SHORT_LIMIT | count));
    while (count > 0)
        buf_putc(der, (char)(size >> (8 * --count) & 0xFF));
}

/* Puts together the pieces of a string, which are strings themselves. */
static bool join(const struct buf *pieces, struct buf *whole)
{
    const unsigned char *at = (const unsigned char *)buf_text(pieces), *end = at + pieces->size;
    while (at < end) {
        long size;
        int tag, class;
        int form = ASN1_get_object(&at, &size, &tag, &class, end - at);
        if (form != 0 || tag != V_ASN1_OCTET_STRING || class != V_ASN1_UNIVERSAL)
            return false;
        buf_add(whole, at, (size_t)size);
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
    struct buf parts = {0}, whole = {0};
    long size;
    int tag, class;
    int form = ASN1_get_object(at, &size, &tag, &class, end - start);
    if (form & FAULTY || depth > DEPTH_LIMIT || is_end(start, end))
        return false;
    size_t tag_bytes = tag_size(start);
    if (!(form & V_ASN1_CONSTRUCTED)) {
        buf_add(der, start, tag_bytes);
        put_size((size_t)size, der);
        buf_add(der, *at, (size_t)size);
        *at += size;
        return true;
    }
    bool endless = form & ENDLESS;
    bool pieces = tag == V_ASN1_OCTET_STRING && class == V_ASN1_UNIVERSAL;
    bool whole_read = convert_all(at, endless ? end : *at + size, endless, depth + 1, &parts) &&
                      (!pieces || join(&parts, &whole));
    const struct buf *content = pieces ? &whole : &parts;
    if (pieces)
        buf_putc(der, V_ASN1_OCTET_STRING);
    else
        buf_add(der, start, tag_bytes);
    put_size(content->size, der);
    buf_add(der, buf_text(content), content->size);
    buf_free(&parts);
    buf_free(&whole);
    return whole_read;
}

bool ber_to_der(const void *ber, size_t size, size_t *used, struct buf *der)
{
    const unsigned char *at = ber, *end = at + size;
    bool converted = size > 0 && size <= LONG_MAX && convert(&at, end, 0, der);
    *used = (size_t)(at - (const unsigned char *)ber);
    ERR_clear_error();
    return converted;
}
