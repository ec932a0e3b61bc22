#include "issue/existing.h"

#include "base/hash.h"
#include "base/text.h"
#include "parse/pdf_reader.h"
#include "verify/verify.h"

#include <stdlib.h>
#include <string.h>

/* The bytes of a file, and what its trailer says. */
struct file_end {
    const struct buf *bytes;
    uint8_t id[16];
    struct pdf_lexer_value revision; /* the second part of /ID */
    uint8_t digest[16];              /* … which is one in an unsigned certificate */
};

/* Takes the string where it is of 16 bytes. */
static bool take_16(const struct buf *bytes, const struct pdf_lexer_value *string,
                    uint8_t out[16])
{
    struct buf text = {0};
    bool fits = pdf_lexer_string(bytes->data, string, &text) && text.size == 16;
    if (fits)
        memcpy(out, text.data, 16);
    buf_free(&text);
    return fits;
}

static bool read_end(const struct buf *bytes, struct file_end *end)
{
    struct pdf_reader pdf;
    struct pdf_lexer_value pair, first = {0};
    struct error err;
    *end = (struct file_end){.bytes = bytes};
    if (!pdf_reader_open_trailer(&pdf, bytes->data, bytes->size, &err) ||
        !pdf_reader_find(&pdf, &pdf.table.trailer, "ID", &pair, &err) ||
        !pdf_reader_next(&pdf, &pair, &first, &err) || !take_16(bytes, &first, end->id))
        return false;
    end->revision = first;
    if (!pdf_reader_next(&pdf, &pair, &end->revision, &err))
        return false;
    take_16(bytes, &end->revision, end->digest);
    return true;
}

/* Whether the second part of /ID is the digest of all that stands before it, and of what stands
 * from `behind` on. */
static bool digest_holds(const struct file_end *end, size_t behind)
{
    const struct buf *bytes = end->bytes;
    const struct span others[] = {{bytes->data, end->revision.at},
                                  {bytes->data + behind, bytes->size - behind}};
    struct digest digest = hash_of(others, 2);
    return memcmp(end->digest, digest.bytes, sizeof end->digest) == 0;
}

/* Whether the file is whole as unsigned certificates were before their objects were packed: the
 * digest did not cover the last lines, in which nothing but the table's place can differ. */
static bool is_of_earlier_version(const struct file_end *end)
{
    static const char first[] = "] >>\nstartxref\n", last[] = "\n%%EOF\n", table[] = "xref\n";
    const struct buf *bytes = end->bytes;
    const char *lines = bytes->data + end->revision.end;
    if (!text_begins(lines, first))
        return false;
    lines += strlen(first);
    size_t place = strtoul(lines, NULL, 10); /* those who read the file forgive a wrong one */
    lines += strspn(lines, "0123456789");
    return place < bytes->size && text_begins(bytes->data + place, table) &&
           strcmp(lines, last) == 0 && digest_holds(end, bytes->size);
}

/* What becomes of a file that is not simply what would be written. */
static enum existing look_closely(const struct file_end *end, const struct digest *identity,
                                  int64_t now, struct cms_memory *memory)
{
    struct verification verification;
    struct digest signer = {{0}};
    verify_pdf(end->bytes, &(struct verify_request){.now = now}, memory, &verification);
    enum verdict verdict = verification.verdict;
    if (verification.main)
        signer = verification.main->signer.fingerprint;
    verification_free(&verification);
    if (verdict == VERDICT_UNSIGNED && is_of_earlier_version(end))
        return EXISTING_EARLIER;
    if (verdict != VERDICT_GOOD && verdict != VERDICT_UNTRUSTED)
        return EXISTING_DAMAGED;
    if (!identity)
        return EXISTING_SIGNED;
    return memcmp(&signer, identity, sizeof *identity) == 0 ? EXISTING_SAME : EXISTING_FOREIGN;
}

/* What the file is, whatever it says. One that is to be kept is known without reading what
 * stands in it: every byte is signed with our own key, or in the digest. */
static enum existing look_at(const struct file_end *end, const struct digest *identity,
                             int64_t now, struct cms_memory *memory)
{
    if (identity && verify_is_signed_by(end->bytes, identity, now, memory))
        return EXISTING_SAME;
    if (digest_holds(end, end->revision.end))
        return identity ? EXISTING_UNSIGNED : EXISTING_SAME;
    return look_closely(end, identity, now, memory);
}

enum existing existing_compare(const struct buf *bytes, const uint8_t id[16],
                               const struct digest *identity, int64_t now,
                               struct cms_memory *memory)
{
    struct file_end end;
    if (!read_end(bytes, &end))
        return EXISTING_DAMAGED;
    enum existing existing = look_at(&end, identity, now, memory);
    return existing == EXISTING_SAME && memcmp(end.id, id, sizeof end.id) != 0 ? EXISTING_OTHER
                                                                               : existing;
}

static bool has(const struct buf *bytes, const char *words)
{
    return memmem(buf_text(bytes), bytes->size, words, strlen(words)) != NULL;
}

enum pades_level existing_level(const struct buf *bytes)
{
    /* id-aa-timeStampToken (RFC 3161, appendix A) in DER, as /Contents has it */
    static const char token[] = "060b2a864886f70d010910020e";
    bool stamped = has(bytes, "/DocTimeStamp");
    if (has(bytes, "/Type/DSS"))
        return stamped ? PADES_LTA : PADES_LT;
    return stamped || has(bytes, token) ? PADES_T : PADES_B;
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
    case EXISTING_EARLIER:
        error_set(err, "existing-earlier",
                  "There is already an unsigned certificate, made by an earlier version of "
                  "kualik.");
        break;
    case EXISTING_DAMAGED:
        error_set(err, "existing-damaged",
                  "There is already a file that is damaged or not a certificate.");
        break;
    }
    error_advise(err, "Move it away, or use --replace.");
    return error_at(err, (struct place){.column = name});
}
