#include "sign/key_policy.h"

#include "base/message.h"
#include "base/text.h"
#include "base/utf8.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

enum { OID_ROOM = 128, RSA_BITS_MIN = 2048 };

/* Controls (C0, C1, direction marks) could make a terminal show a name that it is not. */
static bool is_control(uint32_t letter)
{
    return letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || letter == 0x061C ||
           letter == 0x200E || letter == 0x200F || (letter >= 0x2028 && letter <= 0x202E) ||
           (letter >= 0x2066 && letter <= 0x2069);
}

static void copy_name(const char *text, size_t size, char out[KEY_POLICY_NAME_SIZE])
{
    size_t used = 0;
    for (const char *end = text + size; text < end;) {
        char bytes[4];
        uint32_t letter = utf8_next(&text, end);
        size_t count = utf8_put(is_control(letter) ? '?' : letter, bytes);
        if (used + count >= KEY_POLICY_NAME_SIZE)
            break;
        memcpy(out + used, bytes, count);
        used += count;
    }
    out[used] = '\0';
}

void key_policy_subject_name(const X509_NAME *name, char out[KEY_POLICY_NAME_SIZE])
{
    out[0] = '\0';
    int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (at < 0)
        at = X509_NAME_get_index_by_NID(name, NID_organizationName, -1);
    if (at < 0)
        return;
    unsigned char *text = NULL;
    int size =
        ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size > 0)
        copy_name((const char *)text, (size_t)size, out);
    OPENSSL_free(text);
}

const char *key_policy_gost_name(const char *oid)
{
    static const struct {
        const char *prefix, *name;
    } known[] = {
        {"1.2.398.3.10.1.1.1.", "GOST 34.310-2004"},
        {"1.2.398.3.10.1.1.2.", "GOST 34.310-2015"},
        {"1.2.398.3.10.1.", "GOST of Kazakhstan"},
        {"1.2.643.", "GOST R 34.10"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_begins(oid, known[i].prefix))
            return known[i].name;
    return NULL;
}

/* The curves of NIST, by their names: one that is written out by its numbers is not read by
 * others (RFC 5480, 2.1.1). */
static bool advise_curve(struct error *err)
{
    return error_advise(err, "Use a key on P-256, P-384 or P-521, or an RSA key.");
}

static bool check_curve(const EVP_PKEY *key, struct error *err)
{
    static const char *const curves[] = {"prime256v1", "secp384r1", "secp521r1"};
    char curve[80] = "";
    size_t size;
    int written_out = 0;
    EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &written_out);
    if (written_out) {
        error_set(err, "key-curve-unsupported",
                  "The key's curve is written out by its numbers and not by its name, which "
                  "most programs refuse to read.");
        return advise_curve(err);
    }
    EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, curve, sizeof curve, &size);
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++)
        if (strcmp(curve, curves[i]) == 0)
            return true;
    if (*curve)
        error_set(err, "key-curve-unsupported",
                  "The key is on the curve %s, which is not supported.", curve);
    else
        error_set(err, "key-curve-unsupported",
                  "The key's curve has no name, so it is not supported.");
    return advise_curve(err);
}

static bool check_bits(const EVP_PKEY *key, struct error *err)
{
    int bits = EVP_PKEY_get_bits(key);
    if (bits >= RSA_BITS_MIN)
        return true;
    error_set(err, "key-too-short", "The RSA key has only %d bits, which is no longer safe.",
              bits);
    return error_advise(err, "Use an RSA key of %d bits or more.", RSA_BITS_MIN);
}

bool key_policy_check_key(const EVP_PKEY *key, struct error *err)
{
    if (EVP_PKEY_is_a(key, "RSA"))
        return check_bits(key, err);
    if (EVP_PKEY_is_a(key, "EC"))
        return check_curve(key, err);
    return error_set(err, "key-kind-unknown",
                     "The key is of a kind that kualik cannot sign with; use an RSA key, "
                     "or an ECDSA key on P-256, P-384 or P-521.");
}

bool key_policy_check_public(const EVP_PKEY *key, struct error *err)
{
    if (EVP_PKEY_is_a(key, "RSA-PSS"))
        return check_bits(key, err);
    if (EVP_PKEY_is_a(key, "RSA") || EVP_PKEY_is_a(key, "EC"))
        return key_policy_check_key(key, err);
    return EVP_PKEY_is_a(key, "ED25519") || EVP_PKEY_is_a(key, "ED448") ||
           error_set(err, "signature-algorithm",
                     "The signer's key is of a kind that is not checked: it is none of RSA, "
                     "ECDSA and EdDSA.");
}

/* Whether one number is the other or stands under it. */
static bool is_under(const char *oid, const char *root)
{
    size_t size = strlen(root);
    return strncmp(oid, root, size) == 0 && (!oid[size] || oid[size] == '.');
}

/* The National Certification Authority (NUC RK) marks its log-in certificates by policy, those
 * of organisations by one and those of persons by another. */
