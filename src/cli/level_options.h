/* The options that say how far signatures reach. */
#ifndef KUALIK_LEVEL_OPTIONS_H
#define KUALIK_LEVEL_OPTIONS_H

#include "cli/options.h"
#include "issue/signature_level.h"

#include <stdbool.h>

/* What the user asked for; texts are argv's. Zeroed before the options are read. */
struct level_options {
    struct signature_level_source source;
    const char *timeout;
};

/* Their part of a command's struct option_spec array; STAMP_OPTIONS are those of the time-stamp
 * authority alone. */
/* clang-format off */
#define STAMP_OPTIONS(options)                                                                 \
    {"tsa", 0, "URL", N_("the time-stamp authority"), &(options)->source.tsa, NULL},           \
    {"tsa-trust", 0, "FILE", N_("the authorities that vouch for it; default: the system's"),   \
     &(options)->source.trust, NULL},                                                          \
    {"tsa-policy", 0, "OID", N_("the policy that its time-stamps must have"),                      \
     &(options)->source.policy, NULL},                                                         \
    {"tsa-timeout", 0, "SECONDS", N_("how long to wait for one; default: 10"),                 \
     &(options)->timeout, NULL}
#define LEVEL_OPTIONS(options)                                                                 \
    {"level", 0, "LEVEL", N_("of the signatures: B-B, B-T, B-LT or B-LTA"),                    \
     &(options)->source.level, NULL},                                                          \
    STAMP_OPTIONS(options),                                                                    \
    {"chain", 0, "FILE", N_("certificates of authorities that are missing otherwise"),         \
     &(options)->source.chain, NULL},                                                          \
    {"crl", 0, "FILE", N_("revocation lists of authorities"), &(options)->source.lists, NULL}
/* clang-format on */

/* Judges what was given. Returns false when it makes no sense. */
bool level_options_check(struct level_options *options, struct error *err);

#endif
