#include "verify/verify.h"

#include "base/hash.h"
#include "base/number.h"
#include "parse/pdf_reader.h"

#include <stdio.h>
#include <string.h>

#define DIGITS "0123456789"

enum {
    FIELD_LIMIT = 256,
    FIELD_DEPTH_LIMIT = 8,
    READING_LIMIT = 8, /* times the file's size that the objects of a form may have in all */
};

/* The fields of a form, walked in search of signatures. */
struct search {
    const struct pdf_reader *pdf;
    size_t fields, signatures;
    size_t read;                      /* bytes of the objects that were read */
    bool damaged;                     /* a signature that there is cannot be read */
    struct pdf_lexer_value signature; /* the dictionary of the last one found */
};

/* Finds the value of a key, which may stand elsewhere in the file. */
static bool get(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                const char *key, struct pdf_lexer_value *value, struct error *err)
{
    return pdf_reader_find(pdf, dictionary, key, value, err) &&
           pdf_reader_resolve(pdf, value, err);
}

static bool is_absent(const struct pdf_lexer_value *value)
{
    return value->kind == PDF_LEXER_MISSING || value->kind == PDF_LEXER_NULL;
}

static bool walk(struct search *search, const struct pdf_lexer_value *fields, bool signature,
                 unsigned depth, struct error *err);

/* Resolves a value of the form. Fields may share objects, so that a small file could be read
 * for hours. */
static bool resolve(struct search *search, struct pdf_lexer_value *value, struct error *err)
{
    if (!pdf_reader_resolve(search->pdf, value, err))
        return false;
    search->read += value->end - value->at;
    return search->read / READING_LIMIT <= search->pdf->size ||
           error_set(err, "form-too-large",
                     "The objects of the form are together more than %d times as large as the "
                     "file.",
                     (int)READING_LIMIT);
}

static bool get_part(struct search *search, const struct pdf_lexer_value *field,
                     const char *key, struct pdf_lexer_value *value, struct error *err)
{
    return pdf_reader_find(search->pdf, field, key, value, err) && resolve(search, value, err);
}

/* A field inherits its type /FT from its parents (12.7.3.1). */
static bool visit(struct search *search, const struct pdf_lexer_value *field, bool signature,
                  unsigned depth, struct error *err)
{
    struct pdf_lexer_value type, value, kids;
    if (!get_part(search, field, "FT", &type, err))
        return false;
    if (!is_absent(&type))
        signature = pdf_lexer_is_name(search->pdf->bytes, &type, "Sig");
    if (!get_part(search, field, "V", &value, err)) {
        search->damaged = signature;
        return false;
    }
    if (!get_part(search, field, "Kids", &kids, err))
        return false;
    if (signature && !is_absent(&value)) {
        search->signatures++;
        search->signature = value;
    }
    return is_absent(&kids) || walk(search, &kids, signature, depth + 1, err);
}

static bool walk(struct search *search, const struct pdf_lexer_value *fields, bool signature,
                 unsigned depth, struct error *err)
{
    if (depth > FIELD_DEPTH_LIMIT)
        return error_set(err, "form-too-large", "The form's fields are nested too deeply.");
    struct pdf_lexer_value field = {0};
    while (pdf_reader_next(search->pdf, fields, &field, err)) {
        struct pdf_lexer_value object = field;
        if (field.kind == PDF_LEXER_MISSING)
            return true;
        if (++search->fields > FIELD_LIMIT)
            return error_set(err, "form-too-large", "The form has more than %d fields.",
                             (int)FIELD_LIMIT);
        if (!resolve(search, &object, err) || !visit(search, &object, signature, depth, err))
            return false;
    }
    return false;
}

static bool find_signatures(struct search *search, struct error *err)
{
    const struct pdf_reader *pdf = search->pdf;
    struct pdf_lexer_value catalog, form, fields;
    if (!get(pdf, &pdf->table.trailer, "Root", &catalog, err) ||
        !get(pdf, &catalog, "AcroForm", &form, err))
        return false;
    if (is_absent(&form))
        return true;
    return get(pdf, &form, "Fields", &fields, err) &&
           (is_absent(&fields) || walk(search, &fields, false, 0, err));
}

/* A signature dictionary in a document. */
struct signature {
    const struct pdf_reader *pdf;
    struct pdf_lexer_value dictionary;
    struct pdf_lexer_value contents;
};

