/* What may get a further signature, and what must be refused. tests/e2e/signatories.sh signs
 * whole certificates. */
#include "issue/further_signature.h"

#include "augment/add_signature.h"
#include "sign/pades.h"
#include "unit/keys.h"
#include "unit/tiny_pdf.h"
#include "verify/verify.h"

#include <unistd.h>

#define INFO(producer) "<</Producer(" producer ")>>"

static int set_up(void **state)
{
    return keys_make(state, "p256");
}

/* Makes a document with two fields, of which the first is signed. */
static struct tiny signed_by_first(const struct signer *signer, const char *information)
{
    struct tiny tiny;
    struct error err = {0};
    struct pades_signature signature = {0};
    tiny_begin(&tiny);
    tiny_object(&tiny, "<</Type/Catalog/Pages 2 0 R"
                       "/AcroForm<</SigFlags 3/Fields[4 0 R 6 0 R]>>>>");
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Resources<<>>"
                       "/Annots[4 0 R 6 0 R]>>");
    tiny_object(&tiny, tiny_field);
    tiny_signature(&tiny, pades_room(signer, NULL));
    tiny_object(&tiny, "<</Type/Annot/Subtype/Widget/FT/Sig/T(secretary)/Rect[0 0 0 0]/F 132"
                       "/P 3 0 R>>");
    tiny_object(&tiny, information);
    tiny_end(&tiny, "/Info 7 0 R/Root 1 0 R/ID[<000102030405060708090A0B0C0D0E0F>"
                    "<000102030405060708090A0B0C0D0E0F>]");
    assert_true(pades_sign(&tiny.pdf, &tiny.placeholder, signer, &signature, &err));
    buf_free(&signature.der);
    return tiny;
}

/* Signs the bytes as a file, which they become. Returns the code of what went wrong, or "". */
static const char *sign(void **state, const struct signer *signer, const char *field,
                        struct buf *pdf)
{
    static char code[64];
    char path[600];
    struct error err = {0};
    const struct signature_level level = {.level = PADES_B};
    const struct signed_file_judge judge = {.now = KEYS_NOW};
    const struct further_signature wanted = {
        .judge = &judge, .field = field, .signer = signer, .level = &level, .time = KEYS_NOW};
    snprintf(path, sizeof path, "%s/file.pdf", (char *)*state);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(pdf->data, 1, pdf->size, file), pdf->size);
    fclose(file);
    bool added = further_signature_add(path, &wanted, &err);
    snprintf(code, sizeof code, "%s", added ? "" : err.what.code);
    struct buf now = keys_load(state, "file.pdf");
    assert_true(added || now.size == pdf->size);
    assert_memory_equal(now.data, pdf->data, pdf->size);
    buf_free(pdf);
    *pdf = now;
    unlink(path);
    return code;
}

static void a_file_of_ours_is_signed_behind_its_bytes(void **state)
{
    struct signer *signer = keys_signer(state, "p256.p12");
    struct tiny tiny = signed_by_first(signer, INFO("kualik 1.0"));
    struct verification verification;
    assert_string_equal(sign(state, signer, "secretary", &tiny.pdf), "");
    verify_pdf(&tiny.pdf, &(struct verify_request){.now = KEYS_NOW}, NULL, &verification);
    assert_int_equal(verification.count, 2);
    assert_int_equal(verification.verdict, VERDICT_UNTRUSTED); /* nobody is trusted here */
    assert_string_equal(verification.signatures[0].field, "Signature");
    assert_string_equal(verification.signatures[1].field, "secretary");
    assert_true(verification.signatures[1].is_whole);
    assert_int_equal(verification.empty.size, 0);
    verification_free(&verification);
    assert_string_equal(sign(state, signer, "secretary", &tiny.pdf), "field-signed");
    assert_string_equal(sign(state, signer, NULL, &tiny.pdf), "fields-signed");
    buf_free(&tiny.pdf);
    signer->free(signer);
}

static void files_of_others_are_refused(void **state)
{
    static const char *const others[] = {INFO("another 1.0"), INFO("kualikator"), "<<>>",
                                         "null"};
    struct signer *signer = keys_signer(state, "p256.p12");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct tiny tiny = signed_by_first(signer, others[i]);
        assert_string_equal(sign(state, signer, "secretary", &tiny.pdf), "file-foreign");
        buf_free(&tiny.pdf);
    }
    signer->free(signer);
}

static void what_was_changed_is_refused(void **state)
{
    struct signer *signer = keys_signer(state, "p256.p12");
    struct tiny tiny = signed_by_first(signer, INFO("kualik 1.0"));
    char *box = memmem(tiny.pdf.data, tiny.pdf.size, "200 100", 7);
    assert_non_null(box);
    box[0] = '3';
    assert_string_equal(sign(state, signer, "secretary", &tiny.pdf), "changed-after-signing");
    assert_string_equal(sign(state, signer, "clerk", &tiny.pdf), "changed-after-signing");
    buf_free(&tiny.pdf);
    signer->free(signer);
}

static bool sign_nothing(const struct signer *signer, const struct signed_content *content,
                         struct buf *der, struct error *err)
{
    (void)signer, (void)content, (void)err;
    buf_puts(der, "0");
    return true;
}

/* Whatever is spoilt, nothing crashes, and a file that is refused stays as it was. */
static void spoilt_files_do_no_harm(void **state)
{
    static const char spoilers[] = {'\0', '9', '/', '<', 'R'};
    struct signer *signer = keys_signer(state, "p256.p12");
    struct signer nobody = {.name = "x", .room = 8, .sign = sign_nothing};
    struct tiny tiny = signed_by_first(signer, INFO("kualik 1.0"));
    const struct added_signature wanted = {
        .field = "secretary", .time = "D:20171005120000Z", .signer = &nobody};
    for (size_t i = 0; i < tiny.pdf.size; i++)
        for (size_t j = 0; j < sizeof spoilers; j++) {
            struct error err;
            struct buf spoilt = {0};
            buf_add(&spoilt, tiny.pdf.data, tiny.pdf.size);
            spoilt.data[i] = spoilers[j];
            bool added = add_signature(&wanted, &spoilt, &err);
            assert_int_equal(spoilt.size > tiny.pdf.size, added);
            buf_free(&spoilt);
        }
    buf_free(&tiny.pdf);
    signer->free(signer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_of_ours_is_signed_behind_its_bytes),
        cmocka_unit_test(files_of_others_are_refused),
        cmocka_unit_test(what_was_changed_is_refused),
        cmocka_unit_test(spoilt_files_do_no_harm),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
