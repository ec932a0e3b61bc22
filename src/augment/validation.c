#include "augment/validation.h"

#include "augment/revocation.h"
#include "base/mem.h"
#include "net/http.h"
#include "sign/key_policy.h"

#include <limits.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { CHAIN_LIMIT = 10, ISSUER_LIMIT = 64 << 10 };

struct validator {
    struct revocation_source source;
    STACK_OF(X509) * pool; /* certificates that may be issuers */
    pthread_mutex_t lock;  /* one asks the network, the others find what it has found */
    struct proven *proven;
    size_t proven_count, proven_room;
};

/* A certificate, and what tells that it is not revoked. */
struct proven {
    X509 *certificate;
    struct validation_item item;
};

/* ---- what is given ---------------------------------------------------------------------- */

static bool add_pool(STACK_OF(X509) * pool, const struct buf *pem)
{
    BIO *bio =
        pem && pem->size <= INT_MAX ? BIO_new_mem_buf(buf_text(pem), (int)pem->size) : NULL;
    bool added = !pem || bio;
    for (X509 *one; added && bio && (one = PEM_read_bio_X509(bio, NULL, NULL, NULL));)
        added = sk_X509_push(pool, one) > 0;
    BIO_free(bio);
    ERR_clear_error();
    return added;
}

struct validator *validation_new(const struct validation_options *options, struct error *err)
{
    struct validator *validation = mem_new(1, sizeof *validation);
    validation->pool = sk_X509_new_null();
    validation->source.timeout = options->timeout;
    validation->source.now = options->now;
    validation->source.lists_only = options->lists_only;
    pthread_mutex_init(&validation->lock, NULL);
    if (validation->pool && add_pool(validation->pool, options->chain) &&
        add_pool(validation->pool, options->trust) &&
        revocation_read_lists(&validation->source, options->lists, err))
        return validation;
    validation_free(validation);
    return NULL;
}

void validation_free(struct validator *validation)
{
    if (!validation)
        return;
    for (size_t i = 0; i < validation->proven_count; i++) {
        X509_free(validation->proven[i].certificate);
        buf_free(&validation->proven[i].item.der);
    }
    free(validation->proven);
    revocation_free_lists(&validation->source);
    sk_X509_pop_free(validation->pool, X509_free);
    pthread_mutex_destroy(&validation->lock);
    free(validation);
}

/* ---- what is found ---------------------------------------------------------------------- */

static void add_item(struct validation_data *data, enum validation_kind kind, const void *der,
                     size_t size)
{
    for (size_t i = 0; i < data->count; i++)
        if (data->items[i].der.size == size && memcmp(data->items[i].der.data, der, size) == 0)
            return;
    data->items = mem_grow(data->items, data->count, &data->room, sizeof *data->items);
    struct validation_item *item = &data->items[data->count++];
    *item = (struct validation_item){.kind = kind};
    buf_add(&item->der, der, size);
}

void validation_data_free(struct validation_data *data)
{
    for (size_t i = 0; i < data->count; i++)
        buf_free(&data->items[i].der);
    free(data->items);
    *data = (struct validation_data){0};
}

static bool add_certificate(struct validation_data *data, const X509 *certificate)
{
    unsigned char *der = NULL;
    int size = i2d_X509(certificate, &der);
    if (size > 0)
        add_item(data, VALIDATION_CERTIFICATE, der, (size_t)size);
    OPENSSL_free(der);
    return size > 0;
}

/* ---- issuers ---------------------------------------------------------------------------- */

static X509 *find_issuer(STACK_OF(X509) * pool, X509 *certificate)
{
    for (int i = 0; i < sk_X509_num(pool); i++) {
        X509 *issuer = sk_X509_value(pool, i);
        EVP_PKEY *key = X509_get0_pubkey(issuer);
        if (key && X509_check_issued(issuer, certificate) == X509_V_OK &&
            X509_verify(certificate, key) == 1)
            return issuer;
    }
    return NULL;
}

/* Fetches the issuer from where the certificate says (RFC 5280, 4.2.2.1) into the pool. */
static void fetch_issuer(struct validator *validation, const X509 *certificate)
{
    AUTHORITY_INFO_ACCESS *access = X509_get_ext_d2i(certificate, NID_info_access, NULL, NULL);
    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access); i++) {
        const ACCESS_DESCRIPTION *one = sk_ACCESS_DESCRIPTION_value(access, i);
        struct buf der = {0}, url = {0};
        struct error ignored;
        struct http *http = NULL;
        if (OBJ_obj2nid(one->method) != NID_ad_ca_issuers || one->location->type != GEN_URI)
            continue;
        const ASN1_STRING *text = one->location->d.uniformResourceIdentifier;
        buf_add(&url, ASN1_STRING_get0_data(text), (size_t)ASN1_STRING_length(text));
        if ((http = http_new(buf_text(&url), validation->source.timeout, &ignored)) &&
            http_get(http, ISSUER_LIMIT, &der, &ignored)) {
            const unsigned char *at = (const unsigned char *)der.data;
            X509 *issuer = d2i_X509(NULL, &at, (long)der.size);
            if (issuer && sk_X509_push(validation->pool, issuer) <= 0)
                X509_free(issuer);
        }
        http_free(http);
        buf_free(&der);
        buf_free(&url);
    }
    AUTHORITY_INFO_ACCESS_free(access);
}

/* ---- one certificate -------------------------------------------------------------------- */

