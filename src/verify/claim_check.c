#include "verify/claim_check.h"

enum {
    CLOCK_TOLERANCE = 10 * 60, /* seconds by which a signer's clock may be fast */
};

static bool is_expected(const struct verify_request *request, const struct certificate *signer)
{
    for (size_t i = 0; i < request->expected_count; i++)
        if (expected_signer_is(&request->expected[i], signer))
            return true;
    return request->expected_count == 0;
}

/* Nobody signs later than the signature is known to exist, or with a certificate that is over.
 */
static bool check_lateness(const struct verify_request *request,
                           const struct signature_report *report, struct error *err)
{
    char claimed[CERTIFICATE_TIME_SIZE], proven[CERTIFICATE_TIME_SIZE];
    certificate_time(report->time, claimed);
    certificate_time(report->proven, proven);
    if (report->time > request->now + CLOCK_TOLERANCE)
        return error_set(err, "time-in-future",
                         "The signature claims to be of %s, which is in the future.", claimed);
    if (report->time > report->signer.ends)
        return error_set(err, "time-after-certificate",
                         "The signature claims to be of %s, when its certificate was no longer "
                         "valid.",
                         claimed);
    return !report->is_proven || report->time <= report->proven + CLOCK_TOLERANCE ||
           error_set(err, "time-after-proof",
                     "The signature claims to be of %s, but it existed already on %s, by the "
                     "clock of %s.",
                     claimed, proven, report->clock);
}

bool claim_check(const struct verify_request *request, const struct signature_report *report,
                 bool is_detached, struct error *err)
{
    char claimed[CERTIFICATE_TIME_SIZE];
    certificate_time(report->time, claimed);
    if (!is_expected(request, &report->signer))
        return error_set(err, "signer-other",
                         "It is signed by %s, and not by who must have signed.",
                         report->signer.name);
    if (!report->has_time)
        return is_detached || error_set(err, "time-missing",
                                        "The signature does not say when it was made, or says "
                                        "it in a way that cannot be read.");
    if (report->time < report->signer.begins)
        return error_set(err, "time-before-certificate",
                         "The signature claims to be of %s, when its certificate was not yet "
                         "valid.",
                         claimed);
    return check_lateness(request, report, err);
}
