#include "sign/identity.h"

#include "sign/token_key.h"

#include <openssl/x509.h>
#include <openssl/x509v3.h>

/* Returns the place of the key's certificate among all: of several, as after a renewal with the
 * same key, the one that ends last; -1 if there is none. */
static int find_certificate(struct stack_st_X509 *certificates, const EVP_PKEY *key)
{
    int found = -1;
    for (int i = 0; i < sk_X509_num(certificates); i++) {
        X509 *certificate = sk_X509_value(certificates, i);
        if (X509_check_private_key(certificate, key) == 1 &&
            (found < 0 ||
             ASN1_TIME_compare(X509_get0_notAfter(certificate),
                               X509_get0_notAfter(sk_X509_value(certificates, found))) > 0))
            found = i;
    }
    return found;
}

/* Returns the place of the certificate's issuer from `first` on, -1 if there is none. */
static int find_issuer(struct stack_st_X509 *others, int first, X509 *certificate, bool *whole)
{
    for (int i = first; i < sk_X509_num(others); i++) {
        int fault = X509_check_issued(sk_X509_value(others, i), certificate);
        *whole = *whole && fault != X509_V_ERR_UNSPECIFIED;
        if (fault == X509_V_OK)
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

bool identity_take(struct identity *identity, struct stack_st_X509 **certificates,
                   struct error *err)
{
    int at = find_certificate(*certificates, identity->key);
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
