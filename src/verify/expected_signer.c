#include "verify/expected_signer.h"

#include "base/hex.h"

#include <string.h>
#include <strings.h>

enum { SERIAL_DIGITS = 40, FINGERPRINT_DIGITS = 2 * DIGEST_SIZE };

#define HEX     "0123456789abcdefABCDEF"
#define LETTERS "ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ"

/* Copies the hexadecimal digits without what stands between pairs of them. Returns how many
 * there are, also beyond the room; 0 if there is anything else. */
static size_t read_digits(const char *text, char digits[FINGERPRINT_DIGITS + 1])
{
    size_t count = 0;
    for (const char *at = text; *at; at++) {
        if ((*at == ':' || *at == ' ') && count % 2 == 0)
            continue;
        if (!strchr(HEX, *at))
            return 0;
        if (count < FINGERPRINT_DIGITS)
            digits[count] = *at;
        count++;
    }
    digits[count < FINGERPRINT_DIGITS ? count : FINGERPRINT_DIGITS] = '\0';
    return count;
}

/* Nobody's name is one word of more than 40 Latin letters and digits. */
static bool is_meant_for_fingerprint(const char *text)
{
    return strlen(text) > SERIAL_DIGITS && (text[strspn(text, HEX LETTERS ":")] == '\0' ||
                                            text[strspn(text, HEX ": ")] == '\0');
}

bool expected_signer_read(const char *text, struct expected_signer *expected, struct error *err)
{
    char digits[FINGERPRINT_DIGITS + 1];
    size_t count = read_digits(text, digits);
    *expected = (struct expected_signer){.subject = text};
    if (count == FINGERPRINT_DIGITS) {
        expected->by_fingerprint = hex_read(digits, expected->fingerprint.bytes, DIGEST_SIZE);
    } else if (count > 0 && count <= SERIAL_DIGITS) {
        memcpy(expected->serial, digits, count + 1);
    } else if (is_meant_for_fingerprint(text)) {
        error_set(err, "fingerprint-invalid",
                  "«%s» is not a fingerprint: one of SHA-256 has 64 hexadecimal digits, in "
                  "pairs between which colons may stand.",
                  text);
        return error_advise(err, "kualik verify shows the fingerprint of who signed.");
    }
    return true;
}

/* The same number, however many zeros it begins with. */
static bool is_serial(const char *a, const char *b)
{
    return *a && strcasecmp(a + strspn(a, "0"), b + strspn(b, "0")) == 0;
}

bool expected_signer_is(const struct expected_signer *expected,
                        const struct certificate *certificate)
{
    if (expected->by_fingerprint)
        return memcmp(expected->fingerprint.bytes, certificate->fingerprint.bytes,
                      DIGEST_SIZE) == 0;
    return *expected->subject && (strcmp(expected->subject, certificate->name) == 0 ||
                                  strcmp(expected->subject, certificate->number) == 0 ||
                                  strcmp(expected->subject, certificate->subject) == 0 ||
                                  is_serial(expected->serial, certificate->serial));
}
