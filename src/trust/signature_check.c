#include "trust/signature_check.h"

#include <string.h>

static bool fail_of_verdict(const struct cms_report *report, struct error *err)
{
    *err = report->why;
    if (report->of_other)
        error_set(err, "signature-of-another-document",
                  "The signature is that of another document: its digest differs.");
    return false;
}

static bool fail_of_signer(const struct cms_report *report, const char *wanted,
                           struct error *err)
{
    error_set(err, "signature-of-another-signer",
              "The signature was not made with the certificate of %s that was named, but with "
              "that of %s (serial number %s).",
              wanted, report->signer.name, report->signer.serial);
    return error_advise(err, "Sign with the key of the certificate that was named, or name the "
                             "other one with --certificate.");
}

/* Whoever verifies the certificate would doubt it. */
static bool fail_of_strangers(struct error *err)
{
    error_set(err, "signature-with-strangers",
              "The signature carries a certificate that is neither the signer's nor of an "
              "authority above it.");
    return error_advise(err, "Let the program that signs leave that certificate out.");
}

bool signature_check(const struct buf *der, const struct signature_wanted *wanted,
                     struct cms_memory *memory, enum sub_filter *sub_filter, struct error *err)
{
    struct cms_report report;
    const struct cms_request request = {
        .der = buf_text(der),
        .size = der->size,
        .content = {wanted->content.parts, wanted->content.count, &wanted->content.digest},
        .now = wanted->now,
    };
    cms_verify(&request, memory, &report);
    if (report.verdict != CMS_VALID && report.verdict != CMS_UNTRUSTED)
        return fail_of_verdict(&report, err);
    if (memcmp(report.signer.fingerprint.bytes, wanted->signer->bytes, DIGEST_SIZE) != 0)
        return fail_of_signer(&report, wanted->name, err);
    if (!report.one_chain)
        return fail_of_strangers(err);
    *sub_filter = report.names_signer ? SUB_FILTER_CADES : SUB_FILTER_PKCS7;
    return true;
}
