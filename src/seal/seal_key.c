#include "seal/seal_key.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "seal/base64url.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>

enum { COORDINATES = 2, NAME_ROOM = 32, FILE_LIMIT = 1 << 16 };

struct seal_key {
    EVP_PKEY *key;
    bool is_private;
    uint8_t point[COORDINATES * SEAL_COORDINATE_SIZE];
    uint8_t id[SEAL_KEY_ID_SIZE];
};

/* The thumbprint of the key as a JWK (RFC 7638, 3). */
static void set_id(struct seal_key *key)
{
    struct buf jwk = {0};
    buf_puts(&jwk, "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"");
    base64url_add(&jwk, key->point, SEAL_COORDINATE_SIZE);
    buf_puts(&jwk, "\",\"y\":\"");
    base64url_add(&jwk, key->point + SEAL_COORDINATE_SIZE, SEAL_COORDINATE_SIZE);
    buf_puts(&jwk, "\"}");
    struct digest digest = hash_of(&(struct span){jwk.data, jwk.size}, 1);
    memcpy(key->id, digest.bytes, SEAL_KEY_ID_SIZE);
    buf_free(&jwk);
}

static bool is_p256(const EVP_PKEY *key)
{
    char name[NAME_ROOM];
    size_t size;
    return EVP_PKEY_is_a(key, "EC") &&
           EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name, sizeof name,
                                          &size) == 1 &&
           strcmp(name, "prime256v1") == 0;
}

static bool get_point(const EVP_PKEY *key, uint8_t *point)
{
    const char *names[COORDINATES] = {OSSL_PKEY_PARAM_EC_PUB_X, OSSL_PKEY_PARAM_EC_PUB_Y};
    bool got = true;
    for (size_t i = 0; got && i < COORDINATES; i++) {
        BIGNUM *number = NULL;
        got = EVP_PKEY_get_bn_param(key, names[i], &number) == 1 &&
              BN_bn2binpad(number, point + i * SEAL_COORDINATE_SIZE, SEAL_COORDINATE_SIZE) > 0;
        BN_free(number);
    }
    return got;
}

/* Takes over `key`, which may be NULL. */
static struct seal_key *wrap(EVP_PKEY *pkey, bool is_private, struct error *err)
{
    struct seal_key *key = mem_new(1, sizeof *key);
    *key = (struct seal_key){.key = pkey, .is_private = is_private};
    if (pkey && is_p256(pkey) && get_point(pkey, key->point)) {
        set_id(key);
        return key;
    }
    ERR_clear_error();
    if (pkey)
        error_set(err, "seal-key-kind", "This key is not one of ECDSA on P-256.");
    else
        error_set(err, "seal-key-unreadable", "There is no key in this file that can be read.");
    error_advise(err, "`kualik seal-key` makes one.");
    seal_key_free(key);
    return NULL;
}

struct seal_key *seal_key_new(struct error *err)
{
    return wrap(EVP_EC_gen("P-256"), true, err);
}

/* Nobody is asked for a password. */
static int no_password(char *password, int size, int writing, void *data)
{
    (void)password, (void)size, (void)writing, (void)data;
    return -1;
}

struct seal_key *seal_key_read(const struct buf *pem, struct error *err)
{
    BIO *bio = BIO_new_mem_buf(pem->data, (int)pem->size);
    EVP_PKEY *key = bio ? PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL) : NULL;
    bool is_private = key != NULL;
    if (bio && !key && BIO_reset(bio) == 1)
        key = PEM_read_bio_PUBKEY(bio, NULL, no_password, NULL);
    BIO_free(bio);
    return wrap(key, is_private, err);
}

struct seal_key *seal_key_open_private(const char *path, struct error *err)
{
    struct buf pem = {0};
    struct seal_key *key = NULL;
    if (!file_read(path, FILE_LIMIT, &pem, err))
        return NULL;
    key = seal_key_read(&pem, err);
    if (pem.data)
        mem_wipe(pem.data, pem.size);
    buf_free(&pem);
    if (key && !key->is_private) {
        seal_key_free(key);
        key = NULL;
        error_set(err, "seal-key-public", "This is the public half of a key of seals.");
        error_advise(err, "Name its private half, seal.key.");
    }
    if (!key)
        error_at(err, (struct place){.file = path});
    return key;
}

