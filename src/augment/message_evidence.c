#include "augment/message_evidence.h"

#include <limits.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

/* ---- what OpenSSL adds by itself -------------------------------------------------------- */

static X509 *find_signer(CMS_ContentInfo *message, STACK_OF(X509) * certificates)
{
    STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(message);
    for (int i = 0; sk_CMS_SignerInfo_num(infos) == 1 && i < sk_X509_num(certificates); i++)
        if (CMS_SignerInfo_cert_cmp(sk_CMS_SignerInfo_value(infos, 0),
                                    sk_X509_value(certificates, i)) == 0)
            return sk_X509_value(certificates, i);
    return NULL;
}

static bool issued(X509 *issuer, X509 *certificate)
{
    return X509_check_issued(issuer, certificate) == X509_V_OK &&
           X509_verify(certificate, X509_get0_pubkey(issuer)) == 1;
}

static X509 *find_issuer(const struct validation_data *data, X509 *certificate)
{
    for (size_t i = 0; i < data->count; i++) {
        const struct buf *der = &data->items[i].der;
        const unsigned char *at = (const unsigned char *)der->data;
        X509 *one = data->items[i].kind == VALIDATION_CERTIFICATE
                        ? d2i_X509(NULL, &at, (long)der->size)
                        : NULL;
        if (one && issued(one, certificate))
            return one;
        X509_free(one);
    }
    return NULL;
}

static bool has(STACK_OF(X509) * certificates, const X509 *certificate)
{
    for (int i = 0; i < sk_X509_num(certificates); i++)
        if (X509_cmp(sk_X509_value(certificates, i), certificate) == 0)
            return true;
    return false;
}

/* Adds those between the signer and the root. */
static bool add_chain(const struct validation_data *data, CMS_ContentInfo *message)
{
    STACK_OF(X509) *certificates = CMS_get1_certs(message);
    X509 *at = find_signer(message, certificates);
    bool added = at && X509_up_ref(at);
    for (X509 *issuer; added && at && X509_self_signed(at, 0) != 1; at = issuer) {
        issuer = find_issuer(data, at);
        if (issuer && X509_self_signed(issuer, 0) != 1 && !has(certificates, issuer))
            added = CMS_add1_cert(message, issuer) == 1;
        X509_free(at);
    }
    X509_free(at);
    sk_X509_pop_free(certificates, X509_free);
    return added;
}

static bool add_lists(const struct validation_data *data, CMS_ContentInfo *message)
{
    bool added = true;
    for (size_t i = 0; added && i < data->count; i++) {
        const struct buf *der = &data->items[i].der;
        const unsigned char *at = (const unsigned char *)der->data;
        if (data->items[i].kind != VALIDATION_LIST)
            continue;
        X509_CRL *list = d2i_X509_CRL(NULL, &at, (long)der->size);
        added = list && CMS_add1_crl(message, list) == 1;
        X509_CRL_free(list);
    }
    return added;
}

/* ---- what it has no function for -------------------------------------------------------- */

/* Appends a value with that content. */
static void put(struct buf *out, int tag, int class, const struct buf *content)
{
    unsigned char head[16], *at = head;
    ASN1_put_object(&at, 1, (int)content->size, tag, class);
    buf_add(out, head, (size_t)(at - head));
    buf_add(out, content->data, content->size);
}

/* Appends each answer as an OtherRevocationInfoFormat. */
static void put_answers(const struct validation_data *data, struct buf *out)
{
    static const unsigned char type[] = {/* id-ri-ocsp-response, 1.3.6.1.5.5.7.16.2 */
                                         0x06, 0x08, 0x2B, 0x06, 0x01,
                                         0x05, 0x05, 0x07, 0x10, 0x02};
    struct buf content = {0};
    for (size_t i = 0; i < data->count; i++) {
        if (data->items[i].kind != VALIDATION_OCSP)
            continue;
        buf_clear(&content);
        buf_add(&content, type, sizeof type);
        buf_add(&content, data->items[i].der.data, data->items[i].der.size);
        put(out, 1, V_ASN1_CONTEXT_SPECIFIC, &content);
    }
    buf_free(&content);
}

/* Steps into the value at `*at`, and moves `*end` to its end. */
static bool enter(const unsigned char **at, const unsigned char **end, int tag, int class)
{
    long size;
    int found_tag, found_class;
    const unsigned char *inside = *at;
    if (ASN1_get_object(&inside, &size, &found_tag, &found_class, *end - *at) & 0x80 ||
        found_tag != tag || found_class != class)
        return false;
    *at = inside;
    *end = inside + size;
    return true;
}

