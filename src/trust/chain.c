#include "trust/chain.h"

#include "sign/key_policy.h"
#include "trust/certificate.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

enum { CHAIN_LIMIT = 8 };

static void set_parameters(X509_STORE_CTX *context, const struct chain_request *request)
{
    X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_purpose(
        parameters, request->time_stamping ? X509_PURPOSE_TIMESTAMP_SIGN : X509_PURPOSE_ANY);
    X509_VERIFY_PARAM_set_time(parameters, (time_t)request->time);
    X509_VERIFY_PARAM_set_depth(parameters, CHAIN_LIMIT);
    X509_VERIFY_PARAM_set_auth_level(parameters, 2); /* no SHA-1, RSA of 2048 bits or more */
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
}

/* The usual case is a chain that ends too early: key files of the NUC RK hold no certificate
 * but the signer's. */
static bool fail_absent(const X509 *last, struct error *err)
{
    char issuer[KEY_POLICY_NAME_SIZE] = "";
    if (last)
        key_policy_subject_name(X509_get_issuer_name(last), issuer);
    error_set(
        err, "authority-absent",
        "The signature is sound, but nobody who is trusted vouches for «%s», which issued "
        "its certificate.",
        issuer);
    return error_advise(err, "If you trust it, add its certificate to the file of --trust.");
}

/* What is wrong with a chain, as far as a person can do something about it. */
enum chain_fault {
    CHAIN_FAULT_OTHER,
    CHAIN_FAULT_ABSENT,
    CHAIN_FAULT_EXPIRED,
    CHAIN_FAULT_EARLY,
    CHAIN_FAULT_FALSE,
    CHAIN_FAULT_WEAK,
    CHAIN_FAULT_TRADE,
    CHAIN_FAULT_EXTENSION,
};

/* Those that OpenSSL tells apart, by its numbers (X509_V_ERR_…). */
static enum chain_fault fault_of(int number)
{
    static const struct {
        int number;
        enum chain_fault fault;
    } known[] = {
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, CHAIN_FAULT_ABSENT},
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, CHAIN_FAULT_ABSENT},
        {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, CHAIN_FAULT_ABSENT},
        {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, CHAIN_FAULT_ABSENT},
        {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, CHAIN_FAULT_ABSENT},
        {X509_V_ERR_CERT_HAS_EXPIRED, CHAIN_FAULT_EXPIRED},
        {X509_V_ERR_CERT_NOT_YET_VALID, CHAIN_FAULT_EARLY},
        {X509_V_ERR_CERT_SIGNATURE_FAILURE, CHAIN_FAULT_FALSE},
        {X509_V_ERR_EE_KEY_TOO_SMALL, CHAIN_FAULT_WEAK},
        {X509_V_ERR_CA_KEY_TOO_SMALL, CHAIN_FAULT_WEAK},
        {X509_V_ERR_CA_MD_TOO_WEAK, CHAIN_FAULT_WEAK},
        {X509_V_ERR_INVALID_PURPOSE, CHAIN_FAULT_TRADE},
        {X509_V_ERR_INVALID_CA, CHAIN_FAULT_TRADE},
        {X509_V_ERR_PATH_LENGTH_EXCEEDED, CHAIN_FAULT_TRADE},
        {X509_V_ERR_KEYUSAGE_NO_CERTSIGN, CHAIN_FAULT_TRADE},
        {X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION, CHAIN_FAULT_EXTENSION},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].number == number)
            return known[i].fault;
    return CHAIN_FAULT_OTHER;
}

/* Whoever does not know such an extension must not rely on the certificate (RFC 5280, 4.2). */
static bool fail_of_extension(const X509 *at, const char *name, struct error *err)
{
    char type[CERTIFICATE_SERIAL_SIZE] = "";
    for (int i = 0; at && !*type && i < X509_get_ext_count(at); i++) {
        X509_EXTENSION *extension = X509_get_ext(at, i);
        if (X509_EXTENSION_get_critical(extension) && !X509_supported_extension(extension))
            OBJ_obj2txt(type, sizeof type, X509_EXTENSION_get_object(extension), 1);
    }
    return error_set(err, "certificate-extension-unknown",
                     "The certificate of %s cannot be relied on: it has a critical extension, "
                     "%s, whose meaning is not known here.",
                     name, type);
}

