#include "verify/signature.h"

#include "parse/pdf_date.h"
#include "trust/ber.h"

#include <string.h>

#define DIGITS "0123456789"

enum { RANGES = 4 };

enum { SEQUENCE = 0x30 }; /* the tag of a message (X.690, 8.9) */

static bool is_name(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                    const char *key, const char *name)
{
    struct error ignored;
    struct pdf_lexer_value value;
    return pdf_reader_find(pdf, dictionary, key, &value, &ignored) &&
           pdf_lexer_is_name(pdf->bytes, &value, name);
}

static bool read_kind(const struct pdf_reader *pdf, struct signature *signature,
                      struct error *err)
{
    static const struct {
        const char *name;
        enum signature_kind kind;
    } kinds[] = {
        {"ETSI.CAdES.detached", SIGNATURE_PADES},
        {"adbe.pkcs7.detached", SIGNATURE_CMS},
        {"ETSI.RFC3161", SIGNATURE_STAMP},
    };
    struct pdf_lexer_value type;
    if (!pdf_reader_find(pdf, &signature->dictionary, "Type", &type, err))
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (is_name(pdf, &signature->dictionary, "SubFilter", kinds[i].name)) {
            const char *wanted = kinds[i].kind == SIGNATURE_STAMP ? "DocTimeStamp" : "Sig";
            signature->kind = kinds[i].kind;
            signature->understood =
                type.kind == PDF_LEXER_MISSING || pdf_lexer_is_name(pdf->bytes, &type, wanted);
        }
    return signature->understood ||
           error_set(err, "signature-kind-unknown",
                     "The signature is of a kind that is not read: its /SubFilter is none of "
                     "/ETSI.CAdES.detached, /adbe.pkcs7.detached and /ETSI.RFC3161, or its "
                     "/Type does not fit.");
}

static bool read_numbers(const struct pdf_reader *pdf, const struct pdf_lexer_value *array,
                         uint64_t range[RANGES], struct error *err)
{
    struct pdf_lexer_value number = {0};
    if (array->kind != PDF_LEXER_ARRAY)
        return error_set(err, "signature-damaged",
                         "The signature has no /ByteRange: it does not say what it signs.");
    for (size_t i = 0; i < RANGES; i++)
        if (!pdf_reader_next(pdf, array, &number, err) ||
            !pdf_lexer_number(pdf->bytes, &number, &range[i]))
            return error_set(err, "signature-damaged",
                             "/ByteRange is not of four whole numbers.");
    if (!pdf_reader_next(pdf, array, &number, err))
        return false;
    return number.kind == PDF_LEXER_MISSING ||
           error_set(err, "signature-damaged", "/ByteRange has more than four numbers.");
}

static bool read_contents(const struct pdf_reader *pdf, struct signature *signature,
                          struct error *err)
{
    struct pdf_lexer_value contents;
    if (!pdf_reader_find(pdf, &signature->dictionary, "Contents", &contents, err))
        return false;
    if (contents.end > pdf->size)
        return error_set(err, "signature-damaged",
                         "The signature stands in a compressed part of the file.");
    if (contents.kind != PDF_LEXER_HEX)
        return error_set(err, "signature-damaged",
                         "The signature has no /Contents: there is nothing to check.");
    signature->contents_at = contents.at;
    signature->contents_end = contents.end;
    return true;
}

/* All of the file up to the end of a revision is signed but the string /Contents itself. */
static bool read_range(const struct pdf_reader *pdf, struct signature *signature,
                       struct error *err)
{
    struct pdf_lexer_value array = {0};
    uint64_t range[RANGES] = {0};
    if (!pdf_reader_find(pdf, &signature->dictionary, "ByteRange", &array, err) ||
        !read_numbers(pdf, &array, range, err))
        return false;
    if (range[0] != 0 || range[1] != signature->contents_at)
        return error_set(err, "not-all-signed",
                         "/ByteRange does not cover the file up to /Contents.");
    if (range[2] != signature->contents_end)
        return error_set(err, "not-all-signed",
                         "/ByteRange does not go on directly after /Contents.");
    if (range[3] > pdf->size - signature->contents_end)
        return error_set(err, "not-all-signed",
                         "/ByteRange goes on behind the end of the file, which was cut off.");
    signature->end = signature->contents_end + (size_t)range[3];
    return true;
}