/* Steps over the value at `*at`. */
static bool skip(const unsigned char **at, const unsigned char *end)
{
    long size;
    int tag, class;
    if (ASN1_get_object(at, &size, &tag, &class, end - *at) & 0x80)
        return false;
    *at += size;
    return true;
}

/* Where what stands in a message, and where it ends there. */
struct places {
    const unsigned char *type, *data;      /* of the content's type: its beginning and end */
    const unsigned char *digests, *behind; /* from the first behind the version to the … */
    const unsigned char *lists, *signers;  /* … certificates; the lists' content, if any */
    const unsigned char *end;
};

static bool find_places(const struct buf *der, struct places *places)
{
    const unsigned char *at = (const unsigned char *)buf_text(der), *end = at + der->size;
    if (!enter(&at, &end, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL))
        return false;
    places->type = at;
    bool found = skip(&at, end);
    places->data = at;
    found = found && enter(&at, &end, 0, V_ASN1_CONTEXT_SPECIFIC) &&
            enter(&at, &end, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL) && skip(&at, end);
    places->digests = at;
    found = found && skip(&at, end) && skip(&at, end) && skip(&at, end);
    places->behind = places->lists = places->signers = at;
    places->end = end;
    if (found && enter(&at, &end, 1, V_ASN1_CONTEXT_SPECIFIC)) {
        places->lists = at;
        places->signers = end;
    }
    return found;
}

static void add_between(struct buf *out, const unsigned char *from, const unsigned char *to)
{
    buf_add(out, from, (size_t)(to - from));
}

/* Writes the message in `der` anew into `out`, with those answers among its lists, and with the
 * version that such a one has. */
static bool insert(const struct buf *der, const struct buf *answers, struct buf *out)
{
    static const unsigned char version[] = {V_ASN1_INTEGER, 1, 5};
    struct places places;
    struct buf lists = {0}, data = {0}, wrapped = {0}, info = {0};
    if (!find_places(der, &places))
        return false;
    add_between(&lists, places.lists, places.signers);
    buf_add(&lists, answers->data, answers->size);
    buf_add(&data, version, sizeof version);
    add_between(&data, places.digests, places.behind);
    put(&data, 1, V_ASN1_CONTEXT_SPECIFIC, &lists);
    add_between(&data, places.signers, places.end);
    put(&wrapped, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL, &data);
    add_between(&info, places.type, places.data);
    put(&info, 0, V_ASN1_CONTEXT_SPECIFIC, &wrapped);
    put(out, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL, &info);
    buf_free(&lists);
    buf_free(&data);
    buf_free(&wrapped);
    buf_free(&info);
    return true;
}

/* ---- both ------------------------------------------------------------------------------- */

static CMS_ContentInfo *decode(const struct buf *der)
{
    const unsigned char *at = (const unsigned char *)buf_text(der);
    return der->size <= INT_MAX / 2 ? d2i_CMS_ContentInfo(NULL, &at, (long)der->size) : NULL;
}

/* OpenSSL puts the sets into the order that DER wants. */
static bool encode(CMS_ContentInfo *message, struct buf *der)
{
    unsigned char *bytes = NULL;
    int size = message ? i2d_CMS_ContentInfo(message, &bytes) : -1;
    if (size > 0) {
        buf_clear(der);
        buf_add(der, bytes, (size_t)size);
    }
    OPENSSL_free(bytes);
    CMS_ContentInfo_free(message);
    return size > 0;
}

static bool add_answers(const struct validation_data *data, struct buf *der)
{
    struct buf answers = {0}, inserted = {0};
    put_answers(data, &answers);
    bool added =
        !answers.size || (insert(der, &answers, &inserted) && encode(decode(&inserted), der));
    buf_free(&answers);
    buf_free(&inserted);
    return added;
}

static bool add_all(const struct validation_data *data, struct buf *der, struct error *err)
{
    struct buf grown = {0};
    CMS_ContentInfo *message = decode(der);
    bool added = message && add_chain(data, message) && add_lists(data, message);
    if (!added)
        CMS_ContentInfo_free(message);
    added = added && encode(message, &grown) && add_answers(data, &grown);
    ERR_clear_error();
    if (added) {
        buf_clear(der);
        buf_add(der, grown.data, grown.size);
    }
    buf_free(&grown);
    return added || error_set(err, "evidence-not-attached",
                              "What shows that the certificates are valid could not be put "
                              "into the signature.");
}

bool message_evidence_add(struct validator *validation, struct buf *der, struct error *err)
{
    struct validation_data data = {0};
    bool added = validation_add(validation, der, VALIDATION_SIGNER, &data, err) &&
                 add_all(&data, der, err);
    validation_data_free(&data);
    return added;
}
