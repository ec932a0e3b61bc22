#include "sign/cms_sign.h"

#include "base/mem.h"
#include "sign/certificate_file.h"
#include "sign/identity.h"
#include "sign/key_policy.h"
#include "sign/pem_key.h"
#include "sign/pkcs12.h"
#include "sign/signed_attributes.h"
#include "sign/token_key.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

/* An ECDSA signature may be this much longer than another one of the same key: its two numbers
 * are written without leading zeros, of which more would be a wonder. */
enum { ECDSA_SPREAD = 16 };

/* The messages of an RSA key are all of one size and differ in two places: the digest of the
 * content, which stands in the signed attributes, and the signature, which ends them. So the
 * first one serves as the form for all others. */
struct message_form {
    struct buf message, attributes;     /* these as they are signed */
    size_t digest_at, digest_at_signed; /* in either */
    bool usable;
};

struct key_signer {
    struct signer base; /* first: the interface and this struct share their address */
    struct identity identity;
    EVP_MD_CTX *signing; /* begun with the key of a file, to be copied: ten times as fast */
    struct message_form form;
    char name[KEY_POLICY_NAME_SIZE];
};

static const struct key_signer *own_of(const struct signer *signer)
{
    return (const struct key_signer *)(const void *)signer;
}

static bool fail(struct error *err)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    if (reason)
        error_set(err, "signing-failed", "OpenSSL could not sign. It says «%s».", reason);
    else
        error_set(err, "signing-failed", "OpenSSL could not sign, and does not say why.");
    ERR_clear_error();
    return false;
}

/* Puts the signature of the bytes into `signature`, which has room for `*size` bytes. */
static bool sign_bytes(const struct key_signer *signer, const void *bytes, size_t count,
                       unsigned char *signature, size_t *size, struct error *err)
{
    const struct token_key *token = signer->identity.token;
    if (token) {
        struct digest digest = hash_of(&(struct span){bytes, count}, 1);
        return token_key_sign(token, &digest, signature, size, err);
    }
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool made = context && EVP_MD_CTX_copy_ex(context, signer->signing) == 1 &&
                EVP_DigestSign(context, signature, size, bytes, count) == 1;
    EVP_MD_CTX_free(context);
    return made || fail(err);
}

/* OpenSSL 3.0 adds signing-time, which PAdES forbids, whenever it signs by itself: so the
 * attributes are put together and signed here. */
static bool sign_attributes(CMS_SignerInfo *info, const struct key_signer *signer,
                            struct error *err)
{
    unsigned char *attributes = NULL, *signature = NULL;
    int size = signed_attributes_encode(info, true, &attributes);
    size_t room = (size_t)EVP_PKEY_get_size(signer->identity.key);
    bool made = size > 0 && (signature = OPENSSL_malloc(room))
                    ? sign_bytes(signer, attributes, (size_t)size, signature, &room, err)
                    : fail(err);
    if (made) {
        ASN1_STRING_set0(CMS_SignerInfo_get0_signature(info), signature, (int)room);
        signature = NULL;
    }
    OPENSSL_free(signature);
    OPENSSL_free(attributes);
    return made;
}

static bool add_time(CMS_SignerInfo *info, int64_t time)
{
    ASN1_TIME *claimed = ASN1_TIME_set(NULL, (time_t)time);
    bool added = claimed && CMS_signed_add1_attr_by_NID(info, NID_pkcs9_signingTime,
                                                        claimed->type, claimed, -1) == 1;
    ASN1_TIME_free(claimed);
    return added;
}

static CMS_ContentInfo *make_message(const struct key_signer *signer,
                                     const struct signed_content *content, struct error *err)
{
    const struct identity *identity = &signer->identity;
    const unsigned flags = CMS_PARTIAL | CMS_DETACHED | CMS_BINARY | CMS_CADES | CMS_NOSMIMECAP;
    CMS_ContentInfo *message =
        CMS_sign(NULL, NULL, identity->chain, NULL, CMS_PARTIAL | CMS_DETACHED | CMS_BINARY);
    CMS_SignerInfo *info = message ? CMS_add1_signer(message, identity->certificate,
                                                     identity->key, EVP_sha256(), flags)
                                   : NULL;
    bool ready = info &&
                 CMS_signed_add1_attr_by_NID(info, NID_pkcs9_contentType, V_ASN1_OBJECT,
                                             OBJ_nid2obj(NID_pkcs7_data), -1) &&
                 CMS_signed_add1_attr_by_NID(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING,
                                             content->digest.bytes, DIGEST_SIZE) &&
                 (!content->signing_time || add_time(info, content->signing_time));
    if (ready ? !sign_attributes(info, signer, err) : !fail(err)) {
        CMS_ContentInfo_free(message);
        return NULL;
    }
    return message;
}

/* Appends the DER of `message` and releases it; NULL means that `err` says why there is none.
 */
static bool finish(CMS_ContentInfo *message, struct buf *der, struct error *err)
{
    unsigned char *bytes = NULL;
    if (!message)
        return false;
    int size = i2d_CMS_ContentInfo(message, &bytes);
    if (size > 0)
        buf_add(der, bytes, (size_t)size);
    OPENSSL_free(bytes);
    CMS_ContentInfo_free(message);
    return size > 0 || fail(err);
}

