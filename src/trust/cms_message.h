/* A signed message, a CMS SignedData (RFC 5652) with one signer: a signature, or a time-stamp
 * token. Taken apart strictly, and found true or not; whom to trust is another question. */
#ifndef KUALIK_CMS_MESSAGE_H
#define KUALIK_CMS_MESSAGE_H

#include "base/error.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct CMS_ContentInfo_st; /* OpenSSL's types */
struct CMS_SignerInfo_st;
struct stack_st_X509;
struct x509_st;
struct asn1_type_st;

enum cms_verdict {
    CMS_VALID,
    CMS_UNTRUSTED, /* sound, but nobody who is trusted vouches for it at that time */
    CMS_INVALID,   /* proven not to be what was signed */
    CMS_UNKNOWN,   /* not understood, so that nothing is proven */
};

enum { CMS_ATTRIBUTE_SIZE = 64 };

struct cms_message {
    struct CMS_ContentInfo_st *cms;
    struct CMS_SignerInfo_st *info;     /* the only one; lent by `cms` */
    struct stack_st_X509 *certificates; /* that travel with it */
    struct x509_st *signer;             /* lent by `certificates` */
    int content_type;                   /* OpenSSL's number of it */
    bool names_signer;                  /* it has an ESS attribute (RFC 5035), which is true */
    bool has_time;                      /* signing-time says … */
    int64_t time;                       /* … this, in seconds since 1970 */
    bool of_other;                      /* it signs another content than the one it was checked
                                         * with */
    char unknown[CMS_ATTRIBUTE_SIZE];   /* the number of a signed attribute whose meaning is
                                         * not known; "": there is none */
};

/* What is signed: the parts, one after another, or (NULL) their SHA-256 alone. */
struct cms_content {
    const struct span *parts;
    size_t count;
    const struct digest *digest; /* may be NULL if there are parts */
};

/* Takes apart the DER of a message that has the content type of that OpenSSL number; detached,
 * with one signer whose certificate travels along, strict DER with nothing behind it. Returns
 * CMS_VALID, or CMS_UNKNOWN and why. Release with cms_message_free, whatever it returns. */
enum cms_verdict cms_message_read(const void *der, size_t size, int content_type,
                                  struct cms_message *message, struct error *err);
void cms_message_free(struct cms_message *message);

/* Checks that it signs that content: attributes that count, each once; digest, ESS certificate,
 * key size, the signature itself. It may be without attributes if the content is a PDF. */
enum cms_verdict cms_message_check(struct cms_message *message,
                                   const struct cms_content *content, struct error *err);

/* Advises whoever verifies, instead of whoever signs, where a key or its certificate is not fit
 * to sign. */
void cms_message_advise(struct error *err);

/* Says whether each certificate that travels along stands in the chain, to the last byte, or is
 * a root above another. */
bool cms_message_has_no_strangers(const struct cms_message *message,
                                  struct stack_st_X509 *chain);

/* Says whether each leads from the signer upwards, by what they say of each other, or is a root
 * above another: all that can be said without authorities. */
bool cms_message_is_one_chain(const struct cms_message *message);

/* Lends the DER of value `at` of the unsigned attribute with the time-stamp tokens (RFC 3161,
 * appendix A), NULL behind the last. */
const struct asn1_type_st *cms_message_token(const struct cms_message *message, int at);

#endif
