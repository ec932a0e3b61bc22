#include "existing.h"

#include "digest.h"
#include "pdfread.h"
#include "verify.h"

#include <string.h>

static bool digest_holds(const struct buf *bytes, const struct pdfread *pdf)
{
    struct pdfscan_value pair, part = {0};
    struct buf second = {0};
    struct err err;
    bool holds = pdfread_find(pdf, &pdf->trailer, "ID", &pair, &err) &&
                 pdfread_next(pdf, &pair, &part, &err) &&
                 pdfread_next(pdf, &pair, &part, &err) &&
                 pdfscan_string(pdf->bytes, &part, &second) && second.size == 16;
    if (holds) {
        struct digest digest = digest_of(&(struct span){bytes->data, part.at}, 1);
        holds = memcmp(second.data, digest.bytes, 16) == 0;
    }
    buf_free(&second);
    return holds;
}

static bool signature_holds(const struct buf *bytes, int64_t now)
{
    struct verification verification;
    verify_pdf(bytes, NULL, now, &verification);
    return verification.verdict == VERDICT_VALID || verification.verdict == VERDICT_UNTRUSTED;
}

enum existing existing_compare(const struct buf *bytes, const uint8_t id[16], bool is_signed,
                               int64_t now)
{
    struct pdfread pdf;
    struct err err;
    uint8_t there[16];
    if (!pdfread_open(&pdf, bytes->data, bytes->size, &err) || !pdfread_id(&pdf, there, &err) ||
        memcmp(there, id, sizeof there) != 0)
        return EXISTING_OTHER;
    bool whole = is_signed ? signature_holds(bytes, now) : digest_holds(bytes, &pdf);
    return whole ? EXISTING_SAME : EXISTING_DAMAGED;
}
