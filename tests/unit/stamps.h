/* Time-stamp tokens and revocation lists for tests, as no honest authority would make them: of
 * any time, over anything, by any key of tests/pki.sh. */
#ifndef KUALIK_TEST_STAMPS_H
#define KUALIK_TEST_STAMPS_H

#include "trust/validation_store.h"
#include "unit/keys.h"

#include <openssl/cms.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

/* The authority's time: before the certificates of `expired` end, and after. */
enum { STAMPS_EARLY = KEYS_NOW, STAMPS_LATE = 1577836800 /* 1 January 2020 */ };

static inline BIO *stamps_open(void **state, const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", (char *)*state, name);
    BIO *file = BIO_new_file(path, "rb");
    assert_non_null(file);
    return file;
}

static inline X509 *stamps_certificate(void **state, const char *name)
{
    BIO *file = stamps_open(state, name);
    X509 *certificate = PEM_read_bio_X509(file, NULL, NULL, NULL);
    assert_non_null(certificate);
    BIO_free(file);
    return certificate;
}

static inline EVP_PKEY *stamps_key(void **state, const char *name)
{
    BIO *file = stamps_open(state, name);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(file, NULL, NULL, NULL);
    assert_non_null(key);
    BIO_free(file);
    return key;
}

/* Returns the DER of a TSTInfo (RFC 3161, 2.4.2) that says that the digest existed then. */
static inline struct buf stamps_info(const struct digest *imprint, int64_t time)
{
    struct buf der = {0};
    TS_TST_INFO *info = TS_TST_INFO_new();
    TS_MSG_IMPRINT *message = TS_MSG_IMPRINT_new();
    X509_ALGOR *algorithm = X509_ALGOR_new();
    ASN1_OBJECT *policy = OBJ_txt2obj("1.2.3.4.1", 1);
    ASN1_INTEGER *serial = ASN1_INTEGER_new();
    ASN1_GENERALIZEDTIME *when = ASN1_GENERALIZEDTIME_set(NULL, (time_t)time);
    unsigned char digest[DIGEST_SIZE], *bytes = NULL;
    memcpy(digest, imprint->bytes, sizeof digest);
    X509_ALGOR_set_md(algorithm, EVP_sha256());
    assert_true(TS_MSG_IMPRINT_set_algo(message, algorithm));
    assert_true(TS_MSG_IMPRINT_set_msg(message, digest, sizeof digest));
    assert_true(ASN1_INTEGER_set(serial, 1) && TS_TST_INFO_set_version(info, 1));
    assert_true(TS_TST_INFO_set_policy_id(info, policy));
    assert_true(TS_TST_INFO_set_msg_imprint(info, message));
    assert_true(TS_TST_INFO_set_serial(info, serial) && TS_TST_INFO_set_time(info, when));
    int size = i2d_TS_TST_INFO(info, &bytes);
    assert_true(size > 0);
    buf_add(&der, bytes, (size_t)size);
    OPENSSL_free(bytes);
    ASN1_GENERALIZEDTIME_free(when);
    ASN1_INTEGER_free(serial);
    ASN1_OBJECT_free(policy);
    X509_ALGOR_free(algorithm);
    TS_MSG_IMPRINT_free(message);
    TS_TST_INFO_free(info);
    return der;
}

/* Returns the token: that, signed with NAME.key of NAME.pem. */
static inline struct buf stamps_token(void **state, const char *name,
                                      const struct digest *imprint, int64_t time)
{
    enum { FLAGS = CMS_BINARY | CMS_PARTIAL | CMS_CADES };
    char pem[64], file[64];
    struct buf der = {0}, info = stamps_info(imprint, time);
    snprintf(pem, sizeof pem, "%s.pem", name);
    snprintf(file, sizeof file, "%s.key", name);
    X509 *certificate = stamps_certificate(state, pem);
    EVP_PKEY *key = stamps_key(state, file);
    BIO *content = BIO_new_mem_buf(info.data, (int)info.size);
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, NULL, FLAGS);
    unsigned char *bytes = NULL;
    assert_true(CMS_set1_eContentType(cms, OBJ_nid2obj(NID_id_smime_ct_TSTInfo)));
    assert_non_null(CMS_add1_signer(cms, certificate, key, EVP_sha256(), FLAGS));
    assert_true(CMS_final(cms, content, NULL, FLAGS));
    int size = i2d_CMS_ContentInfo(cms, &bytes);
    assert_true(size > 0);
    buf_add(&der, bytes, (size_t)size);
    OPENSSL_free(bytes);
    CMS_ContentInfo_free(cms);
    BIO_free(content);
    EVP_PKEY_free(key);
    X509_free(certificate);
    buf_free(&info);
    return der;
}

/* Returns the DER of a list in the name of the authority `ca`, signed
 * with BY.key, made at `made` and good for two days, by which NAME has been revoked since
 * `since`. */
static inline struct buf stamps_list_der(void **state, const char *by, const char *name,
                                         int64_t since, int64_t made)
{
    char file[64];
    struct buf der = {0};
    snprintf(file, sizeof file, "%s.key", by);
    X509 *authority = stamps_certificate(state, "ca.pem"),
         *certificate = stamps_certificate(state, name);
    EVP_PKEY *key = stamps_key(state, file);
    X509_CRL *list = X509_CRL_new();
    X509_REVOKED *entry = X509_REVOKED_new();
    ASN1_TIME *when = ASN1_TIME_set(NULL, (time_t)since);
    ASN1_TIME *from = ASN1_TIME_set(NULL, (time_t)made),
              *until = ASN1_TIME_set(NULL, (time_t)made + 2 * 24 * 60 * 60);
    unsigned char *bytes = NULL;
    assert_true(X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(certificate)));
    assert_true(X509_REVOKED_set_revocationDate(entry, when));
    assert_true(X509_CRL_set_version(list, 1) && X509_CRL_add0_revoked(list, entry));
    assert_true(X509_CRL_set_issuer_name(list, X509_get_subject_name(authority)));
    assert_true(X509_CRL_set1_lastUpdate(list, from) && X509_CRL_set1_nextUpdate(list, until));
    assert_true(X509_CRL_sign(list, key, EVP_sha256()) > 0);
    int size = i2d_X509_CRL(list, &bytes);
    assert_true(size > 0);
    buf_add(&der, bytes, (size_t)size);
    OPENSSL_free(bytes);
    ASN1_TIME_free(when);
    ASN1_TIME_free(from);
    ASN1_TIME_free(until);
    X509_CRL_free(list);
    EVP_PKEY_free(key);
    X509_free(certificate);
    X509_free(authority);
    return der;
}

/* Returns what a document may carry along two days after `made`: that list. */
static inline struct validation_store *
stamps_list(void **state, const char *by, const char *name, int64_t since, int64_t made)
{
    struct buf der = stamps_list_der(state, by, name, since, made);
    struct validation_store *evidence = validation_store_new(made + 2 * 24 * 60 * 60);
    assert_true(validation_store_add(evidence, STORED_CRL, der.data, der.size));
    buf_free(&der);
    return evidence;
}

static inline struct validation_store *stamps_revoked(void **state, const char *name,
                                                      int64_t since, int64_t made)
{
    return stamps_list(state, "ca", name, since, made);
}

#endif