/* Tells OpenSSL's fault with the certificate at which the chain breaks; NULL: at none. */
static bool fail(int number, X509 *at, struct error *err)
{
    struct certificate facts = {0};
    if (at)
        certificate_read(at, &facts);
    switch (fault_of(number)) {
    case CHAIN_FAULT_ABSENT:
        return fail_absent(at, err);
    case CHAIN_FAULT_EXPIRED:
        return certificate_fail_expired(&facts, err);
    case CHAIN_FAULT_EARLY:
        return certificate_fail_early(&facts, err);
    case CHAIN_FAULT_FALSE:
        return error_set(err, "certificate-false",
                         "The certificate of %s is false: «%s» did not issue it.", facts.name,
                         facts.issuer);
    case CHAIN_FAULT_WEAK:
        return error_set(err, "certificate-weak",
                         "The certificate of %s has a key or a digest that is no longer safe.",
                         facts.name);
    case CHAIN_FAULT_TRADE:
        return error_set(err, "certificate-of-other-trade",
                         "The certificate of %s is not meant for what it was used for.",
                         facts.name);
    case CHAIN_FAULT_EXTENSION:
        return fail_of_extension(at, facts.name, err);
    case CHAIN_FAULT_OTHER:
        break;
    }
    return error_set(err, "not-trusted",
                     "The chain of certificates breaks at the one of %s (number %d in "
                     "OpenSSL's list of faults).",
                     facts.name, number);
}

/* Returns the certificate without which the chain may be tried again: where a signature is not
 * of the issuer, the given leaf is not at fault but who bears its issuer's name. */
static X509 *find_fault(X509_STORE_CTX *context, X509 *leaf)
{
    X509 *at = X509_STORE_CTX_get_current_cert(context);
    if (at != leaf)
        return at;
    return X509_STORE_CTX_get_error(context) == X509_V_ERR_CERT_SIGNATURE_FAILURE
               ? sk_X509_value(X509_STORE_CTX_get0_chain(context), 1)
               : NULL;
}

/* Tries to lead from the leaf over `others` to an anchor. On failure `*at_fault` is the
 * certificate at which it breaks, lent; NULL: the leaf. */
static STACK_OF(X509) * lead(const struct chain_request *request, STACK_OF(X509) * others,
                             X509 **at_fault, struct error *err)
{
    STACK_OF(X509) *chain = NULL;
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    *at_fault = NULL;
    if (!context || X509_STORE_CTX_init(context, anchors_store(request->anchors), request->leaf,
                                        others) != 1) {
        error_set(err, "no-memory",
                  "There is not enough memory to check the certificate; close other programs "
                  "and start again.");
        X509_STORE_CTX_free(context);
        return NULL;
    }
    set_parameters(context, request);
    if (X509_verify_cert(context) == 1) {
        chain = X509_STORE_CTX_get1_chain(context);
    } else {
        *at_fault = find_fault(context, request->leaf);
        fail(X509_STORE_CTX_get_error(context), X509_STORE_CTX_get_current_cert(context), err);
    }
    X509_STORE_CTX_free(context);
    return chain;
}

/* OpenSSL takes the first issuer of the right name and key, and no other if that one is spoilt
 * or leads nowhere: anybody could put such a one beside the true. So the chain is tried again
 * without it; what is told is what was found first. */
struct stack_st_X509 *chain_build(const struct chain_request *request, struct error *err)
{
    STACK_OF(X509) *others = sk_X509_dup(request->others);
    STACK_OF(X509) *carried = validation_store_certificates(request->evidence);
    struct error first = {0}, later;
    X509 *at_fault;
    others = others ? others : sk_X509_new_null();
    for (int i = 0; others && i < sk_X509_num(carried); i++)
        sk_X509_push(others, sk_X509_value(carried, i));
    STACK_OF(X509) *chain = lead(request, others, &at_fault, &first);
    while (!chain && at_fault && others && sk_X509_delete_ptr(others, at_fault))
        chain = lead(request, others, &at_fault, &later);
    if (!chain)
        *err = first;
    sk_X509_free(others);
    ERR_clear_error();
    return chain;
}

enum revocation chain_judge(const struct chain_request *request, struct stack_st_X509 *chain,
                            struct error *err)
{
    enum revocation all = REVOCATION_NONE;
    for (int i = 0; i + 1 < sk_X509_num(chain); i++) {
        X509 *certificate = sk_X509_value(chain, i);
        int64_t when = 0;
        enum revocation one = validation_store_judge(
            request->evidence, certificate, sk_X509_value(chain, i + 1), request->time, &when);
        if (one == REVOCATION_REVOKED) {
            struct certificate facts;
            char day[16];
            certificate_read(certificate, &facts);
            certificate_day(when, day);
            error_set(err, "certificate-revoked", "The certificate of %s was revoked on %s.",
                      facts.name, day);
            return one;
        }
        if (one == REVOCATION_UNKNOWN)
            all = one;
    }
    return all;
}
