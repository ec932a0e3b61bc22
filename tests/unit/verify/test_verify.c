/* Attacks on a signed document, each refused for its own reason. Where it matters, the
 * forged document carries a signature that is true for the bytes it names. */

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "sign/cms_sign.h"
#include "sign/pades.h"
#include "sign/signer.h"
#include "trust/ber.h"
#include "unit/ber_form.h"
#include "unit/tiny_pdf.h"
#include "unit/words.h"
#include "verify/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1507183200 }; /* 5 October 2017 */

struct world {
    char folder[256];
    struct signer *signer;
    struct anchors *anchors;
};

static struct buf load(const struct world *world, const char *name)
{
    char path[512];
    struct buf bytes = {0};
    snprintf(path, sizeof path, "%s/%s", world->folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    bytes.size = fread(buf_reserve(&bytes, 1 << 16), 1, 1 << 16, file);
    fclose(file);
    return bytes;
}

static int set_up(void **state)
{
    static struct world world;
    const char *temporary = getenv("TMPDIR");
    char command[600];
    struct error err = {0};
    snprintf(world.folder, sizeof world.folder, "%s/kualik-verify-XXXXXX",
             temporary ? temporary : "/tmp");
    if (!mkdtemp(world.folder))
        return -1;
    snprintf(command, sizeof command, "sh tests/pki.sh '%s' rsa2048 >/dev/null 2>&1",
             world.folder);
    if (system(command) != 0)
        return -1;
    struct buf key = load(&world, "rsa2048.p12"), authority = load(&world, "ca.pem");
    world.signer = cms_sign_open(
        &(struct key_source){.bytes = &key, .password = "demo-2017", .path = "rsa2048.p12"},
        NOW, &err);
    world.anchors = anchors_new(&authority, "ca.pem", &err);
    buf_free(&key);
    buf_free(&authority);
    *state = &world;
    return world.signer && world.anchors ? 0 : -1;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    char command[600];
    world->signer->free(world->signer);
    anchors_free(world->anchors);
    snprintf(command, sizeof command, "rm -rf '%s'", world->folder);
    return system(command);
}

static struct tiny signed_document(void **state)
{
    const struct world *world = *state;
    struct tiny tiny;
    struct error err = {0};
    tiny_new(&tiny, pades_room(world->signer, NULL) + 20); /* ten bytes more than it needs */
    struct pades_signature signature = {0};
    assert_true(pades_sign(&tiny.pdf, &tiny.placeholder, world->signer, &signature, &err));
    buf_free(&signature.der);
    return tiny;
}

/* What was found of the file, without its signatures. */
struct found {
    enum verdict verdict;
    struct error why;
    struct signature_report main; /* the first signature, zeros: there is none */
    size_t count;
};

static struct found verify_with(const struct buf *pdf, const struct verify_request *request)
{
    struct verification verification;
    verify_pdf(pdf, request, NULL, &verification);
    struct found found = {
        .verdict = verification.verdict, .why = verification.why, .count = verification.count};
    if (verification.main)
        found.main = *verification.main;
    verification_free(&verification);
    return found;
}

static struct found verify(void **state, const struct buf *pdf)
{
    const struct world *world = *state;
    return verify_with(pdf, &(struct verify_request){.anchors = world->anchors, .now = NOW});
}

static bool is_ours(void **state, const struct buf *pdf)
{
    const struct world *world = *state;
    return verify_is_signed_by(pdf, &world->signer->identity, NOW, NULL);
}

static void judged(void **state, const struct buf *pdf, enum verdict verdict, const char *words)
{
    struct found verification = verify(state, pdf);
    if (verification.verdict != verdict || !strstr(words_of(&verification.why), words))
        fail_msg("verdict %d: «%s», wanted %d: «%s»", (int)verification.verdict,
                 words_of(&verification.why), (int)verdict, words);
}

/* The document is not what our key signed, to whoever looks at no more than that, too. */
static void found(void **state, const struct buf *pdf, enum verdict verdict, const char *words)
{
    judged(state, pdf, verdict, words);
    assert_false(is_ours(state, pdf));
}

/* The document is not what was signed, for this reason. */
static void refused(void **state, const struct buf *pdf, const char *words)
{
    found(state, pdf, VERDICT_CHANGED, words);
}

static void unreadable(void **state, const struct buf *pdf, const char *words)
{
    found(state, pdf, VERDICT_UNREADABLE, words);
}

/* Overwrites the first `from` by `to`, which is as long. */
static void replace(struct buf *pdf, const char *from, const char *to)
{
    size_t size = strlen(from);
    assert_int_equal(size, strlen(to));
    for (size_t i = 0; i + size <= pdf->size; i++)
        if (memcmp(pdf->data + i, from, size) == 0) {
            memcpy(pdf->data + i, to, size);
            return;
        }
    fail();
}

static void a_signed_document_is_valid(void **state)
{
    struct tiny tiny = signed_document(state);
    struct found verification = verify(state, &tiny.pdf);
    assert_string_equal(words_of(&verification.why), "");
    assert_int_equal(verification.verdict, VERDICT_GOOD);
    assert_string_equal(verification.main.signer.name, "ҮЛГІ Әлия Мұқанқызы");
    assert_string_equal(verification.main.signer.issuer, "ҮЛГІ ОБРАЗЕЦ CA");
    assert_true(verification.main.has_time);
    assert_true(verification.main.time == NOW);
    assert_int_equal(verification.main.level, PADES_B);
    assert_true(verification.main.is_whole);
    assert_int_equal(verification.count, 1);
    assert_true(is_ours(state, &tiny.pdf));
    const struct digest stranger = {{1}};
    assert_false(verify_is_signed_by(&tiny.pdf, &stranger, NOW, NULL));
    buf_free(&tiny.pdf);
}

static void without_anchors_nobody_is_trusted(void **state)
{
    struct tiny tiny = signed_document(state);
    struct found verification = verify_with(&tiny.pdf, &(struct verify_request){.now = NOW});
    assert_int_equal(verification.verdict, VERDICT_UNTRUSTED);
    assert_string_equal(words_of(&verification.why),
                        "The signature is sound, but no trusted authority was given.");
    buf_free(&tiny.pdf);
}

static void an_unsigned_document_is_unsigned(void **state)
{
    static const char *const fields[] = {"<</FT/Sig/T(S)>>", "<</FT/Sig/T(S)/V null>>",
                                         "<</FT/Tx/T(S)/V(text)>>"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct tiny tiny;
        tiny_begin(&tiny);
        tiny_object(&tiny, tiny_catalog);
        tiny_object(&tiny, tiny_pages);
        tiny_object(&tiny, tiny_page);
        tiny_object(&tiny, fields[i]);
        tiny_end(&tiny, tiny_trailer);
        struct found verification = verify(state, &tiny.pdf);
        assert_int_equal(verification.verdict, VERDICT_UNSIGNED);
        assert_string_equal(words_of(&verification.why), "The document is not signed.");
        buf_free(&tiny.pdf);
    }
}

static void what_is_no_pdf_cannot_be_read(void **state)
{
    struct buf bytes = {0};
    unreadable(state, &bytes, "This is not a PDF file.");
    buf_puts(&bytes, "a text, and no short one: %PDF-1.7\n%%EOF\n");
    unreadable(state, &bytes, "This is not a PDF file.");
    buf_free(&bytes);
}

/* Sound as they may be, or not: nobody can say whether they are signed. */
static void some_pdfs_cannot_be_read(void **state)
{
    static const struct {
        const char *trailer, *why;
    } cases[] = {
        {"/Root 1 0 R/Encrypt 2 0 R", "The file is encrypted."},
        {"/Root 1 0 R/Prev 3", "no cross-reference table"},
        {"/Root 1 0 R/XRefStm 15", "cross-reference table is not whole"},
        {"/Root 9 0 R", "points outside of the table"},
        {"", "a dictionary is expected here"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tiny tiny;
        tiny_begin(&tiny);
        tiny_object(&tiny, "<</Type/Catalog/Pages 2 0 R>>");
        tiny_object(&tiny, tiny_pages);
        tiny_end(&tiny, cases[i].trailer);
        unreadable(state, &tiny.pdf, cases[i].why);
        buf_free(&tiny.pdf);
    }
    struct buf compressed = {0};
    buf_puts(&compressed, "%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 2>>stream\nendstream\nendobj\n"
                          "startxref\n9\n%%EOF\n");
    unreadable(state, &compressed, "compressed");
    buf_free(&compressed);
}

/* Nobody can say what came after a signature that cannot be read itself. */
static void nor_is_one_forged_that_could_never_be_read(void **state)
{
    struct tiny tiny;
    tiny_begin(&tiny);
    tiny_object(&tiny, tiny_catalog);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, tiny_page);
    tiny_object(&tiny, "<</FT/Sig/T(S)/V<</ByteRange[0 20 30 10]>>>>");
    tiny_end(&tiny, "/Root 1 0 R/Encrypt 2 0 R");
    unreadable(state, &tiny.pdf, "The file is encrypted.");
    buf_free(&tiny.pdf);
}

static void no_byte_of_the_document_can_change(void **state)
{
    struct tiny tiny = signed_document(state);
    for (size_t i = 0; i < tiny.pdf.size; i++) {
        if (i >= tiny.placeholder.contents_at + 3 &&
            i < tiny.placeholder.contents_at + tiny.placeholder.contents_size)
            continue; /* test_cms changes every byte of the signature itself */
        tiny.pdf.data[i] = (char)(tiny.pdf.data[i] ^ 1);
        assert_int_not_equal(verify(state, &tiny.pdf).verdict, VERDICT_GOOD);
        tiny.pdf.data[i] = (char)(tiny.pdf.data[i] ^ 1);
    }
    replace(&tiny.pdf, "[0 0 200 100]", "[0 0 200 900]");
    refused(state, &tiny.pdf, "changed after it was signed");
    buf_free(&tiny.pdf);
}

static void a_cut_document_cannot_be_read(void **state)
{
    struct tiny tiny = signed_document(state);
    size_t whole = tiny.pdf.size;
    for (size_t size = whole - 1; size > 8; size -= size > 100 ? 61 : 1) {
        tiny.pdf.size = size;
        tiny.pdf.data[size] = '\0';
        /* Only the line break at the end may be missing for those that read it. */
        assert_int_equal(verify(state, &tiny.pdf).verdict,
                         size + 1 == whole ? VERDICT_CHANGED : VERDICT_UNREADABLE);
    }
    buf_free(&tiny.pdf);
}

static void nothing_can_be_added_at_the_end(void **state)
{
    static const char *const tails[] = {"\n", " ", "%%EOF\n", "\nstartxref\n15\n%%EOF\n"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        struct tiny tiny = signed_document(state);
        buf_puts(&tiny.pdf, tails[i]);
        refused(state, &tiny.pdf, "omething was added");
        buf_free(&tiny.pdf);
    }
}

/* ISA: an update that swaps the page, with a table of its own. */
static void an_appended_update_is_invalid(void **state)
{
    struct tiny tiny = signed_document(state);
    size_t table =
        (size_t)strtoul(strstr(tiny.pdf.data + tiny.pdf.size - 40, "xref\n") + 5, NULL, 10);
    size_t page = tiny.pdf.size;
    buf_puts(&tiny.pdf, "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n");
    size_t update = tiny.pdf.size;
    buf_printf(&tiny.pdf,
               "xref\n3 1\n%010zu 00000 n\r\ntrailer\n<</Size 6%s/Prev %zu>>\nstartxref\n%zu\n"
               "%%%%EOF\n",
               page, tiny_trailer, table, update);
    refused(state, &tiny.pdf, "A page was changed after signing.");
    buf_free(&tiny.pdf);
}

/* The same, with a whole table, so that the reader follows it. */
static void an_appended_table_is_invalid(void **state)
{
    struct tiny tiny = signed_document(state);
    tiny.offsets[3] = tiny.pdf.size;
    buf_puts(&tiny.pdf, "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n");
    tiny_end(&tiny, tiny_trailer);
    refused(state, &tiny.pdf, "A page was changed after signing.");
    buf_free(&tiny.pdf);
}

/* USF: what a careless reader takes for "nothing to complain about". */
static void a_signature_without_its_parts_is_invalid(void **state)
{
    static const struct {
        const char *from, *to, *why;
    } attacks[] = {
        {"/Contents <", "/Xontents <", "The signature has no /Contents"},
        {"/ByteRange [", "/XyteRange [", "The signature has no /ByteRange"},
        {"/Filter/Adobe.PPKLite", "/Filter/Adobe.PPKLife", "its digest differs"},
        {"ETSI.CAdES.detached", "adbe.pkcs7.detached", "its digest differs"},
    };
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        struct tiny tiny = signed_document(state);
        replace(&tiny.pdf, attacks[i].from, attacks[i].to);
        refused(state, &tiny.pdf, attacks[i].why);
        buf_free(&tiny.pdf);
    }
}