static bool fill_form(const struct key_signer *signer, const struct digest *content,
                      struct buf *der, struct error *err)
{
    const struct message_form *form = &signer->form;
    size_t start = der->size, size = (size_t)EVP_PKEY_get_size(signer->identity.key);
    size_t used = size;
    struct buf attributes = {0};
    buf_add(&attributes, form->attributes.data, form->attributes.size);
    memcpy(attributes.data + form->digest_at_signed, content->bytes, DIGEST_SIZE);
    buf_add(der, form->message.data, form->message.size);
    memcpy(der->data + start + form->digest_at, content->bytes, DIGEST_SIZE);
    unsigned char *signature = (unsigned char *)der->data + der->size - size;
    bool made = sign_bytes(signer, attributes.data, attributes.size, signature, &used, err) &&
                (used == size || fail(err));
    buf_free(&attributes);
    return made;
}

static bool sign(const struct signer *signer, const struct signed_content *content,
                 struct buf *der, struct error *err)
{
    const struct key_signer *own = own_of(signer);
    if (own->form.usable && !content->signing_time)
        return fill_form(own, &content->digest, der, err);
    return finish(make_message(own, content, err), der, err);
}

static void release(struct signer *signer)
{
    if (!signer)
        return;
    struct key_signer *own = (struct key_signer *)(void *)signer;
    EVP_MD_CTX_free(own->signing);
    identity_free(&own->identity);
    buf_free(&own->form.message);
    buf_free(&own->form.attributes);
    free(own);
}

/* Finds where the digest stands, if that is in one place alone. */
static bool find_only(const struct buf *bytes, const struct digest *digest, size_t *at)
{
    const char *found = memmem(bytes->data, bytes->size, digest->bytes, DIGEST_SIZE);
    if (!found)
        return false;
    *at = (size_t)(found - bytes->data);
    return !memmem(found + 1, bytes->size - *at - 1, digest->bytes, DIGEST_SIZE);
}

static void keep_attributes(CMS_ContentInfo *message, struct buf *attributes)
{
    unsigned char *der = NULL;
    const CMS_SignerInfo *info = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(message), 0);
    int size = signed_attributes_encode(info, true, &der);
    if (size > 0)
        buf_add(attributes, der, (size_t)size);
    OPENSSL_free(der);
}

static bool begin_signing(struct key_signer *signer)
{
    if (signer->identity.token || signer->signing)
        return true;
    signer->signing = EVP_MD_CTX_new();
    return signer->signing && EVP_DigestSignInit(signer->signing, NULL, EVP_sha256(), NULL,
                                                 signer->identity.key) == 1;
}

/* Signs once: that tells how large a signature is, and that the key works at all. */
static bool try_out(struct key_signer *signer, struct error *err)
{
    const struct signed_content example = {.digest = {"a digest that stands for others"}};
    struct message_form *form = &signer->form;
    buf_clear(&form->message);
    buf_clear(&form->attributes);
    bool rsa = EVP_PKEY_is_a(signer->identity.key, "RSA");
    if (!begin_signing(signer))
        return fail(err);
    CMS_ContentInfo *message = make_message(signer, &example, err);
    if (message)
        keep_attributes(message, &form->attributes);
    if (!finish(message, &form->message, err))
        return false;
    form->usable = rsa && find_only(&form->message, &example.digest, &form->digest_at) &&
                   find_only(&form->attributes, &example.digest, &form->digest_at_signed);
    signer->base.room = form->message.size + (rsa ? 0 : ECDSA_SPREAD);
    return true;
}

static bool prepare(struct key_signer *signer, int64_t now, struct error *err)
{
    X509 *certificate = signer->identity.certificate;
    if (!key_policy_check_key(signer->identity.key, err) ||
        !key_policy_check_key(X509_get0_pubkey(certificate), err) ||
        !key_policy_check_usage(certificate, err) ||
        !key_policy_check_time(certificate, now, err))
        return false;
    key_policy_subject_name(X509_get_subject_name(certificate), signer->name);
    signer->base = (struct signer){.name = signer->name, .sign = sign, .free = release};
    unsigned size = 0;
    X509_digest(certificate, EVP_sha256(), signer->base.identity.bytes, &size);
    return try_out(signer, err);
}

struct signer *cms_sign_new(struct identity *identity, int64_t now, struct error *err)
{
    struct key_signer *signer = mem_new(1, sizeof *signer);
    signer->identity = *identity;
    *identity = (struct identity){0};
    bool made = prepare(signer, now, err);
    ERR_clear_error();
    if (made)
        return &signer->base;
    release(&signer->base);
    return NULL;
}

/* Takes those of the other file, too, that stand above the key's certificate. */
static bool add_chain(const struct key_source *source, struct identity *identity,
                      struct error *err)
{
    return !source->chain ||
           (certificate_file_read(source->chain, identity->chain, err) &&
            identity_prune(identity, err)) ||
           error_at(err, (struct place){.file = source->chain_path});
}

struct signer *cms_sign_open(const struct key_source *source, int64_t now, struct error *err)
{
    struct identity identity = {0};
    struct signer *signer = NULL;
    bool opened = pem_key_is_one(source->bytes)
                      ? pem_key_open(source->bytes, source->password, now, &identity, err)
                      : pkcs12_open(source->bytes, source->password, now, &identity, err);
    if (opened && add_chain(source, &identity, err))
        signer = cms_sign_new(&identity, now, err);
    identity_free(&identity);
    ERR_clear_error();
    if (!signer)
        error_at(err, (struct place){.file = source->path});
    return signer;
}

bool cms_sign_add_chain(struct signer *signer, const struct buf *chain, const char *path,
                        struct error *err)
{
    struct key_signer *own = (struct key_signer *)(void *)signer;
    const struct key_source source = {.chain = chain, .chain_path = path};
    bool added = add_chain(&source, &own->identity, err) && try_out(own, err);
    ERR_clear_error();
    return added;
}

bool cms_sign_check_time(const struct signer *signer, int64_t now, struct error *err)
{
    return key_policy_check_time(own_of(signer)->identity.certificate, now, err);
}