static bool check_name(const struct signature *signature, const char *key, const char *name,
                       struct error *err)
{
    struct pdf_lexer_value value;
    if (!pdf_reader_find(signature->pdf, &signature->dictionary, key, &value, err))
        return false;
    return pdf_lexer_is_name(signature->pdf->bytes, &value, name) ||
           error_set(err, "signature-not-pades", "The signature's /%s is not /%s.", key, name);
}

static bool check_kind(const struct signature *signature, struct error *err)
{
    struct pdf_lexer_value certificate;
    if (!check_name(signature, "Type", "Sig", err) ||
        !check_name(signature, "Filter", "Adobe.PPKLite", err) ||
        !check_name(signature, "SubFilter", "ETSI.CAdES.detached", err) ||
        !pdf_reader_find(signature->pdf, &signature->dictionary, "Cert", &certificate, err))
        return false;
    return certificate.kind == PDF_LEXER_MISSING ||
           error_set(err, "signature-not-pades",
                     "The signature has a /Cert, which PAdES forbids.");
}

static bool read_numbers(const struct pdf_reader *pdf, const struct pdf_lexer_value *array,
                         uint64_t range[4], struct error *err)
{
    struct pdf_lexer_value number = {0};
    for (size_t i = 0; i < 4; i++)
        if (!pdf_reader_next(pdf, array, &number, err) ||
            !pdf_lexer_number(pdf->bytes, &number, &range[i]))
            return error_set(err, "signature-damaged",
                             "/ByteRange is not of four whole numbers.");
    if (!pdf_reader_next(pdf, array, &number, err))
        return false;
    return number.kind == PDF_LEXER_MISSING ||
           error_set(err, "signature-damaged", "/ByteRange has more than four numbers.");
}

static bool read_range(const struct signature *signature, uint64_t range[4], struct error *err)
{
    struct pdf_lexer_value array = {0};
    if (!pdf_reader_find(signature->pdf, &signature->dictionary, "ByteRange", &array, err))
        return false;
    if (array.kind != PDF_LEXER_ARRAY)
        return error_set(err, "signature-damaged",
                         "The signature has no /ByteRange: it does not say what it signs.");
    return read_numbers(signature->pdf, &array, range, err);
}

/* Counts the places that look like a signature's, wherever they stand. */
static size_t count_ranges(const char *bytes, size_t size)
{
    static const char key[] = "/ByteRange";
    size_t count = 0;
    const char *at = bytes, *end = bytes + size;
    while ((at = memmem(at, (size_t)(end - at), key, strlen(key)))) {
        at += strlen(key);
        count++;
    }
    return count;
}

/* As when certificates are joined into one file for printing. */
static void set_several(size_t count, struct error *err)
{
    error_set(err, "several-signatures",
              "The file holds %zu signatures, as when several certificates are joined into one "
              "file; a signature holds only for the file that was issued.",
              count);
    error_advise(err, "Verify the certificates one by one, as they were issued.");
}

/* Finds the first text in the file that looks like a signature's /ByteRange. */
static bool find_range(const struct pdf_reader *pdf, uint64_t range[4])
{
    static const char key[] = "/ByteRange";
    struct error ignored;
    struct pdf_lexer_value array;
    const char *at = memmem(pdf->bytes, pdf->size, key, strlen(key));
    if (!at)
        return false;
    struct pdf_lexer scan =
        pdf_lexer_of(pdf->bytes, (size_t)(at - pdf->bytes) + strlen(key), pdf->size, &ignored);
    return pdf_lexer_value(&scan, &array) && read_numbers(pdf, &array, range, &ignored);
}

/* Whether a file that cannot be read as a whole goes on behind what its first /ByteRange
 * covers: that tells more than where the reading stopped. */
static bool was_added_to(const struct buf *file)
{
    const struct pdf_reader pdf = {.bytes = buf_text(file), .size = file->size};
    uint64_t range[4] = {0};
    return find_range(&pdf, range) && range[3] < pdf.size && range[2] < pdf.size - range[3];
}