/* A document whose signature dictionary is `dictionary`. */
static struct buf with_signature(const char *dictionary)
{
    struct tiny tiny;
    tiny_begin(&tiny);
    tiny_object(&tiny, tiny_catalog);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, tiny_page);
    tiny_object(&tiny, tiny_field);
    tiny_object(&tiny, dictionary);
    tiny_end(&tiny, tiny_trailer);
    return tiny.pdf;
}

#define SIG "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"

static void malformed_signatures_are_invalid(void **state)
{
    static const struct {
        const char *dictionary, *why;
    } cases[] = {
        {SIG ">>", "no /Contents"},
        {SIG "/Contents null/ByteRange null>>", "no /Contents"},
        {SIG "/Contents()/ByteRange[0 1 2 3]>>", "no /Contents"},
        {SIG "/Contents 6 0 R/ByteRange[0 1 2 3]>>", "no /Contents"},
        {SIG "/Contents<3082>>>", "no /ByteRange"},
        {SIG "/Contents<3082>/ByteRange null>>", "no /ByteRange"},
        {SIG "/Contents<3082>/ByteRange 3 0 R>>", "no /ByteRange"},
        {SIG "/Contents<3082>/ByteRange[]>>", "not of four whole numbers"},
        {SIG "/Contents<3082>/ByteRange[0 1 2]>>", "not of four whole numbers"},
        {SIG "/Contents<3082>/ByteRange[0 1 2 3 4]>>", "more than four numbers"},
        {SIG "/Contents<3082>/ByteRange[0 1 2 -3]>>", "not of four whole numbers"},
        {SIG "/Contents<3082>/ByteRange[0 1 2 3.0]>>", "not of four whole numbers"},
        {SIG "/Contents<3082>/ByteRange[0 1 2 18446744073709551617]>>",
         "not of four whole numbers"},
        {SIG "/Contents<3082>/ByteRange[0 18446744073709551615 1 18446744073709551615]>>",
         "does not cover the file up to /Contents"},
        {SIG "/Contents<3082>/Contents<3082>/ByteRange[0 1 2 3]>>", "the same key twice"},
        {SIG "/Contents<3082>/Con#74ents<3082>/ByteRange[0 1 2 3]>>", "the same key twice"},
        {SIG "/Contents<3082>/ByteRange[0 1 2 3]/ByteRange[0 1 2 3]>>", "the same key twice"},
        {SIG "/Cert<00>/Contents<3082>/ByteRange[0 1 2 3]>>", "/Cert"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf pdf = with_signature(cases[i].dictionary);
        refused(state, &pdf, cases[i].why);
        buf_free(&pdf);
    }
}

/* Nobody can say what they mean: neither good nor forged. */
static void signatures_of_other_kinds_are_not_judged(void **state)
{
    static const struct {
        const char *dictionary, *why;
    } cases[] = {
        {"<</Type/Sig/SubFilter/adbe.x509.rsa_sha1/Contents<30>/ByteRange[0 1 2 3]>>", "kind"},
        {"<</Type/Sug/SubFilter/ETSI.CAdES.detached/Contents<30>>>", "its /Type does not fit"},
        {"<</Type/Sig/SubFilter/ETSI.RFC3161/Contents<30>>>", "its /Type does not fit"},
        {"<</Type/Sig/Contents<30>>>", "kind"},
        {"(text)", "a dictionary is expected here"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf pdf = with_signature(cases[i].dictionary);
        found(state, &pdf, VERDICT_UNJUDGED, cases[i].why);
        buf_free(&pdf);
    }
}

/* Signs the two ranges, whatever they are: the mathematics are right, the coverage is not. */
static void sign_ranges(void **state, struct tiny *tiny, const size_t range[4])
{
    const struct world *world = *state;
    struct buf *pdf = &tiny->pdf, der = {0};
    struct error err = {0};
    char *text = pdf->data + tiny->placeholder.range_at;
    int used = snprintf(text, tiny->placeholder.range_size, "[%zu %zu %zu %zu", range[0],
                        range[1], range[2], range[3]);
    memset(text + used, ' ', tiny->placeholder.range_size - 1 - (size_t)used);
    const struct span parts[] = {{pdf->data + range[0], range[1]},
                                 {pdf->data + range[2], range[3]}};
    struct signed_content content = signed_content_of(parts, 2);
    assert_true(world->signer->sign(world->signer, &content, &der, &err));
    char *hex = pdf->data + tiny->placeholder.contents_at + 1;
    for (size_t i = 0; i < der.size; i++) {
        char pair[3];
        snprintf(pair, sizeof pair, "%02x", (unsigned char)der.data[i]);
        memcpy(hex + 2 * i, pair, 2);
    }
    buf_free(&der);
}

/* SWA and its like: the signature is true for its ranges, but they are not the file. */
static void ranges_that_are_not_the_file_are_invalid(void **state)
{
    const struct world *world = *state;
    struct tiny tiny;
    tiny_new(&tiny, pades_room(world->signer, NULL));
    size_t at = tiny.placeholder.contents_at, end = at + tiny.placeholder.contents_size;
    size_t size = tiny.pdf.size;
    const struct {
        size_t range[4];
        const char *why;
    } cases[] = {
        {{1, at - 1, end, size - end}, "up to /Contents"},
        {{1, at, end, size - end}, "up to /Contents"},
        {{0, at - 1, end, size - end}, "up to /Contents"},
        {{0, at, end + 1, size - end - 1}, "directly after /Contents"},
        {{0, at, end, size - end - 1}, "Something was added"},
        {{0, at, end, size - end - 9}, "does not end where a revision of the file does"},
        {{0, at, end, 0}, "does not end where a revision of the file does"},
        {{0, at, end, size - end + 1}, "goes on behind the end of the file"},
        {{0, at - 20, end + 5, size - end - 5}, "up to /Contents"},
        {{0, at + 20, end, size - end}, "up to /Contents"},
        {{0, end, end, size - end}, "up to /Contents"},
        {{0, at, at, size - at}, "directly after /Contents"},
        {{0, at, at - 20, size - at + 20}, "directly after /Contents"},
        {{0, at, 0, size}, "directly after /Contents"},
        {{0, at, end, size - end}, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sign_ranges(state, &tiny, cases[i].range);
        if (*cases[i].why)
            refused(state, &tiny.pdf, cases[i].why);
        else
            assert_int_equal(verify(state, &tiny.pdf).verdict, VERDICT_GOOD);
    }
    buf_free(&tiny.pdf);
}

/* The place of the signature is not signed: nothing else may hide in it. */
static void nothing_hides_in_the_hole(void **state)
{
    struct tiny tiny = signed_document(state);
    char *last =
        tiny.pdf.data + tiny.placeholder.contents_at + tiny.placeholder.contents_size - 2;
    *last = '1';
    refused(state, &tiny.pdf, "/Contents holds something after the signature.");
    *last = ' ';
    refused(state, &tiny.pdf, "something other than pairs of hex digits in one letter case");
    *last = '>';
    assert_int_not_equal(verify(state, &tiny.pdf).verdict, VERDICT_GOOD);
    *last = '0';
    assert_int_equal(verify(state, &tiny.pdf).verdict, VERDICT_GOOD);
    memcpy(tiny.pdf.data + tiny.placeholder.contents_at + 5, "ffff", 4);
    refused(state, &tiny.pdf, "/Contents holds no signature that is whole.");
    memset(tiny.pdf.data + tiny.placeholder.contents_at + 1, '0',
           tiny.placeholder.contents_size - 2);
    refused(state, &tiny.pdf, "/Contents holds no signature.");
    buf_free(&tiny.pdf);
}

/* Takes the message of a document out of /Contents, and puts its BER there. */
static struct buf put_ber(struct tiny *tiny)
{
    struct buf der = {0}, ber = {0};
    char *hex = tiny->pdf.data + tiny->placeholder.contents_at + 1;
    size_t room = tiny->placeholder.contents_size / 2 - 1, used;
    for (size_t i = 0; i < room; i++) {
        char digits[] = {hex[2 * i], hex[2 * i + 1], '\0'};
        buf_putc(&der, (char)strtol(digits, NULL, 16));
    }
    const unsigned char *at = (unsigned char *)der.data, *end = at + der.size;
    assert_true(ber_to_der(der.data, der.size, &used, &ber));
    buf_clear(&ber);
    ber_form(at, end - (der.size - used), &ber);
    assert_in_range(ber.size, used, room);
    for (size_t i = 0; i < room; i++) {
        char digits[3];
        sprintf(digits, "%02x", i < ber.size ? (unsigned char)ber.data[i] : 0);
        memcpy(hex + 2 * i, digits, 2);
    }
    buf_free(&ber);
    der.size = used;
    return der;
}

/* Many programs write BER, where PDF wants DER: so it is true, but no PAdES. */
static void a_message_in_ber_is_read(void **state)
{
    const struct world *world = *state;
    struct tiny tiny;
    struct error err = {0};
    struct pades_signature signature = {0};
    tiny_new(&tiny, pades_room(world->signer, NULL) + 2000);
    assert_true(pades_sign(&tiny.pdf, &tiny.placeholder, world->signer, &signature, &err));
    assert_int_equal(verify(state, &tiny.pdf).main.level, PADES_B);
    buf_free(&signature.der);
    signature.der = put_ber(&tiny);
    struct found found = verify(state, &tiny.pdf);
    assert_string_equal(words_of(&found.why), "");
    assert_int_equal(found.verdict, VERDICT_GOOD);
    assert_int_equal(found.main.level, PADES_NONE);
    tiny.pdf.data[tiny.pdf.size - 8] ^= 1;
    assert_int_not_equal(verify(state, &tiny.pdf).verdict, VERDICT_GOOD);
    buf_free(&signature.der);
    buf_free(&tiny.pdf);
}

static enum verdict judge_detached(void **state, const struct buf *message,
                                   const struct buf *content)
{
    const struct world *world = *state;
    struct verification verification;
    verify_detached(message, content,
                    &(struct verify_request){.anchors = world->anchors, .now = NOW}, NULL,
                    &verification);
    enum verdict verdict = verification.verdict;
    verification_free(&verification);
    return verdict;
}

static void a_detached_message_may_be_ber(void **state)
{
    const struct world *world = *state;
    struct error err = {0};
    struct buf content = {0}, der = {0}, ber = {0};
    buf_puts(&content, "what is signed");
    struct span part = {content.data, content.size};
    struct signed_content wanted = signed_content_of(&part, 1);
    assert_true(world->signer->sign(world->signer, &wanted, &der, &err));
    const unsigned char *at = (unsigned char *)der.data;
    ber_form(at, at + der.size, &ber);
    assert_int_equal(judge_detached(state, &der, &content), VERDICT_GOOD);
    assert_int_equal(judge_detached(state, &ber, &content), VERDICT_GOOD);
    buf_putc(&ber, '\0');
    assert_int_equal(judge_detached(state, &ber, &content), VERDICT_UNJUDGED);
    ber.size -= 2;
    assert_int_equal(judge_detached(state, &ber, &content), VERDICT_UNJUDGED);
    ber.size++;
    content.data[0] ^= 1;
    assert_int_equal(judge_detached(state, &ber, &content), VERDICT_CHANGED);
    buf_free(&content);
    buf_free(&der);
    buf_free(&ber);
}

/* A document with the catalog's form given, an otherwise good signature, truly signed. */
static struct tiny with_form(void **state, const char *catalog, const char *field)
{
    const struct world *world = *state;
    struct tiny tiny;
    struct error err = {0};
    tiny_begin(&tiny);
    tiny_object(&tiny, catalog);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, tiny_page);
    tiny_object(&tiny, field);
    tiny_signature(&tiny, pades_room(world->signer, NULL));
    tiny_end(&tiny, tiny_trailer);
    struct pades_signature signature = {0};
    assert_true(pades_sign(&tiny.pdf, &tiny.placeholder, world->signer, &signature, &err));
    buf_free(&signature.der);
    return tiny;
}

/* A signature in two fields is odd; of the others nobody knows. */
static void odd_forms_are_refused(void **state)
{
    static const char catalog[] = "<</Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>";
    static const struct {
        const char *catalog, *field;
        enum verdict verdict;
        const char *why;
    } cases[] = {
        {"<</Pages 2 0 R/AcroForm<</Fields[4 0 R 4 0 R]>>>>", "<</FT/Sig/V 5 0 R>>",
         VERDICT_CHANGED, "Two fields share a signature."},
        {catalog, "<</FT/Sig/Kids[<</V 5 0 R>><</V 5 0 R>>]>>", VERDICT_CHANGED,
         "Two fields share a signature."},
        {catalog, "<</FT/Sig/V 5 0 R/V 5 0 R>>", VERDICT_CHANGED, "the same key twice"},
        {catalog, "<</FT/Sig/V 5 0 R/Kids[4 0 R]>>", VERDICT_CHANGED, "Two fields share"},
        {catalog, "<</FT/Sig/Kids[4 0 R]>>", VERDICT_UNREADABLE, "nested too deeply"},
        {catalog, "<</FT/Sig/Kids[4 0 R 4 0 R]>>", VERDICT_UNREADABLE, "fields"},
        {"<</Pages 2 0 R/AcroForm<</Fields 4 0 R>>>>", "<</FT/Sig/V 5 0 R>>",
         VERDICT_UNREADABLE, "an array is expected here"},
        {"<</Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>", "<</FT/Sig/V 5 0 R>>",
         VERDICT_UNREADABLE, "points outside of the table"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tiny tiny = with_form(state, cases[i].catalog, cases[i].field);
        judged(state, &tiny.pdf, cases[i].verdict, cases[i].why);
        assert_true(is_ours(state, &tiny.pdf)); /* our key would have to sign such a thing */
        buf_free(&tiny.pdf);
    }
    struct tiny tiny = with_form(state, catalog, "<</FT/Sig/Kids[<</V 5 0 R>>]>>");
    assert_int_equal(verify(state, &tiny.pdf).verdict, VERDICT_GOOD);
    buf_free(&tiny.pdf);
}

/* The signature of another document does not fit. */
static void a_borrowed_signature_is_invalid(void **state)
{
    struct tiny tiny = signed_document(state);
    struct tiny other =
        with_form(state, tiny_catalog, "<</FT/Sig/T(Signature of another one)/V 5 0 R>>");
    size_t digits = other.placeholder.contents_size - 2;
    assert_in_range(digits, 1, tiny.placeholder.contents_size - 2);
    memcpy(tiny.pdf.data + tiny.placeholder.contents_at + 1,
           other.pdf.data + other.placeholder.contents_at + 1, digits);
    refused(state, &tiny.pdf, "changed after it was signed");
    buf_free(&tiny.pdf);
    buf_free(&other.pdf);
}

/* A document whose signature says that it was made then. */
static struct tiny signed_at(void **state, const char *date)
{
    const struct world *world = *state;
    struct tiny tiny;
    struct error err = {0};
    struct pades_signature signature = {0};
    tiny_new(&tiny, pades_room(world->signer, NULL));
    replace(&tiny.pdf, "(D:20171005120000+06'00')", date);
    assert_true(pades_sign(&tiny.pdf, &tiny.placeholder, world->signer, &signature, &err));
    buf_free(&signature.der);
    return tiny;
}

static void the_time_that_the_signer_claims_is_judged(void **state)
{
    static const struct {
        const char *date, *why;
    } cases[] = {
        {"(D:20991005120000+06'00')", "of 2099-10-05 06:00:00 UTC, which is in the future"},
        {"(D:20171005122000+06'00')", "in the future"}, /* in 20 minutes */
        {"(D:20161231235959+00'00')",
         "of 2016-12-31 23:59:59 UTC, when its certificate was not yet valid"},
        {"(D:20171399120000+06'00')", "does not say when it was made"},
        {"(2017-10-05)             ", "does not say when it was made"},
        {" null                    ", "does not say when it was made"},
        {"(D:20171005060000Z)      ", ""},
        {"(D:20171005120500+06'00')", ""}, /* a clock that is five minutes fast */
        {"(D:20170630)             ", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tiny tiny = signed_at(state, cases[i].date);
        judged(state, &tiny.pdf, *cases[i].why ? VERDICT_UNTRUSTED : VERDICT_GOOD,
               cases[i].why);
        buf_free(&tiny.pdf);
    }
}

/* Somebody else whom the same authority vouches for is somebody else. */
static void the_right_person_must_have_signed(void **state)
{
    const struct world *world = *state;
    struct tiny tiny = signed_document(state);
    struct expected_signer expected[2];
    struct error err = {0};
    assert_true(expected_signer_read("Somebody Else", &expected[0], &err));
    assert_true(expected_signer_read("ҮЛГІ Әлия Мұқанқызы", &expected[1], &err));
    struct verify_request request = {
        .anchors = world->anchors, .now = NOW, .expected = expected, .expected_count = 1};
    struct found other = verify_with(&tiny.pdf, &request);
    assert_int_equal(other.verdict, VERDICT_UNTRUSTED);
    assert_string_equal(words_of(&other.why),
                        "It is signed by ҮЛГІ Әлия Мұқанқызы, and not by who must have "
                        "signed.");
    request.expected_count = 2;
    assert_int_equal(verify_with(&tiny.pdf, &request).verdict, VERDICT_GOOD);
    expected[0] = (struct expected_signer){.by_fingerprint = true,
                                           .fingerprint = world->signer->identity};
    request.expected_count = 1;
    assert_int_equal(verify_with(&tiny.pdf, &request).verdict, VERDICT_GOOD);
    expected[0].fingerprint.bytes[31] ^= 1;
    assert_int_equal(verify_with(&tiny.pdf, &request).verdict, VERDICT_UNTRUSTED);
    buf_free(&tiny.pdf);
}

/* As programs do that join files for printing, or simply one behind the other. */
static void joined_certificates_are_told_as_such(void **state)
{
    struct tiny first = signed_document(state), second = signed_document(state);
    buf_add(&first.pdf, second.pdf.data, second.pdf.size);
    refused(
        state, &first.pdf,
        "The file holds 2 signatures, as when several certificates are joined into one file; "
        "a signature holds only for the file that was issued. Verify the certificates one by "
        "one, as they were issued.");
    buf_free(&first.pdf);
    buf_free(&second.pdf);
}

/* Many fields that share a large object make a small file slow to read. */
static void a_form_is_not_read_for_hours(void **state)
{
    struct tiny tiny;
    struct buf catalog = {0}, field = {0};
    buf_puts(&catalog, "<</Pages 2 0 R/AcroForm<</Fields[");
    buf_puts(&field, "<</FT/Tx/T(");
    for (int i = 0; i < 200; i++) {
        buf_puts(&catalog, "4 0 R ");
        buf_printf(&field, "%0500d", i);
    }
    buf_puts(&catalog, "]>>>>");
    buf_puts(&field, ")>>");
    tiny_begin(&tiny);
    tiny_object(&tiny, catalog.data);
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, tiny_page);
    tiny_object(&tiny, field.data);
    tiny_end(&tiny, tiny_trailer);
    unreadable(state, &tiny.pdf,
               "The objects of the form are together more than 8 times as large as the file.");
    buf_free(&tiny.pdf);
    buf_free(&catalog);
    buf_free(&field);
}

/* The digits of the signature are not signed: "a" means what "A" does. */
static void no_digit_of_the_signature_changes_its_case(void **state)
{
    struct tiny tiny = signed_document(state);
    size_t end = tiny.placeholder.contents_at + tiny.placeholder.contents_size, letters = 0;
    for (size_t i = tiny.placeholder.contents_at + 1; i + 1 < end; i++) {
        char *digit = &tiny.pdf.data[i];
        if (*digit < 'A')
            continue;
        letters++;
        *digit = (char)(*digit ^ 0x20);
        refused(state, &tiny.pdf, "in one letter case");
        *digit = (char)(*digit ^ 0x20);
    }
    assert_true(letters > 100);
    buf_free(&tiny.pdf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signed_document_is_valid),
        cmocka_unit_test(without_anchors_nobody_is_trusted),
        cmocka_unit_test(an_unsigned_document_is_unsigned),
        cmocka_unit_test(what_is_no_pdf_cannot_be_read),
        cmocka_unit_test(some_pdfs_cannot_be_read),
        cmocka_unit_test(nor_is_one_forged_that_could_never_be_read),
        cmocka_unit_test(no_byte_of_the_document_can_change),
        cmocka_unit_test(a_cut_document_cannot_be_read),
        cmocka_unit_test(nothing_can_be_added_at_the_end),
        cmocka_unit_test(an_appended_update_is_invalid),
        cmocka_unit_test(an_appended_table_is_invalid),
        cmocka_unit_test(a_signature_without_its_parts_is_invalid),
        cmocka_unit_test(malformed_signatures_are_invalid),
        cmocka_unit_test(signatures_of_other_kinds_are_not_judged),
        cmocka_unit_test(ranges_that_are_not_the_file_are_invalid),
        cmocka_unit_test(nothing_hides_in_the_hole),
        cmocka_unit_test(a_message_in_ber_is_read),
        cmocka_unit_test(a_detached_message_may_be_ber),
        cmocka_unit_test(odd_forms_are_refused),
        cmocka_unit_test(a_borrowed_signature_is_invalid),
        cmocka_unit_test(the_time_that_the_signer_claims_is_judged),
        cmocka_unit_test(the_right_person_must_have_signed),
        cmocka_unit_test(joined_certificates_are_told_as_such),
        cmocka_unit_test(a_form_is_not_read_for_hours),
        cmocka_unit_test(no_digit_of_the_signature_changes_its_case),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
