/* What makes a true signature of somebody who is trusted no good one: another signer than who
 * must have signed, or a claimed time that cannot be. */
#ifndef KUALIK_CLAIM_CHECK_H
#define KUALIK_CLAIM_CHECK_H

#include "base/error.h"
#include "verify/verify.h"

#include <stdbool.h>

/* Says whether the signer of a signature found good is expected, and the time that they claim
 * lies while their certificate is valid and is none at which the signature existed already. One
 * beside its file (`is_detached`) need not say when it was made. */
bool claim_check(const struct verify_request *request, const struct signature_report *report,
                 bool is_detached, struct error *err);

#endif
