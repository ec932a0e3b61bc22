#include "sign/pades.h"

#include <stdio.h>
#include <string.h>

size_t pades_room(const struct signer *signer)
{
    return signer->room * 2 + strlen("<>");
}

/* A hole that is not what it says is a fault of the writer, and must never become a file. */
static bool check_hole(const struct buf *pdf, const struct hole *hole)
{
    size_t size = pdf->size;
    if (hole->range_size < 2 || hole->contents_size < 2 || hole->contents_size % 2 ||
        hole->range_at > size || hole->range_size > size - hole->range_at ||
        hole->contents_at > size || hole->contents_size > size - hole->contents_at ||
        hole->begun_size > hole->range_at || hole->begun_size > hole->contents_at)
        return false;
    const char *range = pdf->data + hole->range_at;
    const char *contents = pdf->data + hole->contents_at;
    size_t digits = hole->contents_size - strlen("<>");
    return range[0] == '[' && range[hole->range_size - 1] == ']' && contents[0] == '<' &&
           contents[digits + 1] == '>' && strspn(contents + 1, "0") >= digits;
}

/* The array keeps its width: the numbers are followed by spaces. */
static bool fill_range(struct buf *pdf, const struct hole *hole, struct err *err)
{
    char text[96];
    size_t behind = hole->contents_at + hole->contents_size;
    int used = snprintf(text, sizeof text, "[0 %zu %zu %zu", hole->contents_at, behind,
                        pdf->size - behind);
    char *range = pdf->data + hole->range_at;
    if ((size_t)used + 1 > hole->range_size)
        return err_set(err, "The document is too large for the place of its /ByteRange.");
    memset(range, ' ', hole->range_size - 1);
    memcpy(range, text, (size_t)used);
    return true;
}

static void fill_contents(struct buf *pdf, const struct hole *hole, const struct buf *der)
{
    static const char digits[] = "0123456789abcdef";
    char *hex = pdf->data + hole->contents_at + 1;
    for (size_t i = 0; i < der->size; i++) {
        unsigned byte = (unsigned char)der->data[i];
        *hex++ = digits[byte >> 4];
        *hex++ = digits[byte & 15];
    }
}

static bool fill(struct buf *pdf, const struct hole *hole, const struct signer *signer,
                 struct buf *der, struct err *err)
{
    size_t behind = hole->contents_at + hole->contents_size;
    size_t begun = hole->begun ? hole->begun_size : 0;
    const struct span ranges[] = {
        {pdf->data + begun, hole->contents_at - begun},
        {pdf->data + behind, pdf->size - behind},
    };
    struct digest digest =
        hole->begun ? digest_go_on(hole->begun, ranges, 2) : digest_of(ranges, 2);
    if (!signer->sign(signer, &digest, der, err))
        return false;
    size_t room = hole->contents_size / 2 - 1;
    if (der->size > room)
        return err_set(err, "The signature takes %zu bytes, but the document has room for %zu.",
                       der->size, room);
    fill_contents(pdf, hole, der);
    return true;
}

bool pades_sign(struct buf *pdf, const struct hole *hole, const struct signer *signer,
                struct err *err)
{
    if (!check_hole(pdf, hole))
        return err_set(err, "The document has no empty place for a signature.");
    struct buf der = {0};
    bool filled = fill_range(pdf, hole, err) && fill(pdf, hole, signer, &der, err);
    buf_free(&der);
    return filled;
}