static const struct validation_item *find_proven(const struct validator *validation,
                                                 const X509 *certificate)
{
    for (size_t i = 0; i < validation->proven_count; i++)
        if (X509_cmp(validation->proven[i].certificate, certificate) == 0)
            return &validation->proven[i].item;
    return NULL;
}

static const struct validation_item *prove(struct validator *validation, X509 *certificate,
                                           X509 *issuer, enum validation_subject subject,
                                           struct error *err)
{
    const struct validation_item *known = find_proven(validation, certificate);
    struct validation_item item = {.kind = VALIDATION_OCSP};
    bool list = false;
    if (known)
        return known;
    if (!revocation_check(&validation->source, certificate, issuer, subject, &list, &item.der,
                          err)) {
        buf_free(&item.der);
        return NULL;
    }
    if (list)
        item.kind = VALIDATION_LIST;
    validation->proven = mem_grow(validation->proven, validation->proven_count,
                                  &validation->proven_room, sizeof *validation->proven);
    X509_up_ref(certificate);
    validation->proven[validation->proven_count] = (struct proven){certificate, item};
    return &validation->proven[validation->proven_count++].item;
}

static bool fail_of_issuer(const X509 *certificate, struct error *err)
{
    char name[KEY_POLICY_NAME_SIZE];
    key_policy_subject_name(X509_get_issuer_name(certificate), name);
    error_set(err, "issuer-missing",
              "The certificate of «%s», which issued another one, is not to be found.", name);
    return error_advise(err, "Give it with --chain FILE, in PEM form.");
}

/* Adds the certificate, and then all above it. `others` travel with the message. */
static bool add_chain(struct validator *validation, X509 *certificate, STACK_OF(X509) * others,
                      enum validation_subject subject, struct validation_data *data,
                      struct error *err)
{
    bool asks = !validation->source.lists_only;
    for (int depth = 0; depth < CHAIN_LIMIT; depth++) {
        if (!add_certificate(data, certificate))
            return fail_of_issuer(certificate, err);
        if (X509_self_signed(certificate, 0) == 1)
            return true;
        X509 *issuer = find_issuer(others, certificate);
        if (!issuer && !(issuer = find_issuer(validation->pool, certificate))) {
            if (asks)
                fetch_issuer(validation, certificate);
            issuer = find_issuer(validation->pool, certificate);
        }
        if (!issuer && asks)
            return fail_of_issuer(certificate, err);
        if (!revocation_is_exempt(certificate)) {
            const struct validation_item *item =
                prove(validation, certificate, issuer, subject, err);
            if (!item)
                return false;
            add_item(data, item->kind, item->der.data, item->der.size);
        }
        if (!issuer)
            return true;
        certificate = issuer;
    }
    return fail_of_issuer(certificate, err);
}

/* ---- messages --------------------------------------------------------------------------- */

static bool add_message(struct validator *validation, CMS_ContentInfo *message,
                        enum validation_subject subject, struct validation_data *data,
                        struct error *err);

/* A time-stamp is a message itself, in an unsigned attribute of the first. */
static bool add_stamps(struct validator *validation, const CMS_SignerInfo *info,
                       struct validation_data *data, struct error *err)
{
    int at = CMS_unsigned_get_attr_by_NID(info, NID_id_smime_aa_timeStampToken, -1);
    X509_ATTRIBUTE *attribute = at >= 0 ? CMS_unsigned_get_attr(info, at) : NULL;
    bool added = true;
    for (int i = 0; added && attribute && i < X509_ATTRIBUTE_count(attribute); i++) {
        const ASN1_TYPE *value = X509_ATTRIBUTE_get0_type(attribute, i);
        if (value->type != V_ASN1_SEQUENCE)
            continue;
        const unsigned char *der = ASN1_STRING_get0_data(value->value.sequence);
        CMS_ContentInfo *token =
            d2i_CMS_ContentInfo(NULL, &der, ASN1_STRING_length(value->value.sequence));
        added = !token || add_message(validation, token, VALIDATION_STAMPS, data, err);
        CMS_ContentInfo_free(token);
    }
    return added;
}

static bool add_message(struct validator *validation, CMS_ContentInfo *message,
                        enum validation_subject subject, struct validation_data *data,
                        struct error *err)
{
    STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(message);
    STACK_OF(X509) *others = CMS_get1_certs(message);
    bool added = true;
    for (int i = 0; added && i < sk_CMS_SignerInfo_num(infos); i++) {
        CMS_SignerInfo *info = sk_CMS_SignerInfo_value(infos, i);
        for (int j = 0; added && j < sk_X509_num(others); j++)
            if (CMS_SignerInfo_cert_cmp(info, sk_X509_value(others, j)) == 0)
                added =
                    add_chain(validation, sk_X509_value(others, j), others, subject, data, err);
        added = added && add_stamps(validation, info, data, err);
    }
    sk_X509_pop_free(others, X509_free);
    return added;
}

bool validation_add(struct validator *validation, const struct buf *der,
                    enum validation_subject subject, struct validation_data *data,
                    struct error *err)
{
    const unsigned char *at = (const unsigned char *)buf_text(der);
    CMS_ContentInfo *message =
        der->size <= LONG_MAX ? d2i_CMS_ContentInfo(NULL, &at, (long)der->size) : NULL;
    pthread_mutex_lock(&validation->lock);
    bool added =
        message ? add_message(validation, message, subject, data, err)
                : error_set(err, "signature-damaged-message",
                            "A signature in the file is damaged: it is not a CMS message.");
    pthread_mutex_unlock(&validation->lock);
    CMS_ContentInfo_free(message);
    ERR_clear_error();
    return added;
}
