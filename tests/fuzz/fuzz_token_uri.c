/* Fuzzes the reading of PKCS#11 URIs: `make fuzz`. */
#include "base/arena.h"
#include "base/buf.h"
#include "sign/token_uri.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = {0};
    struct error err = {0};
    const char *text = arena_copy(&arena, (const char *)bytes, size);
    struct p11_kit_uri *uri = token_uri_read(text, &err);
    assert(!uri == (err.what.code != NULL));
    assert(!uri || token_uri_is_one(text));
    token_uri_free(uri);
    arena_free(&arena);
    return 0;
}
