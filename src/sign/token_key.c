#include "sign/token_key.h"

#include "base/mem.h"

#include <openssl/ecdsa.h>
#include <openssl/x509.h>
#include <p11-kit/pkcs11.h>
#include <p11-kit/uri.h>
#include <stdlib.h>
#include <string.h>

enum {
    OBJECTS_MOST = 64,          /* certificates of one token that are looked at */
    CERTIFICATE_MOST = 1 << 16, /* bytes */
    ID_MOST = 1024,
};

struct token_key {
    struct pkcs11_token *token;
    CK_OBJECT_HANDLE object;
    CK_KEY_TYPE kind;
    unsigned char id[ID_MOST];
    size_t id_size;
};

/* Fills `found` with handles of up to `most` objects of these attributes. */
static bool find_objects(struct pkcs11_token *token, CK_ATTRIBUTE *wanted, CK_ULONG count,
                         CK_OBJECT_HANDLE *found, CK_ULONG most, CK_ULONG *number,
                         struct error *err)
{
    const CK_FUNCTION_LIST *functions = token_functions(token);
    CK_SESSION_HANDLE session = token_take_session(token);
    CK_RV code = functions->C_FindObjectsInit(session, wanted, count);
    *number = 0;
    for (CK_ULONG got = 1; code == CKR_OK && got && *number < most; *number += got) {
        got = 0;
        code = functions->C_FindObjects(session, found + *number, most - *number, &got);
    }
    functions->C_FindObjectsFinal(session);
    token_return_session(token, session);
    return code == CKR_OK || token_fail(token, code, err);
}

/* Gets one attribute into `value`, which has room for `*size` bytes; false where the token does
 * not give it. */
static bool get_attribute(struct pkcs11_token *token, CK_OBJECT_HANDLE object,
                          CK_ATTRIBUTE_TYPE type, void *value, size_t *size)
{
    CK_ATTRIBUTE attribute = {type, value, *size};
    CK_SESSION_HANDLE session = token_take_session(token);
    CK_RV code = token_functions(token)->C_GetAttributeValue(session, object, &attribute, 1);
    token_return_session(token, session);
    if (code != CKR_OK || attribute.ulValueLen > *size)
        return false;
    *size = attribute.ulValueLen;
    return true;
}

static bool find_key(struct token_key *key, P11KitUri *uri, struct error *err)
{
    enum { SEVERAL = 2 };
    CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
    CK_ATTRIBUTE wanted[3] = {{CKA_CLASS, &class, sizeof class}};
    CK_ULONG count = 1, number;
    CK_OBJECT_HANDLE found[SEVERAL];
    const CK_ATTRIBUTE_TYPE types[] = {CKA_ID, CKA_LABEL};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        const CK_ATTRIBUTE *attribute = p11_kit_uri_get_attribute(uri, types[i]);
        if (attribute)
            wanted[count++] = *attribute;
    }
    if (!find_objects(key->token, wanted, count, found, SEVERAL, &number, err))
        return false;
    key->object = found[0];
    if (number == 0)
        return error_set(err, "token-key-missing",
                         "The token «%s» has no private key of this name; `p11tool "
                         "--list-privkeys --login` or `pkcs11-tool -O -l` shows those that it "
                         "has.",
                         token_name(key->token));
    return number == 1 || error_set(err, "token-key-ambiguous",
                                    "The token «%s» has several private keys of this name; add "
                                    "id=%%… to the URI.",
                                    token_name(key->token));
}

static bool check_kind(struct token_key *key, struct error *err)
{
    CK_BBOOL always = CK_FALSE;
    size_t size = sizeof key->kind, always_size = sizeof always;
    if (!get_attribute(key->token, key->object, CKA_KEY_TYPE, &key->kind, &size) ||
        (key->kind != CKK_RSA && key->kind != CKK_EC))
        return error_set(err, "token-key-kind-unknown",
                         "The key on the token «%s» is neither RSA nor ECDSA (a GOST key may "
                         "be), so kualik cannot sign with it; name another key.",
                         token_name(key->token));
    return !get_attribute(key->token, key->object, CKA_ALWAYS_AUTHENTICATE, &always,
                          &always_size) ||
           !always ||
           error_set(err, "token-key-asks-always",
                     "The key on the token «%s» wants its PIN before each signature, so it "
                     "cannot sign a whole list; name another key.",
                     token_name(key->token));
}

struct token_key *token_key_find(struct pkcs11_token *token, P11KitUri *uri, struct error *err)
{
    struct token_key *key = mem_new(1, sizeof *key);
    key->token = token;
    if (!find_key(key, uri, err) || !check_kind(key, err)) {
        token_key_free(key);
        return NULL;
    }
    key->id_size = sizeof key->id;
    if (!get_attribute(token, key->object, CKA_ID, key->id, &key->id_size))
        key->id_size = 0;
    return key;
}