/* Finds /P of a certifying signature; what cannot be read allows nothing. */
static uint64_t read_certified(const struct pdf_reader *pdf, const struct signature *signature)
{
    struct error ignored;
    struct pdf_lexer_value list, reference = {0}, parameters, level;
    uint64_t certified = SIGNATURE_NO_CHANGES;
    if (!pdf_reader_get(pdf, &signature->dictionary, "Reference", &list, &ignored))
        return certified;
    if (list.kind == PDF_LEXER_MISSING)
        return SIGNATURE_UNCERTIFIED;
    while (pdf_reader_next(pdf, &list, &reference, &ignored)) {
        struct pdf_lexer_value object = reference;
        if (reference.kind == PDF_LEXER_MISSING)
            return SIGNATURE_UNCERTIFIED;
        if (!pdf_reader_resolve(pdf, &object, &ignored) || object.kind != PDF_LEXER_DICTIONARY)
            return certified;
        if (!is_name(pdf, &object, "TransformMethod", "DocMDP"))
            continue;
        if (!pdf_reader_get(pdf, &object, "TransformParams", &parameters, &ignored) ||
            parameters.kind != PDF_LEXER_DICTIONARY ||
            !pdf_reader_get(pdf, &parameters, "P", &level, &ignored))
            return certified;
        return level.kind == PDF_LEXER_MISSING                    ? 2 /* as the standard says */
               : pdf_lexer_number(pdf->bytes, &level, &certified) ? certified
                                                                  : SIGNATURE_NO_CHANGES;
    }
    return certified;
}

static void read_time(const struct pdf_reader *pdf, struct signature *signature)
{
    struct error ignored;
    struct pdf_lexer_value value;
    struct buf text = {0};
    signature->has_time = pdf_reader_get(pdf, &signature->dictionary, "M", &value, &ignored) &&
                          pdf_lexer_string(pdf->bytes, &value, &text) &&
                          strlen(buf_text(&text)) == text.size &&
                          pdf_date_read(buf_text(&text), &signature->time);
    buf_free(&text);
}

bool signature_read(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                    struct signature *signature, struct error *err)
{
    struct pdf_lexer_value certificate;
    *signature = (struct signature){.dictionary = *dictionary};
    if (!read_kind(pdf, signature, err))
        return false;
    read_time(pdf, signature);
    if (!pdf_reader_find(pdf, dictionary, "Cert", &certificate, err))
        return false;
    if (certificate.kind != PDF_LEXER_MISSING)
        return error_set(err, "signature-not-pades",
                         "The signature has a /Cert, which PAdES forbids.");
    signature->certified = read_certified(pdf, signature);
    return read_contents(pdf, signature, err) && read_range(pdf, signature, err);
}

/* Takes the message out of its place, which zeros fill up. */
static bool take_message(const struct buf *place, struct buf *der, bool *is_der,
                         struct error *err)
{
    size_t start = der->size, size = 0;
    const char *bytes = buf_text(place);
    if (place->size < 2 || bytes[0] != SEQUENCE)
        return error_set(err, "signature-damaged", "/Contents holds no signature.");
    if (!ber_to_der(bytes, place->size, &size, der))
        return error_set(err, "signature-damaged",
                         "/Contents holds no signature that is whole.");
    *is_der = der->size - start == size && memcmp(der->data + start, bytes, size) == 0;
    for (size_t i = size; i < place->size; i++)
        if (bytes[i])
            return error_set(err, "signature-damaged",
                             "/Contents holds something after the signature.");
    return true;
}

bool signature_message(const struct pdf_reader *pdf, const struct signature *signature,
                       struct buf *der, bool *is_der, struct error *err)
{
    struct buf padded = {0};
    const struct pdf_lexer_value contents = {PDF_LEXER_HEX, signature->contents_at,
                                             signature->contents_end};
    size_t digits = contents.end - contents.at - strlen("<>");
    const char *hex = pdf->bytes + contents.at + 1;
    /* The signature does not cover its own digits: in one letter case, none of them can change.
     */
    if (digits % 2 ||
        (strspn(hex, DIGITS "abcdef") != digits && strspn(hex, DIGITS "ABCDEF") != digits))
        return error_set(
            err, "signature-damaged",
            "/Contents holds something other than pairs of hex digits in one letter "
            "case.");
    pdf_lexer_string(pdf->bytes, &contents, &padded);
    bool held = take_message(&padded, der, is_der, err);
    buf_free(&padded);
    return held;
}
