#include "seal/seal.h"

#include "base/flate.h"
#include "seal/cose.h"
#include "seal/seal_digits.h"

#include <string.h>

enum { FORM_VERSION = 1, UNPACKED_LIMIT = 1 << 16 };

bool seal_make(const struct seal_key *key, const char *url, const struct seal_claims *claims,
               struct buf *text, struct error *err)
{
    struct buf payload = {0}, message = {0}, packed = {0};
    claims_write(claims, &payload);
    bool made = cose_sign(key, &(struct span){payload.data, payload.size}, &message, err);
    if (made) {
        buf_putc(&packed, FORM_VERSION);
        flate_pack(message.data, message.size, &packed);
        buf_puts(text, url);
        if (!strchr(url, '#'))
            buf_putc(text, '#');
        made = seal_digits_write(packed.data, packed.size, text) ||
               error_set(err, "seal-failed", "OpenSSL could not make the seal.");
    }
    buf_free(&payload);
    buf_free(&message);
    buf_free(&packed);
    return made;
}

struct digest seal_digest(const struct seal_claims *claims)
{
    struct buf payload = {0};
    claims_write(claims, &payload);
    struct digest digest = hash_of(&(struct span){payload.data, payload.size}, 1);
    buf_free(&payload);
    return digest;
}

static bool unpack(const char *text, struct buf *message)
{
    struct buf packed = {0};
    const char *hash = strrchr(text, '#');
    const char *digits = hash ? hash + 1 : text;
    bool read = seal_digits_read(digits, strlen(digits), &packed) && packed.size > 1 &&
                packed.data[0] == FORM_VERSION &&
                flate_unpack(packed.data + 1, packed.size - 1, UNPACKED_LIMIT, message);
    buf_free(&packed);
    return read;
}

/* Says in which way the message is good or not; its claims have been read. */
static void judge(const struct cose_message *message, const struct seal_key *const *keys,
                  size_t count, struct seal_reading *reading)
{
    memcpy(reading->key_id, message->key_id, SEAL_KEY_ID_SIZE);
    reading->verdict = SEAL_KEY_MISSING;
    for (size_t i = 0; i < count; i++) {
        if (memcmp(message->key_id, seal_key_id(keys[i]), SEAL_KEY_ID_SIZE) != 0)
            continue;
        reading->key = i;
        reading->verdict = cose_verify(message, keys[i]) ? SEAL_GOOD : SEAL_FORGED;
        if (reading->verdict == SEAL_GOOD)
            return;
    }
    if (reading->verdict == SEAL_FORGED) {
        error_set(&reading->why, "seal-forged",
                  "The seal is forged or altered: the key that it names has not made it.");
        error_advise(&reading->why, "Do not believe what it says.");
    } else {
        error_set(
            &reading->why, "seal-key-missing",
            "The seal's key is not among the keys that are trusted, so it proves nothing.");
        error_advise(
            &reading->why,
            "Get the issuer's public key from the issuer, and name it with --seal-key.");
    }
}

void seal_read(const char *text, const struct seal_key *const *keys, size_t count,
               struct arena *arena, struct seal_reading *reading)
{
    struct buf bytes = {0};
    struct cose_message message;
    *reading = (struct seal_reading){.verdict = SEAL_UNREADABLE};
    if (!unpack(text, &bytes) || !cose_read(bytes.data, bytes.size, &message)) {
        error_set(&reading->why, "seal-unreadable",
                  "This is not a seal of kualik, or it is damaged.");
        error_advise(&reading->why, "Scan the code once more, in good light.");
    } else if (claims_read(&message.payload, arena, &reading->claims, &reading->why)) {
        reading->digest = hash_of(&message.payload, 1);
        judge(&message, keys, count, reading);
    }
    buf_free(&bytes);
}
