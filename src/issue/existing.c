#include "issue/existing.h"

#include "base/hash.h"
#include "parse/pdf_reader.h"
#include "verify/verify.h"

#include <string.h>

/* Whether the second part of /ID is the digest of all else, as in each unsigned certificate. */
static bool digest_holds(const struct buf *bytes, const struct pdf_reader *pdf)
{
    struct pdf_lexer_value pair, part = {0};
    struct buf second = {0};
    struct error err;
    bool holds = pdf_reader_find(pdf, &pdf->table.trailer, "ID", &pair, &err) &&
                 pdf_reader_next(pdf, &pair, &part, &err) &&
                 pdf_reader_next(pdf, &pair, &part, &err) &&
                 pdf_lexer_string(pdf->bytes, &part, &second) && second.size == 16;
    if (holds) {
        const struct span others[] = {{bytes->data, part.at},
                                      {bytes->data + part.end, bytes->size - part.end}};
        struct digest digest = hash_of(others, 2);
        holds = memcmp(second.data, digest.bytes, 16) == 0;
    }
    buf_free(&second);
    return holds;
}

/* What the signature makes of a file whose words are of no matter. */
static enum existing look_at_signature(const struct buf *bytes, const struct pdf_reader *pdf,
                                       const struct digest *identity, int64_t now,
                                       struct cms_memory *memory)
{
    struct verification verification;
    verify_pdf(bytes, NULL, now, memory, &verification);
    bool is_signed = verification.verdict != VERDICT_UNSIGNED;
    if (verification.verdict == VERDICT_INVALID || verification.verdict == VERDICT_UNREADABLE)
        return EXISTING_DAMAGED;
    if (!is_signed && !digest_holds(bytes, pdf))
        return EXISTING_DAMAGED;
    if (is_signed != (identity != NULL))
        return is_signed ? EXISTING_SIGNED : EXISTING_UNSIGNED;
    if (is_signed && memcmp(verification.certificate.bytes, identity->bytes, DIGEST_SIZE) != 0)
        return EXISTING_FOREIGN;
    return EXISTING_SAME;
}

enum existing existing_compare(const struct buf *bytes, const uint8_t id[16],
                               const struct digest *identity, int64_t now,
                               struct cms_memory *memory)
{
    struct pdf_reader pdf;
    struct error err;
    uint8_t there[16];
    enum existing existing = EXISTING_DAMAGED;
    if (!pdf_reader_open(&pdf, bytes->data, bytes->size, &err))
        return existing;
    if (pdf_reader_id(&pdf, there, &err)) {
        existing = look_at_signature(bytes, &pdf, identity, now, memory);
        if (existing == EXISTING_SAME && memcmp(there, id, sizeof there) != 0)
            existing = EXISTING_OTHER;
    }
    pdf_reader_close(&pdf);
    return existing;
}

bool existing_refuse(enum existing existing, const char *name, struct error *err)
{
    switch (existing) {
    case EXISTING_UNSIGNED:
        error_set(err, "existing-unsigned", "There is already an unsigned certificate.");
        break;
    case EXISTING_SIGNED:
        error_set(err, "existing-signed", "There is already a signed certificate.");
        break;
    case EXISTING_FOREIGN:
        error_set(err, "existing-foreign",
                  "There is already a certificate signed with another key.");
        break;
    case EXISTING_SAME:
    case EXISTING_OTHER:
        error_set(err, "existing-other",
                  "There is already a certificate that says something else.");
        break;
    case EXISTING_DAMAGED:
        error_set(err, "existing-damaged",
                  "There is already a file that is damaged or not a certificate.");
        break;
    }
    error_advise(err, "Move it away, or use --replace.");
    return error_at(err, (struct place){.column = name});
}
