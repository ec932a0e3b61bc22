#include "verify/expected_signer.h"

#include <string.h>

static int hex_value(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) % 16 : -1;
}

struct expected_signer expected_signer_of(const char *text)
{
    struct expected_signer expected = {.subject = text};
    size_t digits = 0;
    for (const char *at = text; *at; at++) {
        int value = hex_value(*at);
        if ((*at == ':' || *at == ' ') && digits % 2 == 0)
            continue;
        if (value < 0 || digits == 2 * sizeof expected.fingerprint.bytes)
            return (struct expected_signer){.subject = text};
        uint8_t *byte = &expected.fingerprint.bytes[digits / 2];
        *byte = (uint8_t)(*byte << 4 | value);
        digits++;
    }
    expected.by_fingerprint = digits == 2 * sizeof expected.fingerprint.bytes;
    return expected;
}

bool expected_signer_is(const struct expected_signer *expected,
                        const struct certificate *certificate)
{
    if (expected->by_fingerprint)
        return memcmp(expected->fingerprint.bytes, certificate->fingerprint.bytes,
                      DIGEST_SIZE) == 0;
    return *expected->subject && (strcmp(expected->subject, certificate->name) == 0 ||
                                  strcmp(expected->subject, certificate->number) == 0 ||
                                  strcmp(expected->subject, certificate->subject) == 0);
}
