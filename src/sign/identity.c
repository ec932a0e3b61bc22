#include "sign/identity.h"

#include "sign/key_policy.h"
#include "sign/token_key.h"

#include <openssl/x509.h>
#include <openssl/x509v3.h>

/* How fit a certificate is to sign: one for signing before one for something else, then one
 * that is valid. */
static int fitness_of(X509 *certificate, int64_t now)
{
    struct error unsaid;
    if (!key_policy_check_usage(certificate, &unsaid))
        return 0;
    return key_policy_check_time(certificate, now, &unsaid) ? 2 : 1;
}

/* Says whether one certificate is the better one to sign with; of two that are as fit, the one
 * that ends later. */
static bool is_better(X509 *one, X509 *other, int64_t now)
{
    int more = fitness_of(one, now) - fitness_of(other, now);
    return more > 0 || (more == 0 && ASN1_TIME_compare(X509_get0_notAfter(one),
                                                       X509_get0_notAfter(other)) > 0);
}

int identity_best(const struct stack_st_X509 *certificates, int count,
                  const struct evp_pkey_st *key, int64_t now)
{
    int best = -1;
    for (int i = 0; i < count; i++) {
        X509 *certificate = sk_X509_value(certificates, i);
        if ((!key || X509_check_private_key(certificate, key) == 1) &&
            (best < 0 || is_better(certificate, sk_X509_value(certificates, best), now)))
            best = i;
    }
    return best;
}

/* Says whether the certificate was signed with the issuer's key: two authorities may have one
 * name. A key that OpenSSL does not know tells nothing. */
static bool may_have_signed(X509 *issuer, X509 *certificate)
{
    EVP_PKEY *key = X509_get0_pubkey(issuer);
    return !key || X509_verify(certificate, key) == 1;
}

/* Returns the place of the certificate's issuer from `first` on, -1 if there is none. */
static int find_issuer(struct stack_st_X509 *others, int first, X509 *certificate, bool *whole)
{
    for (int i = first; i < sk_X509_num(others); i++) {
        X509 *issuer = sk_X509_value(others, i);
        int fault = X509_check_issued(issuer, certificate);
        *whole = *whole && fault != X509_V_ERR_UNSPECIFIED;
        if (fault == X509_V_OK && may_have_signed(issuer, certificate))
            return i;
    }
    return -1;
}

/* Leaves of the others those that lead from the certificate to a root, but not the root itself:
 * whoever trusts it has it (RFC 5652, 5.1). Whatever else a file holds, such as a colleague's
 * certificate or the one before the last renewal, would make whoever checks the signature doubt
 * it. Returns false if one cannot be read. */
static bool keep_chain(struct stack_st_X509 *others, X509 *certificate)
{
    bool whole = true;
    int kept = 0; /* the first `kept` ones are the chain */
    for (int at; (at = find_issuer(others, kept, certificate, &whole)) >= 0; kept++) {
        certificate = sk_X509_value(others, at);
        sk_X509_set(others, at, sk_X509_value(others, kept));
        sk_X509_set(others, kept, certificate);
    }
    if (kept > 0 && X509_self_signed(certificate, 0) == 1)
        kept--;
    while (sk_X509_num(others) > kept)
        X509_free(sk_X509_pop(others));
    return whole;
}

bool identity_prune(struct identity *identity, struct error *err)
{
    return keep_chain(identity->chain, identity->certificate) ||
           error_set(err, "key-file-certificate-damaged",
                     "A certificate in the file is damaged; export it again.");
}

bool identity_take_at(struct identity *identity, struct stack_st_X509 **certificates, int at,
                      struct error *err)
{
    identity->certificate = sk_X509_delete(*certificates, at);
    identity->chain = *certificates;
    *certificates = NULL;
    return identity_prune(identity, err);
}

bool identity_fail_of_several(size_t keys, struct error *err)
{
    return error_set(err, "key-file-several-keys",
                     "The file holds %zu private keys, so it is not clear who signs; "
                     "export the one that is to sign to a file of its own.",
                     keys);
}

bool identity_take(struct identity *identity, struct stack_st_X509 **certificates, int64_t now,
                   struct error *err)
{
    int at = identity_best(*certificates, sk_X509_num(*certificates), identity->key, now);
    if (at < 0)
        return error_set(err, "key-file-without-certificate",
                         "The file does not hold the certificate of its private key; export "
                         "it again, with its certificate.");
    return identity_take_at(identity, certificates, at, err);
}

void identity_free(struct identity *identity)
{
    EVP_PKEY_free(identity->key);
    token_key_free(identity->token);
    X509_free(identity->certificate);
    sk_X509_pop_free(identity->chain, X509_free);
    *identity = (struct identity){0};
}
