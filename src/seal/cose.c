#include "seal/cose.h"

#include "seal/cbor.h"

#include <string.h>

enum { COSE_SIGN1_TAG = 18, COSE_SIGN1_MEMBERS = 4 };        /* RFC 9052, 2 and 4.2 */
enum { HEADER_ALG = 1, HEADER_KID = 4, HEADER_MEMBERS = 2 }; /* RFC 9052, 3.1 */
enum { ALG_ES256 = -7 };                                     /* RFC 9053, 2.1 */
enum { SIG_STRUCTURE_MEMBERS = 4 };                          /* RFC 9052, 4.4 */

/* What is signed: the context, the header, no further data, the payload (RFC 9052, 4.4). */
static void add_sig_structure(const struct span *header, const struct span *payload,
                              struct buf *out)
{
    cbor_add_head(out, CBOR_ARRAY, SIG_STRUCTURE_MEMBERS);
    cbor_add_text(out, "Signature1");
    cbor_add_bytes(out, header->bytes, header->size);
    cbor_add_bytes(out, "", 0);
    cbor_add_bytes(out, payload->bytes, payload->size);
}

static void add_header(const struct seal_key *key, struct buf *out)
{
    cbor_add_head(out, CBOR_MAP, HEADER_MEMBERS);
    cbor_add_integer(out, HEADER_ALG);
    cbor_add_integer(out, ALG_ES256);
    cbor_add_integer(out, HEADER_KID);
    cbor_add_bytes(out, seal_key_id(key), SEAL_KEY_ID_SIZE);
}

bool cose_sign(const struct seal_key *key, const struct span *payload, struct buf *out,
               struct error *err)
{
    struct buf header = {0}, signed_bytes = {0};
    uint8_t signature[SEAL_SIGNATURE_SIZE];
    add_header(key, &header);
    struct span protected = {header.data, header.size};
    add_sig_structure(&protected, payload, &signed_bytes);
    bool made = seal_key_sign(key, signed_bytes.data, signed_bytes.size, signature, err);
    if (made) {
        cbor_add_head(out, CBOR_TAG, COSE_SIGN1_TAG);
        cbor_add_head(out, CBOR_ARRAY, COSE_SIGN1_MEMBERS);
        cbor_add_bytes(out, header.data, header.size);
        cbor_add_head(out, CBOR_MAP, 0);
        cbor_add_bytes(out, payload->bytes, payload->size);
        cbor_add_bytes(out, signature, sizeof signature);
    }
    buf_free(&header);
    buf_free(&signed_bytes);
    return made;
}

static bool read_header(const struct span *header, uint8_t key_id[SEAL_KEY_ID_SIZE])
{
    struct cbor_reader reader = {header->bytes, (const uint8_t *)header->bytes + header->size};
    int64_t key, alg;
    struct span id;
    if (!cbor_expect(&reader, CBOR_MAP, HEADER_MEMBERS) || !cbor_read_integer(&reader, &key) ||
        key != HEADER_ALG || !cbor_read_integer(&reader, &alg) || alg != ALG_ES256 ||
        !cbor_read_integer(&reader, &key) || key != HEADER_KID ||
        !cbor_read_string(&reader, CBOR_BYTES, &id) || id.size != SEAL_KEY_ID_SIZE ||
        reader.at != reader.end)
        return false;
    memcpy(key_id, id.bytes, SEAL_KEY_ID_SIZE);
    return true;
}

bool cose_read(const void *bytes, size_t size, struct cose_message *message)
{
    struct cbor_reader reader = {bytes, (const uint8_t *)bytes + size};
    struct span signature;
    if (!cbor_expect(&reader, CBOR_TAG, COSE_SIGN1_TAG) ||
        !cbor_expect(&reader, CBOR_ARRAY, COSE_SIGN1_MEMBERS) ||
        !cbor_read_string(&reader, CBOR_BYTES, &message->header) ||
        !read_header(&message->header, message->key_id) || !cbor_expect(&reader, CBOR_MAP, 0) ||
        !cbor_read_string(&reader, CBOR_BYTES, &message->payload) ||
        !cbor_read_string(&reader, CBOR_BYTES, &signature) ||
        signature.size != SEAL_SIGNATURE_SIZE || reader.at != reader.end)
        return false;
    memcpy(message->signature, signature.bytes, SEAL_SIGNATURE_SIZE);
    return true;
}

bool cose_verify(const struct cose_message *message, const struct seal_key *key)
{
    struct buf signed_bytes = {0};
    add_sig_structure(&message->header, &message->payload, &signed_bytes);
    bool good = memcmp(message->key_id, seal_key_id(key), SEAL_KEY_ID_SIZE) == 0 &&
                seal_key_verify(key, signed_bytes.data, signed_bytes.size, message->signature);
    buf_free(&signed_bytes);
    return good;
}