void seal_key_free(struct seal_key *key)
{
    if (!key)
        return;
    EVP_PKEY_free(key->key);
    free(key);
}

static bool add_bio(BIO *bio, bool written, struct buf *out)
{
    char *bytes = NULL;
    long size = written ? BIO_get_mem_data(bio, &bytes) : 0;
    if (size > 0)
        buf_add(out, bytes, (size_t)size);
    BIO_free(bio);
    return size > 0;
}

bool seal_key_write_private(const struct seal_key *key, struct buf *pem)
{
    BIO *bio = BIO_new(BIO_s_secmem());
    bool written =
        bio && PEM_write_bio_PKCS8PrivateKey(bio, key->key, NULL, NULL, 0, NULL, NULL) == 1;
    return add_bio(bio, written, pem);
}

bool seal_key_write_public(const struct seal_key *key, struct buf *pem)
{
    BIO *bio = BIO_new(BIO_s_mem());
    bool written = bio && PEM_write_bio_PUBKEY(bio, key->key) == 1;
    return add_bio(bio, written, pem);
}

const uint8_t *seal_key_id(const struct seal_key *key)
{
    return key->id;
}

const uint8_t *seal_key_point(const struct seal_key *key)
{
    return key->point;
}

/* OpenSSL gives and takes ECDSA signatures as DER (RFC 3279, 2.2.3). */
static bool to_fixed(const unsigned char *der, size_t size,
                     uint8_t signature[SEAL_SIGNATURE_SIZE])
{
    ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &der, (long)size);
    bool fits = pair &&
                BN_bn2binpad(ECDSA_SIG_get0_r(pair), signature, SEAL_COORDINATE_SIZE) > 0 &&
                BN_bn2binpad(ECDSA_SIG_get0_s(pair), signature + SEAL_COORDINATE_SIZE,
                             SEAL_COORDINATE_SIZE) > 0;
    ECDSA_SIG_free(pair);
    return fits;
}

static int to_der(const uint8_t signature[SEAL_SIGNATURE_SIZE], unsigned char **der)
{
    ECDSA_SIG *pair = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(signature, SEAL_COORDINATE_SIZE, NULL);
    BIGNUM *s = BN_bin2bn(signature + SEAL_COORDINATE_SIZE, SEAL_COORDINATE_SIZE, NULL);
    int size = 0;
    if (pair && r && s && ECDSA_SIG_set0(pair, r, s) == 1) {
        size = i2d_ECDSA_SIG(pair, der);
    } else {
        BN_free(r);
        BN_free(s);
    }
    ECDSA_SIG_free(pair);
    return size;
}

bool seal_key_sign(const struct seal_key *key, const void *bytes, size_t size,
                   uint8_t signature[SEAL_SIGNATURE_SIZE], struct error *err)
{
    unsigned char der[2 * SEAL_SIGNATURE_SIZE];
    size_t der_size = sizeof der;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool made = key->is_private && context &&
                EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key->key) == 1 &&
                EVP_DigestSign(context, der, &der_size, bytes, size) == 1 &&
                to_fixed(der, der_size, signature);
    EVP_MD_CTX_free(context);
    ERR_clear_error();
    if (made)
        return true;
    error_set(err, "seal-failed", "OpenSSL could not make the seal.");
    return error_advise(err, "Name the private key of seals, seal.key.");
}

bool seal_key_verify(const struct seal_key *key, const void *bytes, size_t size,
                     const uint8_t signature[SEAL_SIGNATURE_SIZE])
{
    unsigned char *der = NULL;
    int der_size = to_der(signature, &der);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool good = der_size > 0 && context &&
                EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key->key) == 1 &&
                EVP_DigestVerify(context, der, (size_t)der_size, bytes, size) == 1;
    EVP_MD_CTX_free(context);
    OPENSSL_free(der);
    ERR_clear_error();
    return good;
}
