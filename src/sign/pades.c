#include "sign/pades.h"

#include <stdio.h>
#include <string.h>

size_t pades_room(const struct signer *signer, const struct tsa *tsa)
{
    return (signer->room + (tsa ? tsa_room(tsa) : 0)) * 2 + strlen("<>");
}

/* Says whether /Contents is there, and empty. */
static bool check_contents(const struct buf *pdf, const struct placeholder *placeholder)
{
    size_t size = pdf->size;
    if (placeholder->contents_size < 2 || placeholder->contents_size % 2 ||
        placeholder->contents_at > size ||
        placeholder->contents_size > size - placeholder->contents_at)
        return false;
    const char *contents = pdf->data + placeholder->contents_at;
    size_t digits = placeholder->contents_size - strlen("<>");
    return contents[0] == '<' && contents[digits + 1] == '>' &&
           strspn(contents + 1, "0") >= digits;
}

/* A placeholder that is not what it says is a fault of the writer, and must never become a
 * file. */
static bool check_placeholder(const struct buf *pdf, const struct placeholder *placeholder)
{
    size_t size = pdf->size;
    if (!check_contents(pdf, placeholder) || placeholder->range_size < 2 ||
        placeholder->range_at > size ||
        placeholder->range_size > size - placeholder->range_at ||
        placeholder->prefix_size > placeholder->range_at ||
        placeholder->prefix_size > placeholder->contents_at)
        return false;
    const char *range = pdf->data + placeholder->range_at;
    return range[0] == '[' && range[placeholder->range_size - 1] == ']';
}

static bool fail_of_placeholder(struct error *err)
{
    return error_set(err, "placeholder-missing",
                     "The document has no empty space for a signature.");
}

static size_t behind_contents(const struct placeholder *placeholder)
{
    return placeholder->contents_at + placeholder->contents_size;
}

/* The array keeps its width: the numbers are followed by spaces. */
static bool fill_range(struct buf *pdf, const struct placeholder *placeholder,
                       struct error *err)
{
    char text[96];
    size_t behind = behind_contents(placeholder);
    int used = snprintf(text, sizeof text, "[0 %zu %zu %zu", placeholder->contents_at, behind,
                        pdf->size - behind);
    char *range = pdf->data + placeholder->range_at;
    if ((size_t)used + 1 > placeholder->range_size)
        return error_set(err, "document-too-large-to-sign",
                         "The document is too large for the place of its /ByteRange.");
    memset(range, ' ', placeholder->range_size - 1);
    memcpy(range, text, (size_t)used);
    return true;
}

static void fill_contents(struct buf *pdf, const struct placeholder *placeholder,
                          const struct buf *der)
{
    static const char digits[] = "0123456789abcdef";
    char *hex = pdf->data + placeholder->contents_at + 1;
    for (size_t i = 0; i < der->size; i++) {
        unsigned byte = (unsigned char)der->data[i];
        *hex++ = digits[byte >> 4];
        *hex++ = digits[byte & 15];
    }
}

static bool check_room(const struct placeholder *placeholder, const struct buf *der,
                       struct error *err)
{
    size_t room = placeholder->contents_size / 2 - 1;
    return der->size <= room ||
           error_set(err, "signature-too-large",
                     "The signature takes %zu bytes, but the document has room for %zu.",
                     der->size, room);
}

static struct digest content_digest(const struct buf *pdf,
                                    const struct placeholder *placeholder)
{
    size_t behind = behind_contents(placeholder);
    size_t prefix = placeholder->prefix ? placeholder->prefix_size : 0;
    const struct span ranges[] = {
        {pdf->data + prefix, placeholder->contents_at - prefix},
        {pdf->data + behind, pdf->size - behind},
    };
    return placeholder->prefix ? hash_continue(placeholder->prefix, ranges, 2)
                               : hash_of(ranges, 2);
}

bool pades_prepare(struct buf *pdf, const struct placeholder *placeholder,
                   struct digest *content, struct error *err)
{
    if (!check_placeholder(pdf, placeholder))
        return fail_of_placeholder(err);
    if (!fill_range(pdf, placeholder, err))
        return false;
    *content = content_digest(pdf, placeholder);
    return true;
}

bool pades_content(const struct buf *pdf, const struct placeholder *placeholder,
                   struct span parts[2], struct digest *content, struct error *err)
{
    size_t behind = behind_contents(placeholder);
    if (!check_contents(pdf, placeholder))
        return fail_of_placeholder(err);
    parts[0] = (struct span){pdf->data, placeholder->contents_at};
    parts[1] = (struct span){pdf->data + behind, pdf->size - behind};
    *content = content_digest(pdf, placeholder);
    return true;
}

bool pades_embed(struct buf *pdf, const struct placeholder *placeholder, const struct buf *der,
                 struct error *err)
{
    if (!check_contents(pdf, placeholder))
        return fail_of_placeholder(err);
    if (!check_room(placeholder, der, err))
        return false;
    fill_contents(pdf, placeholder, der);
    return true;
}

bool pades_sign(struct buf *pdf, const struct placeholder *placeholder,
                const struct signer *signer, struct pades_signature *signature,
                struct error *err)
{
    size_t behind = behind_contents(placeholder);
    buf_clear(&signature->der);
    if (!pades_prepare(pdf, placeholder, &signature->content, err))
        return false;
    const struct span parts[] = {
        {pdf->data, placeholder->contents_at},
        {pdf->data + behind, pdf->size - behind},
    };
    const struct signed_content content = {
        .digest = signature->content, .parts = parts, .count = 2};
    return signer->sign(signer, &content, &signature->der, err) &&
           pades_embed(pdf, placeholder, &signature->der, err);
}

bool pades_stamp(struct buf *pdf, const struct placeholder *placeholder, struct tsa *tsa,
                 struct pades_signature *signature, struct error *err)
{
    struct buf stamped = {0};
    buf_add(&stamped, signature->der.data, signature->der.size);
    bool added =
        tsa_stamp_signature(tsa, &stamped, err) && check_room(placeholder, &stamped, err);
    if (added) {
        fill_contents(pdf, placeholder, &stamped);
        buf_clear(&signature->der);
        buf_add(&signature->der, stamped.data, stamped.size);
    }
    buf_free(&stamped);
    return added;
}

bool pades_stamp_document(struct buf *pdf, const struct placeholder *placeholder,
                          struct tsa *tsa, struct error *err)
{
    struct buf token = {0};
    if (!check_placeholder(pdf, placeholder))
        return fail_of_placeholder(err);
    if (!fill_range(pdf, placeholder, err))
        return false;
    const struct digest content = content_digest(pdf, placeholder);
    bool stamped =
        tsa_stamp(tsa, &content, &token, err) && check_room(placeholder, &token, err);
    if (stamped)
        fill_contents(pdf, placeholder, &token);
    buf_free(&token);
    return stamped;
}
