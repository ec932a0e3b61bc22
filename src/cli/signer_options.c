#include "cli/signer_options.h"

#include "base/file.h"
#include "base/number.h"

#include <string.h>
#include <unistd.h>

enum { CERTIFICATE_LIMIT = 1 << 20, TIMEOUT = 60, TIMEOUT_MOST = 3600 };

static bool check_input(struct signer_options *options, struct error *err)
{
    const char *given = options->input_given;
    options->input = given && strcmp(given, "bytes") == 0 ? COMMAND_BYTES : COMMAND_DIGEST;
    return !given || options->input == COMMAND_BYTES || strcmp(given, "digest") == 0 ||
           error_set(err, "signer-input-invalid",
                     "--signer-input takes digest or bytes, not «%s».", given);
}

static bool check_timeout(struct signer_options *options, struct error *err)
{
    size_t seconds = TIMEOUT;
    if (options->timeout_given &&
        (!number_read(options->timeout_given, TIMEOUT_MOST, &seconds) || seconds < 1))
        return error_set(err, "signer-timeout-invalid",
                         "--signer-timeout takes a number of seconds, 1 to %d, not «%s».",
                         (int)TIMEOUT_MOST, options->timeout_given);
    options->timeout = (unsigned)seconds;
    return true;
}

bool signer_options_check(struct signer_options *options, bool is_deferred, struct error *err)
{
    bool is_elsewhere = options->command || is_deferred;
    if (!options->command && (options->input_given || options->timeout_given))
        return error_set(err, "signer-command-missing",
                         "--signer-input and --signer-timeout are about the program of "
                         "--signer-command; give it, too.");
    if (is_elsewhere && !options->certificate)
        return error_set(err, "certificate-missing",
                         "--certificate FILE is missing: the certificate of whoever signs.");
    return check_input(options, err) && check_timeout(options, err);
}

struct signer *signer_options_open(const struct signer_options *options,
                                   const struct moment *now, const atomic_bool *stop,
                                   bool is_tried, struct error *err)
{
    struct buf certificate = {0};
    const struct command_signer_source source = {
        .command = options->command,
        .input = options->input,
        .timeout = options->timeout,
        .certificate = &certificate,
        .certificate_path = options->certificate,
        .now = now->time,
        .environment = environ,
        .stop = stop,
    };
    struct signer *signer = NULL;
    if (file_read(options->certificate, CERTIFICATE_LIMIT, &certificate, err))
        signer = command_signer_new(&source, err);
    if (signer && is_tried && !command_signer_prepare(signer, err)) {
        signer->free(signer);
        signer = NULL;
    }
    buf_free(&certificate);
    return signer;
}