void token_key_free(struct token_key *key)
{
    if (!key)
        return;
    token_free(key->token);
    free(key);
}

/* ---- certificates ----------------------------------------------------------------------- */

static bool has_id(const struct token_key *key, CK_OBJECT_HANDLE object)
{
    unsigned char id[ID_MOST];
    size_t size = sizeof id;
    return key->id_size && get_attribute(key->token, object, CKA_ID, id, &size) &&
           size == key->id_size && memcmp(id, key->id, size) == 0;
}

static X509 *read_certificate(const struct token_key *key, CK_OBJECT_HANDLE object)
{
    size_t size = CERTIFICATE_MOST;
    unsigned char *der = mem_new(size, 1);
    const unsigned char *at = der;
    X509 *certificate = get_attribute(key->token, object, CKA_VALUE, der, &size)
                            ? d2i_X509(NULL, &at, (long)size)
                            : NULL;
    free(der);
    return certificate;
}

bool token_key_certificates(const struct token_key *key, struct stack_st_X509 *certificates,
                            int *own, struct error *err)
{
    CK_OBJECT_CLASS class = CKO_CERTIFICATE;
    CK_CERTIFICATE_TYPE kind = CKC_X_509;
    CK_ATTRIBUTE wanted[] = {
        {CKA_CLASS, &class, sizeof class},
        {CKA_CERTIFICATE_TYPE, &kind, sizeof kind},
    };
    CK_OBJECT_HANDLE found[OBJECTS_MOST];
    CK_ULONG number;
    *own = 0;
    if (!find_objects(key->token, wanted, 2, found, OBJECTS_MOST, &number, err))
        return false;
    for (CK_ULONG i = 0; i < number; i++) {
        X509 *certificate = read_certificate(key, found[i]);
        if (certificate && sk_X509_insert(certificates, certificate,
                                          has_id(key, found[i]) ? (*own)++ : -1) <= 0)
            mem_exhausted();
    }
    return true;
}

/* ---- signatures ------------------------------------------------------------------------- */

/* Signs `count` bytes as they are with the mechanism. */
static bool sign_raw(const struct token_key *key, CK_MECHANISM_TYPE type,
                     const unsigned char *bytes, size_t count, unsigned char *signature,
                     size_t *size, struct error *err)
{
    const CK_FUNCTION_LIST *functions = token_functions(key->token);
    CK_MECHANISM mechanism = {type, NULL, 0};
    CK_ULONG used = *size;
    CK_SESSION_HANDLE session = token_take_session(key->token);
    CK_RV code = functions->C_SignInit(session, &mechanism, key->object);
    if (code == CKR_OK) /* the interface takes what it only reads without const */
        code =
            functions->C_Sign(session, (CK_BYTE_PTR)(uintptr_t)bytes, count, signature, &used);
    token_return_session(key->token, session);
    *size = used;
    return code == CKR_OK || token_fail(key->token, code, err);
}

static bool sign_rsa(const struct token_key *key, const struct digest *digest,
                     unsigned char *signature, size_t *size, struct error *err)
{
    /* DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2, note 1). */
    static const unsigned char prefix[] = {0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60,
                                           0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
                                           0x01, 0x05, 0x00, 0x04, 0x20};
    unsigned char info[sizeof prefix + DIGEST_SIZE];
    memcpy(info, prefix, sizeof prefix);
    memcpy(info + sizeof prefix, digest->bytes, DIGEST_SIZE);
    return sign_raw(key, CKM_RSA_PKCS, info, sizeof info, signature, size, err);
}

/* The token gives the two numbers one after the other, a CMS has them as DER (RFC 5753, 7.2).
 */
static bool sign_ecdsa(const struct token_key *key, const struct digest *digest,
                       unsigned char *signature, size_t *size, struct error *err)
{
    unsigned char raw[256];
    size_t used = sizeof raw;
    if (!sign_raw(key, CKM_ECDSA, digest->bytes, DIGEST_SIZE, raw, &used, err))
        return false;
    int half = (int)used / 2;
    ECDSA_SIG *numbers = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(raw, half, NULL), *s = BN_bin2bn(raw + half, half, NULL);
    if (!numbers || !r || !s || !ECDSA_SIG_set0(numbers, r, s))
        mem_exhausted();
    int encoded = i2d_ECDSA_SIG(numbers, NULL);
    bool fits = encoded > 0 && (size_t)encoded <= *size;
    if (fits)
        *size = (size_t)i2d_ECDSA_SIG(numbers, &signature);
    ECDSA_SIG_free(numbers);
    return fits || token_fail(key->token, CKR_GENERAL_ERROR, err);
}

bool token_key_sign(const struct token_key *key, const struct digest *digest,
                    unsigned char *signature, size_t *size, struct error *err)
{
    return (key->kind == CKK_RSA ? sign_rsa : sign_ecdsa)(key, digest, signature, size, err);
}
