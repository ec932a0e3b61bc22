#include "trust/time_stamp.h"

#include "trust/chain.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>
#include <string.h>

static enum cms_verdict unreadable(struct error *err)
{
    error_set(err, "time-stamp-damaged", "The time-stamp cannot be read.");
    return CMS_UNKNOWN;
}

/* Digests the stamped content as the token names it. */
static bool digest_is(const struct cms_content *content, const ASN1_OBJECT *algorithm,
                      const ASN1_OCTET_STRING *wanted)
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    const EVP_MD *kind = EVP_get_digestbyobj(algorithm);
    EVP_MD_CTX *context =
        kind && EVP_MD_get_size(kind) >= DIGEST_SIZE ? EVP_MD_CTX_new() : NULL;
    bool done = context && EVP_DigestInit_ex(context, kind, NULL) == 1;
    for (size_t i = 0; done && i < content->count; i++)
        done = EVP_DigestUpdate(context, content->parts[i].bytes, content->parts[i].size) == 1;
    done = done && EVP_DigestFinal_ex(context, bytes, &size) == 1;
    EVP_MD_CTX_free(context);
    return done && (unsigned)ASN1_STRING_length(wanted) == size &&
           memcmp(ASN1_STRING_get0_data(wanted), bytes, size) == 0;
}

static enum cms_verdict check_info(TS_TST_INFO *info, const struct cms_content *content,
                                   struct stamp_report *report)
{
    TS_MSG_IMPRINT *imprint = info ? TS_TST_INFO_get_msg_imprint(info) : NULL;
    const ASN1_OBJECT *algorithm = NULL;
    if (!imprint || TS_TST_INFO_get_version(info) != 1 ||
        !certificate_seconds(TS_TST_INFO_get_time(info), &report->time))
        return unreadable(&report->why);
    X509_ALGOR_get0(&algorithm, NULL, NULL, TS_MSG_IMPRINT_get_algo(imprint));
    if (digest_is(content, algorithm, TS_MSG_IMPRINT_get_msg(imprint)))
        return CMS_VALID;
    error_set(&report->why, "time-stamp-of-other",
              "The time-stamp belongs to something else: its digest differs.");
    return CMS_INVALID;
}

/* Reads what the token holds, and what holds that. */
static enum cms_verdict check_content(struct cms_message *message,
                                      const struct cms_content *content,
                                      struct stamp_report *report)
{
    const ASN1_OCTET_STRING *inner = *CMS_get0_content(message->cms);
    const unsigned char *at = ASN1_STRING_get0_data(inner),
                        *end = at + ASN1_STRING_length(inner);
    const struct span part = {at, (size_t)ASN1_STRING_length(inner)};
    enum cms_verdict found =
        cms_message_check(message, &(struct cms_content){&part, 1, NULL}, &report->why);
    if (found != CMS_VALID)
        return found;
    if (!message->names_signer ||
        X509_check_purpose(message->signer, X509_PURPOSE_TIMESTAMP_SIGN, 0) != 1) {
        error_set(&report->why, "time-stamp-not-by-authority",
                  "The time-stamp is of %s, whose certificate is not for time-stamps alone.",
                  report->authority.name);
        return CMS_UNKNOWN;
    }
    TS_TST_INFO *info = d2i_TS_TST_INFO(NULL, &at, ASN1_STRING_length(inner));
    found = at == end ? check_info(info, content, report) : unreadable(&report->why);
    TS_TST_INFO_free(info);
    return found;
}

/* The chain has been found to hold at `now`; that it is over by the time that the token tells
 * needs no look. */
static bool check_time(struct stamp_report *report, int64_t now)
{
    char told[CERTIFICATE_TIME_SIZE], begin[CERTIFICATE_TIME_SIZE];
    if (report->time > now)
        return error_set(&report->why, "time-stamp-in-future",
                         "The time-stamp is of the future.");
    certificate_time(report->time, told);
    certificate_time(report->authority.begins, begin);
    return report->time >= report->authority.begins ||
           error_set(&report->why, "time-stamp-before-certificate",
                     "The time-stamp is dated %s, but the certificate of %s, who made it, was "
                     "not valid before %s: it proves no time.",
                     told, report->authority.name, begin);
}

static enum cms_verdict check_chain(const struct cms_message *message,
                                    const struct anchors *anchors,
                                    const struct validation_store *evidence, int64_t now,
                                    struct stamp_report *report)
{
    const struct chain_request request = {
        .leaf = message->signer,
        .others = message->certificates,
        .anchors = anchors,
        .evidence = evidence,
        .time = now,
        .time_stamping = true,
    };
    if (!anchors) {
        error_set(&report->why, "no-authority", "No trusted authority was given.");
        return CMS_UNTRUSTED;
    }
    STACK_OF(X509) *chain = chain_build(&request, &report->why);
    if (!chain)
        return CMS_UNTRUSTED;
    report->revocation = chain_judge(&request, chain, &report->why);
    sk_X509_pop_free(chain, X509_free);
    if (report->revocation == REVOCATION_REVOKED || !check_time(report, now))
        return CMS_UNTRUSTED;
    return CMS_VALID;
}

void time_stamp_check(const void *der, size_t size, const struct cms_content *content,
                      const struct anchors *anchors, const struct validation_store *evidence,
                      int64_t now, struct stamp_report *report)
{
    struct cms_message message;
    *report = (struct stamp_report){.present = true};
    report->verdict =
        cms_message_read(der, size, NID_id_smime_ct_TSTInfo, &message, &report->why);
    if (report->verdict == CMS_VALID) {
        certificate_read(message.signer, &report->authority);
        if (!X509_get0_pubkey(message.signer)) { /* GOST: nobody abroad can check it */
            error_set(&report->why, "time-stamp-of-unknown-kind",
                      "The time-stamp of %s has an algorithm that OpenSSL cannot check: it "
                      "proves no time.",
                      report->authority.name);
            report->verdict = CMS_UNTRUSTED;
        } else {
            report->verdict = check_content(&message, content, report);
        }
    }
    if (report->verdict == CMS_VALID)
        report->verdict = check_chain(&message, anchors, evidence, now, report);
    cms_message_free(&message);
}
