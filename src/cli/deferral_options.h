/* The options of signatures that are made elsewhere, later. */
#ifndef KUALIK_DEFERRAL_OPTIONS_H
#define KUALIK_DEFERRAL_OPTIONS_H

#include "base/error.h"
#include "cli/moment.h"
#include "cli/options.h"
#include "external/to_sign.h"
#include "issue/batch.h"
#include "sign/signer.h"

#include <stdbool.h>

/* What the user asked for; texts are argv's. Zeroed before the options are read. */
struct deferral_options {
    bool prepare;
    const char *answers_path, *sub_filter_given;
    enum deferral_kind kind;
    enum sub_filter sub_filter;
    struct answers answers; /* released with deferral_options_free */
};

/* Their part of a command's struct option_spec array. */
/* clang-format off */
#define DEFERRAL_OPTIONS(options)                                                              \
    {"prepare", 0, NULL, N_("prepare certificates that another program signs later"), NULL,    \
     &(options)->prepare},                                                                     \
    {"embed", 0, "FILE", N_("the signatures that it has made; put them in"),                   \
     &(options)->answers_path, NULL},                                                          \
    {"sub-filter", 0, "NAME", N_("of the signatures to come; default: ETSI.CAdES.detached"),   \
     &(options)->sub_filter_given, NULL}
/* clang-format on */

/* Judges what was given. Returns false when it makes no sense. */
bool deferral_options_check(struct deferral_options *options, struct error *err);

/* Reads the answers, if there are any, and makes the signer whose `certificate` it is (a path).
 * Returns NULL on failure; release with the signer's own free. */
struct signer *deferral_options_open(struct deferral_options *options, const char *certificate,
                                     const struct moment *now, struct error *err);
void deferral_options_free(struct deferral_options *options);

#endif
