/* What `kualik verify` is told: whom to trust, who must have signed, and for which time. */
#ifndef KUALIK_VERIFY_OPTIONS_H
#define KUALIK_VERIFY_OPTIONS_H

#include "trust/anchors.h"
#include "verify/expected_signer.h"
#include "verify/verify.h"

#include <stdbool.h>
#include <stdint.h>

enum { VERIFY_SIGNERS = 16 };

struct verify_options {
    struct anchors *anchors;
    char *signers; /* what --signer was given, cut into its parts */
    struct expected_signer expected[VERIFY_SIGNERS];
    struct verify_request request; /* all of it, for verify_pdf */
};

/* Reads what the options were given, each NULL where it was not: a file or a folder of
 * certificates; certificates, fingerprints and subjects with semicolons between them; a day or
 * a time, else `now` (seconds since 1970). Returns false when it makes no sense. Release with
 * verify_options_free, also then. */
bool verify_options_read(struct verify_options *options, const char *trust, const char *signers,
                         const char *at, int64_t now, struct error *err);
void verify_options_free(struct verify_options *options);

/* Reads what --at was given: a time, or a day, which means its end or, today, `now`; in UTC,
 * unless it says otherwise. All are seconds since 1970. */
bool verify_options_time(const char *at, int64_t now, int64_t *seconds, struct error *err);

#endif