/* All of the file is signed but the string /Contents itself. */
static bool check_range(const struct signature *signature, struct error *err)
{
    uint64_t range[4] = {0};
    size_t size = signature->pdf->size;
    if (!read_range(signature, range, err))
        return false;
    if (range[0] != 0 || range[1] != signature->contents.at)
        return error_set(err, "not-all-signed",
                         "/ByteRange does not cover the file up to /Contents.");
    if (range[2] != signature->contents.end)
        return error_set(err, "not-all-signed",
                         "/ByteRange does not go on right behind /Contents.");
    return range[3] == size - signature->contents.end ||
           error_set(err, "not-all-signed",
                     "/ByteRange does not end with the file: something was added after the "
                     "signature, or cut off.");
}

/* Takes the DER out of the zeros that fill the rest of its place. */
static bool read_contents(const struct signature *signature, struct buf *der, struct error *err)
{
    const struct pdf_lexer_value *contents = &signature->contents;
    const char *pdf = signature->pdf->bytes;
    size_t digits = contents->end - contents->at - strlen("<>");
    const char *hex = pdf + contents->at + 1;
    /* The signature does not cover its own digits: in one letter case, none of them can change.
     */
    if (digits % 2 ||
        (strspn(hex, DIGITS "abcdef") != digits && strspn(hex, DIGITS "ABCDEF") != digits))
        return error_set(
            err, "signature-damaged",
            "/Contents holds something other than pairs of hex digits in one letter "
            "case.");
    pdf_lexer_string(pdf, contents, der);
    const unsigned char *bytes = (const unsigned char *)der->data;
    if (der->size < 4 || bytes[0] != 0x30 || bytes[1] != 0x82)
        return error_set(err, "signature-damaged", "/Contents holds no signature.");
    size_t size = 4 + ((size_t)bytes[2] << 8 | bytes[3]);
    if (size > der->size)
        return error_set(err, "signature-damaged", "/Contents breaks off.");
    for (size_t i = size; i < der->size; i++)
        if (bytes[i])
            return error_set(err, "signature-damaged",
                             "/Contents holds something after the signature.");
    der->size = size;
    return true;
}

static struct digest signed_digest(const struct signature *signature)
{
    const struct pdf_reader *pdf = signature->pdf;
    const struct span ranges[] = {
        {pdf->bytes, signature->contents.at},
        {pdf->bytes + signature->contents.end, pdf->size - signature->contents.end},
    };
    return hash_of(ranges, 2);
}

/* `D:20171005120000+06'00'` becomes `2017-10-05 12:00:00+06:00`; anything else, nothing. */
static void format_time(const char *date, char out[64])
{
    static const char form[] = "D:00000000000000+00'00";
    size_t size = strlen(date);
    bool zulu = size == 17 && date[16] == 'Z';
    if (!zulu && size != 22 && !(size == 23 && date[22] == '\''))
        return;
    for (size_t i = 0; i < (zulu ? 16 : 22); i++) {
        bool digit = number_is_digit(date[i]);
        bool sign = i == 16 && (date[i] == '+' || date[i] == '-');
        if (i == 16 ? !sign : form[i] == '0' ? !digit : date[i] != form[i])
            return;
    }
    snprintf(out, 64, "%.4s-%.2s-%.2s %.2s:%.2s:%.2s%.*s%s%.2s", date + 2, date + 6, date + 8,
             date + 10, date + 12, date + 14, zulu ? 1 : 3, date + 16, zulu ? "" : ":",
             zulu ? "" : date + 20);
}

static void read_time(const struct signature *signature, char out[64])
{
    struct error ignored;
    struct pdf_lexer_value value;
    struct buf text = {0};
    if (pdf_reader_find(signature->pdf, &signature->dictionary, "M", &value, &ignored) &&
        pdf_lexer_string(signature->pdf->bytes, &value, &text))
        format_time(buf_text(&text), out);
    buf_free(&text);
}

static bool check_place(struct signature *signature, struct buf *der, struct error *err)
{
    if (!check_kind(signature, err) || !pdf_reader_find(signature->pdf, &signature->dictionary,
                                                        "Contents", &signature->contents, err))
        return false;
    if (signature->contents.end > signature->pdf->size)
        return error_set(err, "signature-damaged",
                         "The signature stands in a compressed part of the file.");
    if (signature->contents.kind != PDF_LEXER_HEX)
        return error_set(err, "signature-damaged",
                         "The signature has no /Contents: there is nothing to check.");
    return check_range(signature, err) && read_contents(signature, der, err);
}

