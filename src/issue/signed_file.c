#include "issue/signed_file.h"

#include "base/file.h"
#include "sign/tsa.h"
#include "verify/verify.h"

#include <unistd.h>

enum { TRUST_LIMIT = 64 << 20 };

bool signed_file_judge_open(const char *trust, int64_t now, struct signed_file_judge *judge,
                            struct error *err)
{
    struct buf bytes = {0};
    const char *path = trust ? trust : TSA_SYSTEM_TRUST;
    *judge = (struct signed_file_judge){.now = now};
    if (!trust && access(path, R_OK) != 0)
        return true;
    bool open = file_read(path, TRUST_LIMIT, &bytes, err) &&
                (judge->stamps = anchors_new(&bytes, path, err)) != NULL;
    buf_free(&bytes);
    return open;
}

void signed_file_judge_close(struct signed_file_judge *judge)
{
    anchors_free(judge->stamps);
    judge->stamps = NULL;
}

/* Says whether the signature's certificate was good when the signature surely existed. */
static bool check_certificate(const struct signature_report *report, struct error *err)
{
    char day[16];
    certificate_day(report->signer.ends, day);
    if (report->revocation == REVOCATION_REVOKED)
        error_set(err, "signature-revoked",
                  "The certificate of %s was revoked, and no time-stamp proves that the "
                  "signature is older.",
                  report->signer.name);
    else if (report->proven > report->signer.ends)
        error_set(err, "signature-expired",
                  "The certificate of %s expired on %s, and no time-stamp proves that the "
                  "signature is older.",
                  report->signer.name, day);
    else
        return true;
    return error_advise(err, "If the file has such a time-stamp, give its authority with "
                             "--tsa-trust; if it has none, issue the certificate anew.");
}

static bool check_certificates(const struct verification *verification, struct error *err)
{
    for (size_t i = 0; i < verification->count; i++)
        if (!verification->signatures[i].is_stamp &&
            !check_certificate(&verification->signatures[i], err))
            return false;
    return true;
}

bool signed_file_check(const struct signed_file_judge *judge, const struct buf *pdf,
                       size_t *signatures, struct error *err)
{
    const struct verify_request request = {.anchors = judge->stamps, .now = judge->now};
    struct verification verification;
    verify_pdf(pdf, &request, NULL, &verification);
    bool sound =
        verification.verdict == VERDICT_GOOD || verification.verdict == VERDICT_UNTRUSTED;
    *signatures = verification.count;
    if (!sound)
        *err = verification.why;
    if (verification.verdict == VERDICT_UNSIGNED)
        error_advise(err, "kualik issue makes the first signature.");
    sound = sound && check_certificates(&verification, err);
    verification_free(&verification);
    return sound;
}
