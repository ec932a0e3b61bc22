#include "trust/certificate.h"

#include "base/calendar.h"
#include "base/utf8.h"
#include "sign/key_policy.h"

#include <limits.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>

/* Copies what a terminal can show. */
static void copy_text(const char *text, size_t size, char *out, size_t room)
{
    size_t used = 0;
    for (const char *end = text + size; text < end;) {
        char bytes[4];
        uint32_t letter = utf8_next(&text, end);
        size_t count =
            utf8_put(utf8_is_control(letter) || utf8_is_turn(letter) ? '?' : letter, bytes);
        if (used + count >= room)
            break;
        memcpy(out + used, bytes, count);
        used += count;
    }
    out[used] = '\0';
}

static void read_subject(X509_NAME *name, char out[CERTIFICATE_SUBJECT_SIZE])
{
    char *text = NULL;
    BIO *memory = BIO_new(BIO_s_mem());
    if (memory &&
        X509_NAME_print_ex(memory, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) >= 0) {
        long size = BIO_get_mem_data(memory, &text);
        copy_text(text, size > 0 ? (size_t)size : 0, out, CERTIFICATE_SUBJECT_SIZE);
    }
    BIO_free(memory);
}

static void read_number(X509_NAME *name, char out[CERTIFICATE_NAME_SIZE])
{
    int at = X509_NAME_get_index_by_NID(name, NID_serialNumber, -1);
    unsigned char *text = NULL;
    if (at < 0)
        return;
    int size =
        ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size > 0)
        copy_text((const char *)text, (size_t)size, out, CERTIFICATE_NAME_SIZE);
    OPENSSL_free(text);
}

static void read_serial(X509 *x509, char out[CERTIFICATE_SERIAL_SIZE])
{
    BIGNUM *number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(x509), NULL);
    char *digits = number ? BN_bn2hex(number) : NULL;
    snprintf(out, CERTIFICATE_SERIAL_SIZE, "%s", digits ? digits : "");
    OPENSSL_free(digits);
    BN_free(number);
}

bool certificate_seconds(const struct asn1_string_st *time, int64_t *seconds)
{
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    int days = 0, rest = 0;
    bool read = epoch && time && ASN1_TIME_diff(&days, &rest, epoch, time) == 1;
    ASN1_TIME_free(epoch);
    ERR_clear_error();
    *seconds = read ? (int64_t)days * CALENDAR_DAY + rest : 0;
    return read;
}

void certificate_day(int64_t seconds, char out[16])
{
    struct date date = calendar_time(seconds, 0).date;
    snprintf(out, 16, "%04d-%02d-%02d", date.year, date.month, date.day);
}

void certificate_time(int64_t seconds, char out[CERTIFICATE_TIME_SIZE])
{
    struct calendar_time time = calendar_time(seconds, 0);
    char day[16];
    certificate_day(seconds, day);
    snprintf(out, CERTIFICATE_TIME_SIZE, "%s %02d:%02d:%02d UTC", day, time.hour, time.minute,
             time.second);
}

void certificate_read(X509 *x509, struct certificate *certificate)
{
    unsigned char *der = NULL;
    *certificate = (struct certificate){0};
    X509_NAME *subject = X509_get_subject_name(x509);
    key_policy_subject_name(subject, certificate->name);
    key_policy_subject_name(X509_get_issuer_name(x509), certificate->issuer);
    read_subject(subject, certificate->subject);
    read_number(subject, certificate->number);
    read_serial(x509, certificate->serial);
    certificate_seconds(X509_get0_notBefore(x509), &certificate->begins);
    certificate_seconds(X509_get0_notAfter(x509), &certificate->ends);
    int size = i2d_X509(x509, &der);
    certificate->fingerprint = hash_of(&(struct span){der, size > 0 ? (size_t)size : 0}, 1);
    OPENSSL_free(der);
}

/* An encrypted PEM file must not make OpenSSL ask on the terminal. */
static int no_password(char *password, int size, int writing, void *data)
{
    (void)password, (void)size, (void)writing, (void)data;
    return -1;
}

bool certificate_check_key(X509 *x509, struct error *err)
{
    enum { OID_ROOM = 80 };
    EVP_PKEY *key = X509_get0_pubkey(x509);
    if (key)
        return key_policy_check_public(key, err);
    ASN1_OBJECT *algorithm;
    char oid[OID_ROOM];
    X509_PUBKEY_get0_param(&algorithm, NULL, NULL, NULL, X509_get_X509_PUBKEY(x509));
    OBJ_obj2txt(oid, sizeof oid, algorithm, 1);
    const char *name = key_policy_gost_name(oid);
    if (name)
        return error_set(err, "signature-algorithm",
                         "The signer's key is of %s (%s), which OpenSSL cannot check.", name,
                         oid);
    return error_set(err, "signature-algorithm",
                     "The signer's key is of an unknown kind (%s), which OpenSSL cannot check.",
                     oid);
}

static X509 *load(const struct buf *bytes, const char *path, struct error *err)
{
    int size = bytes->size < INT_MAX ? (int)bytes->size : INT_MAX;
    const unsigned char *der = (const unsigned char *)buf_text(bytes);
    BIO *text = BIO_new_mem_buf(der, size);
    X509 *x509 = text ? PEM_read_bio_X509(text, NULL, no_password, NULL) : NULL;
    BIO_free(text);
    if (!x509)
        x509 = d2i_X509(NULL, &der, size);
    ERR_clear_error();
    if (!x509) {
        error_set(err, "certificate-unreadable",
                  "The file holds no certificate, neither in PEM form (-----BEGIN "
                  "CERTIFICATE-----) nor in DER form (.cer).");
        error_at(err, (struct place){.file = path});
    }
    return x509;
}

bool certificate_load(const struct buf *bytes, const char *path,
                      struct certificate *certificate, struct error *err)
{
    X509 *x509 = load(bytes, path, err);
    if (x509)
        certificate_read(x509, certificate);
    X509_free(x509);
    return x509 != NULL;
}

bool certificate_load_signer(const struct buf *bytes, const char *path, int64_t now,
                             struct certificate *certificate, struct error *err)
{
    X509 *x509 = load(bytes, path, err);
    if (!x509)
        return false;
    certificate_read(x509, certificate);
    bool fit = (certificate_check_key(x509, err) && key_policy_check_usage(x509, err) &&
                key_policy_check_time(x509, now, err)) ||
               error_at(err, (struct place){.file = path});
    X509_free(x509);
    ERR_clear_error();
    return fit;
}

bool certificate_fail_early(const struct certificate *certificate, struct error *err)
{
    char day[16];
    certificate_day(certificate->begins, day);
    return error_set(err, "certificate-not-yet-valid",
                     "The certificate of %s is not yet valid: it begins on %s.",
                     certificate->name, day);
}

bool certificate_fail_expired(const struct certificate *certificate, struct error *err)
{
    char day[16];
    certificate_day(certificate->ends, day);
    return error_set(err, "certificate-expired",
                     "The certificate of %s expired on %s, and nothing proves that the "
                     "signature is older.",
                     certificate->name, day);
}
