/* Fuzzes the check of PDF files: `make fuzz`. The input says how a sound one is changed, or is
 * one (identity.h). No change passes. */
#include "identity.h"
#include "sign/cms_sign.h"
#include "sign/pades.h"
#include "unit/tiny_pdf.h"
#include "verify/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

static struct anchors *pdf_sound(struct buf *pdf)
{
    struct buf pem = {0}, key = {0};
    struct error err;
    struct tiny tiny;
    struct pades_signature signature = {0};
    identity_make(&pem, &key);
    struct signer *signer = cms_sign_open(
        &(struct key_source){.bytes = &key, .password = identity_password, .path = "key.p12"},
        IDENTITY_NOW, &err);
    struct anchors *anchors = anchors_new(&pem, "trust.pem", &err);
    assert(signer && anchors);
    tiny_new(&tiny, pades_room(signer, NULL));
    bool made = pades_sign(&tiny.pdf, &tiny.placeholder, signer, &signature, &err);
    assert(made);
    buf_add(pdf, tiny.pdf.data, tiny.pdf.size);
    buf_free(&tiny.pdf);
    buf_free(&signature.der);
    signer->free(signer);
    buf_free(&pem);
    buf_free(&key);
    return anchors;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct buf sound;
    static struct anchors *anchors;
    struct buf pdf = {0};
    struct verification verification;
    if (!anchors)
        anchors = pdf_sound(&sound);
    identity_edit(bytes, size, &sound, &pdf);
    const struct verify_request request = {.anchors = anchors, .now = IDENTITY_NOW};
    verify_pdf(&pdf, &request, NULL, &verification);
    bool same = pdf.size == sound.size && memcmp(pdf.data, sound.data, pdf.size) == 0;
    assert((verification.verdict == VERDICT_GOOD) == same);
    assert(same || verification.why.what.code);
    verification_free(&verification);
    buf_free(&pdf);
    return 0;
}
