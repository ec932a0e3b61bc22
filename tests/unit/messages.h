/* Signed messages (CMS) made part by part, for what OpenSSL's own command does not make. */
#ifndef KUALIK_TEST_MESSAGES_H
#define KUALIK_TEST_MESSAGES_H

#include "unit/keys.h"

#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

/* What a message is made of: OpenSSL's numbers, and a signed attribute more, or NULL. */
struct message_parts {
    const char *key; /* the name of a key of tests/pki.sh */
    int digest, algorithm;
    const struct buf *attribute;
};

/* Puts a value of that tag around the content, which it releases. */
static inline void message_wrap(struct buf *out, int tag, struct buf *content)
{
    buf_putc(out, (char)tag);
    if (content->size >= 128)
        buf_putc(out, content->size < 256 ? '\x81' : '\x82');
    if (content->size >= 256)
        buf_putc(out, (char)(content->size >> 8));
    buf_putc(out, (char)content->size);
    buf_add(out, buf_text(content), content->size);
    buf_free(content);
}

static inline void message_oid(struct buf *out, int kind)
{
    unsigned char *der = NULL;
    int size = i2d_ASN1_OBJECT(OBJ_nid2obj(kind), &der);
    buf_add(out, der, (size_t)size);
    OPENSSL_free(der);
}

static inline void message_algorithm(struct buf *out, int tag, int kind)
{
    struct buf oid = {0};
    message_oid(&oid, kind);
    message_wrap(out, tag, &oid);
}

/* An attribute with the one value, which it releases. */
static inline void message_attribute(struct buf *out, int kind, struct buf *value)
{
    struct buf attribute = {0};
    message_oid(&attribute, kind);
    message_wrap(&attribute, 0x31, value);
    message_wrap(out, 0x30, &attribute);
}

/* The signed attributes of keys_content, without a tag around them. */
static inline void message_attributes(const struct message_parts *parts, struct buf *out)
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size = EVP_MAX_MD_SIZE;
    struct buf type = {0}, octets = {0}, digest = {0};
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_DigestInit_ex(context, EVP_get_digestbynid(parts->digest), NULL);
    EVP_DigestUpdate(context, keys_content, strlen(keys_content));
    if (parts->digest == NID_shake256)
        EVP_DigestFinalXOF(context, bytes, size);
    else
        EVP_DigestFinal_ex(context, bytes, &size);
    EVP_MD_CTX_free(context);
    message_oid(&type, NID_pkcs7_data);
    message_attribute(out, NID_pkcs9_contentType, &type);
    buf_add(&octets, bytes, size);
    message_wrap(&digest, 0x04, &octets);
    message_attribute(out, NID_pkcs9_messageDigest, &digest);
    if (parts->attribute)
        buf_add(out, buf_text(parts->attribute), parts->attribute->size);
}

static inline void message_sign(void **state, const struct message_parts *parts,
                                const struct buf *attributes, struct buf *signature)
{
    char path[600];
    unsigned char bytes[1024];
    size_t size = sizeof bytes;
    struct buf copy = {0}, set = {0};
    snprintf(path, sizeof path, "%s/%s.key", (char *)*state, parts->key);
    FILE *file = fopen(path, "r");
    EVP_PKEY *key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
    fclose(file);
    bool edwards = EVP_PKEY_is_a(key, "ED25519") || EVP_PKEY_is_a(key, "ED448");
    buf_add(&copy, attributes->data, attributes->size);
    message_wrap(&set, 0x31, &copy);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    assert_int_equal(EVP_DigestSignInit(context, NULL,
                                        edwards ? NULL : EVP_get_digestbynid(parts->digest),
                                        NULL, key),
                     1);
    assert_int_equal(EVP_DigestSign(context, bytes, &size, (unsigned char *)set.data, set.size),
                     1);
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    buf_free(&set);
    struct buf value = {0};
    buf_add(&value, bytes, size);
    message_wrap(signature, 0x04, &value);
}

/* Appends issuer and serial number, and the certificate itself. */
static inline void message_who(void **state, const char *name, struct buf *who,
                               struct buf *certificate)
{
    char path[600];
    unsigned char *der = NULL;
    struct buf names = {0};
    snprintf(path, sizeof path, "%s/%s.pem", (char *)*state, name);
    FILE *file = fopen(path, "r");
    X509 *x509 = PEM_read_X509(file, NULL, NULL, NULL);
    fclose(file);
    int size = i2d_X509(x509, &der);
    buf_add(certificate, der, (size_t)size);
    OPENSSL_free(der);
    der = NULL;
    size = i2d_X509_NAME(X509_get_issuer_name(x509), &der);
    buf_add(&names, der, (size_t)size);
    OPENSSL_free(der);
    der = NULL;
    size = i2d_ASN1_INTEGER(X509_get_serialNumber(x509), &der);
    buf_add(&names, der, (size_t)size);
    OPENSSL_free(der);
    X509_free(x509);
    message_wrap(who, 0x30, &names);
}

/* Makes the DER of a detached signature of keys_content; `stripped`: without the signed
 * attributes, so that it is one of their DER. */
static inline struct buf message_build(void **state, const struct message_parts *parts,
                                       bool stripped)
{
    static const char one[] = "\x02\x01\x01";
    struct buf message = {0}, info = {0}, data = {0}, sets = {0}, type = {0}, signer = {0};
    struct buf certificate = {0}, attributes = {0}, copy = {0}, whole = {0}, outer = {0};
    buf_puts(&signer, one);
    message_who(state, parts->key, &signer, &certificate);
    message_algorithm(&signer, 0x30, parts->digest);
    message_attributes(parts, &attributes);
    buf_add(&copy, attributes.data, attributes.size);
    if (stripped)
        buf_free(&copy);
    else
        message_wrap(&signer, 0xA0, &copy);
    message_algorithm(&signer, 0x30, parts->algorithm);
    message_sign(state, parts, &attributes, &signer);
    buf_free(&attributes);
    buf_puts(&data, one);
    message_algorithm(&sets, 0x30, parts->digest);
    message_wrap(&data, 0x31, &sets);
    message_oid(&type, NID_pkcs7_data);
    message_wrap(&data, 0x30, &type);
    message_wrap(&data, 0xA0, &certificate);
    message_wrap(&info, 0x30, &signer);
    message_wrap(&data, 0x31, &info);
    message_wrap(&whole, 0x30, &data);
    message_oid(&outer, NID_pkcs7_signed);
    message_wrap(&outer, 0xA0, &whole);
    message_wrap(&message, 0x30, &outer);
    return message;
}

static inline struct buf message_make(void **state, const struct message_parts *parts)
{
    return message_build(state, parts, false);
}

#endif
