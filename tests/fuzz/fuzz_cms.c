/* Fuzzes the check of signatures: `make fuzz`. The input says how a sound one is changed, or is
 * one (identity.h). No change passes. */
#include "identity.h"
#include "sign/cms_sign.h"
#include "trust/cms_verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

static struct anchors *cms_sound(struct buf *der)
{
    struct buf pem = {0}, key = {0};
    struct error err;
    const struct signed_content content = {0};
    identity_make(&pem, &key);
    struct signer *signer = cms_sign_open(
        &(struct key_source){.bytes = &key, .password = identity_password, .path = "key.p12"},
        IDENTITY_NOW, &err);
    struct anchors *anchors = anchors_new(&pem, "trust.pem", &err);
    assert(signer && anchors && signer->sign(signer, &content, der, &err));
    signer->free(signer);
    buf_free(&pem);
    buf_free(&key);
    return anchors;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct buf sound;
    static struct anchors *anchors;
    struct buf der = {0};
    struct cms_report report;
    const struct digest content = {{0}};
    if (!anchors)
        anchors = cms_sound(&sound);
    identity_edit(bytes, size, &sound, &der);
    const struct cms_request request = {.der = buf_text(&der),
                                        .size = der.size,
                                        .content = {.digest = &content},
                                        .pades = true,
                                        .anchors = anchors,
                                        .now = IDENTITY_NOW};
    cms_verify(&request, NULL, &report);
    bool same = der.size == sound.size && memcmp(der.data, sound.data, der.size) == 0;
    assert((report.verdict == CMS_VALID) == same);
    assert(same || report.why.what.code);
    buf_free(&der);
    return 0;
}
