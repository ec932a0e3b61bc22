/* Fuzzes the opening of key files: `make fuzz`. The input says how a sound one is changed, or
 * is one (identity.h). */
#include "identity.h"
#include "sign/pkcs12.h"

#include <openssl/err.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct buf sound;
    struct buf file = {0};
    struct identity identity;
    struct error err;
    if (!sound.size)
        identity_make(NULL, &sound);
    identity_edit(bytes, size, &sound, &file);
    if (pkcs12_open(&file, identity_password, 1507204800, &identity, &err))
        assert(X509_check_private_key(identity.certificate, identity.key) == 1);
    else
        assert(!identity.key && !identity.certificate && !identity.chain);
    identity_free(&identity);
    ERR_clear_error();
    buf_free(&file);
    return 0;
}
