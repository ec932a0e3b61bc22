#include "sign/token_signer.h"

#include "sign/certificate_file.h"
#include "sign/cms_sign.h"
#include "sign/identity.h"
#include "sign/token.h"
#include "sign/token_key.h"
#include "sign/token_uri.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

/* Returns the token, logged in, or NULL. */
static struct pkcs11_token *enter(const struct token_source *source,
                                  const struct p11_kit_uri *uri, struct error *err)
{
    const char *pin = NULL;
    struct pkcs11_token *token = token_open(uri, source->module, err);
    if (token && token_check_tries(token, err) &&
        (!token_needs_pin(token) ||
         (pin = source->pin(source->context, token_name(token), err))) &&
        token_log_in(token, source->sessions, pin, err))
        return token;
    token_free(token);
    return NULL;
}

static struct token_key *find_key(const struct token_source *source, struct error *err)
{
    struct token_key *key = NULL;
    struct p11_kit_uri *uri = token_uri_read(source->uri, err);
    struct pkcs11_token *token = uri ? enter(source, uri, err) : NULL;
    if (token)
        key = token_key_find(token, uri, err);
    token_uri_free(uri);
    return key;
}

/* Reads a file, if one is given. */
static bool read_file(const struct buf *bytes, const char *path,
                      struct stack_st_X509 *certificates, struct error *err)
{
    return !bytes || certificate_file_read(bytes, certificates, err) ||
           error_at(err, (struct place){.file = path});
}

/* Gathers the certificates; the first `*own` ones may be the key's. */
static bool gather(const struct token_source *source, const struct token_key *key,
                   struct stack_st_X509 *certificates, int *own, struct error *err)
{
    if (!read_file(source->certificate, source->certificate_path, certificates, err) ||
        (!source->certificate && !token_key_certificates(key, certificates, own, err)))
        return false;
    if (source->certificate)
        *own = 1;
    if (!read_file(source->chain, source->chain_path, certificates, err))
        return false;
    return *own > 0 ||
           error_set(err, "token-certificate-missing",
                     "The token has no certificate with the id of the key; give its file with "
                     "--certificate.");
}

/* Whether what the token signs is what the certificate's key confirms. */
static bool is_pair(const struct identity *identity, struct error *err)
{
    unsigned char signature[2048];
    size_t size = sizeof signature;
    const struct digest example = {"a digest that stands for others"};
    if (!token_key_sign(identity->token, &example, signature, &size, err))
        return false;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(identity->key, NULL);
    bool pair = context && EVP_PKEY_verify_init(context) == 1 &&
                EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1 &&
                EVP_PKEY_verify(context, signature, size, example.bytes, DIGEST_SIZE) == 1;
    EVP_PKEY_CTX_free(context);
    ERR_clear_error();
    return pair || error_set(err, "certificate-of-another-key",
                             "The certificate is not that of the key on the token; give the "
                             "right one with --certificate.");
}

static bool identify(const struct token_source *source, int64_t now, struct identity *identity,
                     struct error *err)
{
    int own = 0;
    struct stack_st_X509 *certificates = sk_X509_new_null();
    bool found = certificates && gather(source, identity->token, certificates, &own, err);
    if (found) {
        int at = identity_best(certificates, own, NULL, now);
        identity->key = X509_get_pubkey(sk_X509_value(certificates, at));
        found =
            identity->key
                ? identity_take_at(identity, &certificates, at, err) && is_pair(identity, err)
                : error_set(err, "token-key-kind-unknown",
                            "The key of the certificate is of a kind that OpenSSL "
                            "does not know; name another key.");
    }
    sk_X509_pop_free(certificates, X509_free);
    return found;
}

struct signer *token_signer_open(const struct token_source *source, int64_t now,
                                 struct error *err)
{
    struct identity identity = {.token = find_key(source, err)};
    if (identity.token && identify(source, now, &identity, err))
        return cms_sign_new(&identity, now, err);
    identity_free(&identity);
    return NULL;
}
