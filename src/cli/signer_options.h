/* The options of a signer that is another program. */
#ifndef KUALIK_SIGNER_OPTIONS_H
#define KUALIK_SIGNER_OPTIONS_H

#include "base/error.h"
#include "cli/moment.h"
#include "cli/options.h"
#include "external/command_signer.h"
#include "sign/signer.h"

#include <stdatomic.h>
#include <stdbool.h>

/* What the user asked for; texts are argv's. Zeroed before the options are read. */
struct signer_options {
    const char *command, *input_given, *timeout_given;
    const char *certificate; /* that of KEY_OPTIONS, which the command puts here */
    enum command_input input;
    unsigned timeout; /* seconds */
};

/* Their part of a command's struct option_spec array. */
/* clang-format off */
#define SIGNER_OPTIONS(options)                                                                \
    {"signer-command", 0, "PROGRAM", N_("a program that makes each signature, with its words"), \
     &(options)->command, NULL},                                                               \
    {"signer-input", 0, "WHAT", N_("what it is given: digest (default) or bytes"),             \
     &(options)->input_given, NULL},                                                           \
    {"signer-timeout", 0, "SECONDS", N_("how long it may take; default: 60"),                  \
     &(options)->timeout_given, NULL}
/* clang-format on */

/* Judges what was given; `is_deferred`: signatures are made later. Returns false when it makes
 * no sense. */
bool signer_options_check(struct signer_options *options, bool is_deferred, struct error *err);

/* Makes the signer and, if `is_tried`, lets it sign once. `stop` ends the program. Returns
 * NULL on failure; release with the signer's own free. */
struct signer *signer_options_open(const struct signer_options *options,
                                   const struct moment *now, const atomic_bool *stop,
                                   bool is_tried, struct error *err);

#endif
