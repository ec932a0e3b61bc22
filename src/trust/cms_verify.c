#include "trust/cms_verify.h"

#include "sign/key_policy.h"
#include "trust/chain.h"
#include "trust/cms_memory.h"

#include <openssl/cms.h>
#include <openssl/x509.h>
#include <string.h>

/* Checks the tokens over the signature's value; the best is reported: one that proves the
 * earliest time, or else the first. */
static enum cms_verdict check_stamps(const struct cms_request *request,
                                     const struct cms_message *message,
                                     struct cms_report *report)
{
    const ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature(message->info);
    const struct span part = {ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value)};
    const struct cms_content content = {&part, 1, NULL};
    const ASN1_TYPE *token;
    for (int i = 0; (token = cms_message_token(message, i)); i++) {
        struct stamp_report stamp;
        if (token->type != V_ASN1_SEQUENCE) {
            error_set(&report->why, "time-stamp-damaged", "The time-stamp cannot be read.");
            return CMS_UNKNOWN;
        }
        time_stamp_check(ASN1_STRING_get0_data(token->value.sequence),
                         (size_t)ASN1_STRING_length(token->value.sequence), &content,
                         request->anchors, request->evidence, request->now, &stamp);
        if (stamp.verdict == CMS_INVALID || stamp.verdict == CMS_UNKNOWN) {
            report->stamp = stamp;
            report->why = stamp.why;
            return stamp.verdict;
        }
        bool proves = stamp.verdict == CMS_VALID && stamp.time <= report->proven;
        if (proves)
            report->proven = stamp.time;
        if (proves || !report->stamp.present)
            report->stamp = stamp;
    }
    return CMS_VALID;
}

/* The last second counts in (RFC 5280, section 4.1.2.5). */
static bool check_time(const struct certificate *signer, int64_t time, struct error *err)
{
    if (time < signer->begins)
        return certificate_fail_early(signer, err);
    return time <= signer->ends || certificate_fail_expired(signer, err);
}

static enum cms_verdict judge_chain(const struct cms_request *request,
                                    const struct cms_message *message,
                                    struct cms_report *report)
{
    const struct chain_request wanted = {
        .leaf = message->signer,
        .others = message->certificates,
        .anchors = request->anchors,
        .evidence = request->evidence,
        .time = report->proven,
    };
    if (!request->anchors) {
        error_set(&report->why, "no-authority",
                  "The signature is sound, but no trusted authority was given.");
        return CMS_UNTRUSTED;
    }
    STACK_OF(X509) *chain = chain_build(&wanted, &report->why);
    if (!chain)
        return CMS_UNTRUSTED;
    report->revocation = chain_judge(&wanted, chain, &report->why);
    bool strangers = !cms_message_has_no_strangers(message, chain);
    sk_X509_pop_free(chain, X509_free);
    if (report->revocation == REVOCATION_REVOKED)
        return CMS_UNTRUSTED;
    if (!strangers)
        return CMS_VALID;
    error_set(&report->why, "signature-certificate",
              "The signature carries a certificate that is damaged, or of somebody else.");
    return CMS_UNKNOWN;
}

static enum cms_verdict judge(const struct cms_request *request, struct cms_message *message,
                              struct cms_report *report)
{
    certificate_read(message->signer, &report->signer);
    enum cms_verdict found = cms_message_check(message, &request->content, &report->why);
    report->of_other = message->of_other;
    if (found != CMS_VALID)
        return found;
    report->names_signer = message->names_signer;
    report->one_chain = cms_message_is_one_chain(message);
    report->has_time = message->has_time;
    report->time = message->time;
    memcpy(report->unknown, message->unknown, sizeof report->unknown);
    if (request->pades && !message->names_signer) {
        error_set(&report->why, "signature-not-pades",
                  "The signature does not name its certificate, as PAdES demands.");
        return CMS_UNKNOWN;
    }
    found = check_stamps(request, message, report);
    if (found != CMS_VALID)
        return found;
    if (!key_policy_check_usage(message->signer, &report->why)) {
        cms_message_advise(&report->why);
        return CMS_UNTRUSTED;
    }
    if (!check_time(&report->signer, report->proven, &report->why))
        return CMS_UNTRUSTED;
    return judge_chain(request, message, report);
}

/* Judges what was read, by the evidence that it has itself where there is no other. */
static enum cms_verdict judge_by_evidence(const struct cms_request *request,
                                          struct cms_message *message,
                                          struct cms_report *report)
{
    struct cms_request complete = *request;
    struct validation_store *own = NULL;
    if (!request->evidence) {
        own = validation_store_new(request->now);
        validation_store_add_message(own, request->der, request->size);
        complete.evidence = own;
    }
    enum cms_verdict verdict = judge(&complete, message, report);
    validation_store_free(own);
    return verdict;
}

void cms_verify(const struct cms_request *request, struct cms_memory *memory,
                struct cms_report *report)
{
    struct cms_message message;
    if (request->evidence)
        memory = NULL;
    if (memory && cms_memory_recall(memory, request, report))
        return;
    *report = (struct cms_report){.proven = request->now};
    report->verdict =
        cms_message_read(request->der, request->size, NID_pkcs7_data, &message, &report->why);
    if (report->verdict == CMS_VALID)
        report->verdict = judge_by_evidence(request, &message, report);
    bool sound = report->verdict == CMS_VALID || report->verdict == CMS_UNTRUSTED;
    if (memory && sound && !report->stamp.present)
        cms_memory_keep(memory, request->der, request->size, X509_get0_pubkey(message.signer),
                        report);
    cms_message_free(&message);
}
