/* For the fuzzers of keys and signatures: somebody with a key, always the same one, and bytes
 * that are changed here and there. */
#ifndef KUALIK_FUZZ_IDENTITY_H
#define KUALIK_FUZZ_IDENTITY_H

#include "base/buf.h"

#include <assert.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>
#include <stdint.h>
#include <string.h>

enum { IDENTITY_NOW = 1507183200 }; /* 5 October 2017 */

static const char identity_password[] = "demo-2017";

/* The key on P-256 whose private number is 2: known to everybody, and quick to make. */
static EVP_PKEY *identity_key(void)
{
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    EC_POINT *point = EC_POINT_new(group);
    BIGNUM *two = BN_new();
    unsigned char public[65];
    BN_set_word(two, 2);
    EC_POINT_mul(group, point, two, NULL, NULL, NULL);
    EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, public, sizeof public,
                       NULL);
    char curve[] = "prime256v1";
    unsigned char private[1] = {2};
    OSSL_PARAM parts[] = {
        OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, curve, sizeof curve - 1),
        OSSL_PARAM_octet_string(OSSL_PKEY_PARAM_PUB_KEY, public, sizeof public),
        OSSL_PARAM_BN(OSSL_PKEY_PARAM_PRIV_KEY, private, sizeof private),
        OSSL_PARAM_END,
    };
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    EVP_PKEY *key = NULL;
    EVP_PKEY_fromdata_init(context);
    EVP_PKEY_fromdata(context, &key, EVP_PKEY_KEYPAIR, parts);
    EVP_PKEY_CTX_free(context);
    BN_free(two);
    EC_POINT_free(point);
    EC_GROUP_free(group);
    assert(key);
    return key;
}

static X509 *identity_certificate(EVP_PKEY *key)
{
    X509 *certificate = X509_new();
    X509_NAME *name = X509_get_subject_name(certificate);
    X509_EXTENSION *usage = X509V3_EXT_conf_nid(NULL, NULL, NID_key_usage, "digitalSignature");
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const unsigned char *)"ҮЛГІ", -1, -1,
                               0);
    X509_set_issuer_name(certificate, name);
    X509_time_adj_ex(X509_getm_notBefore(certificate), 0, 0, &(time_t){IDENTITY_NOW - 1000});
    X509_time_adj_ex(X509_getm_notAfter(certificate), 0, 0, &(time_t){IDENTITY_NOW + 1000});
    X509_set_pubkey(certificate, key);
    X509_add_ext(certificate, usage, -1);
    assert(X509_sign(certificate, key, EVP_sha256()) > 0);
    X509_EXTENSION_free(usage);
    return certificate;
}

/* Appends the certificate as PEM, where `pem` is given, and the key file. */
static void identity_make(struct buf *pem, struct buf *file)
{
    EVP_PKEY *key = identity_key();
    X509 *certificate = identity_certificate(key);
    PKCS12 *pkcs12 = PKCS12_create(identity_password, "", key, certificate, NULL, NID_undef,
                                   NID_undef, 1, 1, 0);
    unsigned char *der = NULL;
    int size = i2d_PKCS12(pkcs12, &der);
    assert(size > 0);
    buf_add(file, der, (size_t)size);
    OPENSSL_free(der);
    BIO *text = BIO_new(BIO_s_mem());
    char *bytes;
    PEM_write_bio_X509(text, certificate);
    long length = BIO_get_mem_data(text, &bytes);
    if (pem)
        buf_add(pem, bytes, (size_t)length);
    BIO_free(text);
    PKCS12_free(pkcs12);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

/* Appends what is to be read. Of input that begins with an e, every three bytes change one byte
 * of what is sound: its place, and what it becomes; other input is it after its first byte. */
static void identity_edit(const uint8_t *bytes, size_t size, const struct buf *sound,
                          struct buf *out)
{
    if (!size || bytes[0] != 'e') {
        buf_add(out, bytes + (size > 0), size - (size > 0));
        return;
    }
    buf_add(out, sound->data, sound->size);
    for (size_t i = 1; i + 2 < size; i += 3)
        out->data[((size_t)bytes[i] << 8 | bytes[i + 1]) % out->size] = (char)bytes[i + 2];
}

#endif