static bool has_login_policy(X509 *certificate)
{
    bool found = false;
    CERTIFICATEPOLICIES *policies =
        X509_get_ext_d2i(certificate, NID_certificate_policies, NULL, NULL);
    for (int i = 0; i < sk_POLICYINFO_num(policies); i++) {
        char oid[OID_ROOM];
        OBJ_obj2txt(oid, sizeof oid, sk_POLICYINFO_value(policies, i)->policyid, 1);
        found = found || is_under(oid, "1.2.398.3.3.2.2") || is_under(oid, "1.2.398.3.3.2.4");
    }
    CERTIFICATEPOLICIES_free(policies);
    return found;
}

/* Returns what else the certificate is for, if its purposes (RFC 5280, 4.2.1.12) are those of
 * another trade alone; a purpose that is not in this list may be that of documents. TLS goes
 * together with signing where nonRepudiation says so. */
static const char *trade_of(X509 *certificate, uint32_t usage)
{
    static const struct {
        int purpose;
        bool beside; /* nonRepudiation makes it fit */
        const char *words;
    } trades[] = {
        {NID_OCSP_sign, false, N_("for answering about revocation (OCSP)")},
        {NID_time_stamp, false, N_("for time-stamps")},
        {NID_code_sign, false, N_("for signing programs")},
        {NID_server_auth, true, N_("for servers (TLS)")},
        {NID_client_auth, true, NULL}, /* logging in, which is told as such */
    };
    const char *found = NULL;
    bool other = false;
    EXTENDED_KEY_USAGE *purposes = X509_get_ext_d2i(certificate, NID_ext_key_usage, NULL, NULL);
    for (int i = 0; i < sk_ASN1_OBJECT_num(purposes); i++) {
        int purpose = OBJ_obj2nid(sk_ASN1_OBJECT_value(purposes, i));
        size_t at = 0;
        while (at < sizeof trades / sizeof *trades && trades[at].purpose != purpose)
            at++;
        if (at == sizeof trades / sizeof *trades ||
            (trades[at].beside && (usage & KU_NON_REPUDIATION)))
            other = true;
        else if (!found)
            found = trades[at].words;
    }
    EXTENDED_KEY_USAGE_free(purposes);
    return other ? NULL : found;
}

bool key_policy_check_usage(X509 *certificate, struct error *err)
{
    char name[KEY_POLICY_NAME_SIZE];
    key_policy_subject_name(X509_get_subject_name(certificate), name);
    uint32_t usage = X509_get_key_usage(certificate);
    if (usage == UINT32_MAX) { /* OpenSSL's word for none */
        error_set(err, "certificate-without-usage",
                  "The certificate of %s does not say that its key is for signing: it has no "
                  "keyUsage.",
                  name);
        return error_advise(err, "Use another key.");
    }
    if (!(usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION))) {
        error_set(err, "certificate-not-for-signing",
                  "The certificate of %s is not for signing: its key usage has neither "
                  "digitalSignature nor nonRepudiation.",
                  name);
        return error_advise(err, "Use another key.");
    }
    uint32_t extended = X509_get_extended_key_usage(certificate);
    bool login =
        extended != UINT32_MAX && (extended & XKU_SSL_CLIENT) && !(usage & KU_NON_REPUDIATION);
    if (login || has_login_policy(certificate)) {
        error_set(err, "certificate-for-login",
                  "The certificate of %s is for logging in (authentication), not for signing.",
                  name);
        return error_advise(err, "Take the key made for signing: the NUC RK names its file "
                                 "RSA256_….p12, not AUTH_RSA256_….p12.");
    }
    const char *trade = trade_of(certificate, usage);
    if (!trade)
        return true;
    error_set(err, "certificate-of-another-trade",
              "The certificate of %s is %-s, not for signing documents.", name, trade);
    return error_advise(err, "Use another key.");
}

static void date_text(const ASN1_TIME *time, char *out, size_t room)
{
    struct tm tm;
    out[0] = '\0';
    if (ASN1_TIME_to_tm(time, &tm))
        strftime(out, room, "%Y-%m-%d", &tm);
}

bool key_policy_check_time(const X509 *certificate, int64_t now, struct error *err)
{
    /* X509_cmp_time takes equal for earlier, and gives 0 for a date that is none; RFC 5280,
     * section 4.1.2.5, counts the last second in. */
    time_t time = (time_t)now, before = time - 1;
    char name[KEY_POLICY_NAME_SIZE], date[32];
    key_policy_subject_name(X509_get_subject_name(certificate), name);
    const ASN1_TIME *first = X509_get0_notBefore(certificate);
    const ASN1_TIME *last = X509_get0_notAfter(certificate);
    int prefix = X509_cmp_time(first, &time), ended = X509_cmp_time(last, &before);
    if (!prefix || !ended)
        return error_set(err, "certificate-dates-unreadable",
                         "The certificate of %s has dates that cannot be read; ask its "
                         "authority for a new one.",
                         name);
    if (prefix > 0) {
        date_text(first, date, sizeof date);
        return error_set(err, "certificate-not-yet-valid",
                         "The certificate of %s is not yet valid: it begins on %s.", name,
                         date);
    }
    if (ended < 0) {
        date_text(last, date, sizeof date);
        return error_set(
            err, "certificate-expired",
            "The certificate of %s expired on %s; ask its authority for a new one.", name,
            date);
    }
    return true;
}