static bool fail(struct verification *verification, enum verdict verdict,
                 const struct error *why)
{
    verification->verdict = verdict;
    verification->why = *why;
    return false;
}

/* Finds the one signature; the verdict is already there when it is not found. */
static bool find_signature(const struct pdf_reader *pdf, struct signature *signature,
                           struct verification *verification)
{
    struct search search = {.pdf = pdf};
    struct error err;
    if (!find_signatures(&search, &err))
        return fail(verification, search.damaged ? VERDICT_INVALID : VERDICT_UNREADABLE, &err);
    if (search.signatures == 0) {
        error_set(&err, "not-signed", "The document is not signed.");
        return fail(verification, VERDICT_UNSIGNED, &err);
    }
    if (search.signatures > 1) {
        set_several(search.signatures, &err);
        return fail(verification, VERDICT_INVALID, &err);
    }
    *signature = (struct signature){.pdf = pdf, .dictionary = search.signature};
    return true;
}

static void check_message(const struct signature *signature, const struct buf *der,
                          const struct anchors *anchors, int64_t now, struct cms_memory *memory,
                          struct verification *verification)
{
    static const enum verdict verdicts[] = {
        [CMS_VALID] = VERDICT_VALID,
        [CMS_UNTRUSTED] = VERDICT_UNTRUSTED,
        [CMS_INVALID] = VERDICT_INVALID,
    };
    struct cms_report report;
    struct digest digest = signed_digest(signature);
    cms_verify(der->data, der->size, &digest, anchors, now, memory, &report);
    verification->verdict = verdicts[report.verdict];
    memcpy(verification->signer, report.signer, sizeof verification->signer);
    verification->certificate = report.certificate;
    memcpy(verification->issuer, report.issuer, sizeof verification->issuer);
    verification->why = report.why;
}

void verify_pdf(const struct buf *pdf, const struct anchors *anchors, int64_t now,
                struct cms_memory *memory, struct verification *verification)
{
    struct pdf_reader read;
    struct signature signature;
    struct buf der = {0};
    struct error err;
    *verification = (struct verification){.verdict = VERDICT_INVALID};
    if (!pdf_reader_open(&read, buf_text(pdf), pdf->size, &err)) {
        size_t signatures = count_ranges(buf_text(pdf), pdf->size);
        bool added = was_added_to(pdf);
        if (added && signatures > 1)
            set_several(signatures, &err);
        else if (added)
            error_set(&err, "added-after-signing",
                      "Something was added to the file after it was signed.");
        fail(verification, added ? VERDICT_INVALID : VERDICT_UNREADABLE, &err);
        return;
    }
    if (find_signature(&read, &signature, verification)) {
        read_time(&signature, verification->time);
        if (check_place(&signature, &der, &err))
            check_message(&signature, &der, anchors, now, memory, verification);
        else
            fail(verification, VERDICT_INVALID, &err);
    }
    pdf_reader_close(&read);
    buf_free(&der);
}

/* Takes all but what the first /ByteRange leaves out, a hexadecimal string, for what was
 * signed. */
static bool find_contents(const struct pdf_reader *pdf, struct signature *signature)
{
    uint64_t range[4] = {0};
    size_t size = pdf->size;
    if (!find_range(pdf, range) || range[0] != 0 || range[2] > size ||
        range[3] != size - range[2] || range[2] < 2 || range[1] > range[2] - 2)
        return false;
    signature->pdf = pdf;
    signature->contents =
        (struct pdf_lexer_value){PDF_LEXER_HEX, (size_t)range[1], (size_t)range[2]};
    return pdf->bytes[range[1]] == '<' && pdf->bytes[range[2] - 1] == '>';
}

bool verify_is_signed_by(const struct buf *pdf, const struct digest *certificate, int64_t now,
                         struct cms_memory *memory)
{
    const struct pdf_reader text = {.bytes = buf_text(pdf), .size = pdf->size};
    struct signature signature = {0};
    struct verification verification = {.verdict = VERDICT_INVALID};
    struct buf der = {0};
    struct error ignored;
    if (find_contents(&text, &signature) && read_contents(&signature, &der, &ignored))
        check_message(&signature, &der, NULL, now, memory, &verification);
    buf_free(&der);
    return verification.verdict != VERDICT_INVALID &&
           memcmp(&verification.certificate, certificate, sizeof *certificate) == 0;
}
