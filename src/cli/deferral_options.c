#include "cli/deferral_options.h"

#include "base/file.h"
#include "external/deferred_signer.h"

enum { CERTIFICATE_LIMIT = 1 << 20, ANSWERS_LIMIT = 256 << 20 };

bool deferral_options_check(struct deferral_options *options, struct error *err)
{
    if (options->prepare && options->answers_path)
        return error_set(err, "embed-contradicts",
                         "--prepare and --embed contradict each other; give one of them.");
    if (options->sub_filter_given && !options->prepare)
        return error_set(err, "sub-filter-without-prepare",
                         "--sub-filter is about what --prepare prepares; give it, too.");
    if (options->sub_filter_given &&
        !sub_filter_read(options->sub_filter_given, &options->sub_filter))
        return error_set(err, "sub-filter-invalid",
                         "--sub-filter takes ETSI.CAdES.detached or adbe.pkcs7.detached, not "
                         "«%s».",
                         options->sub_filter_given);
    options->kind = options->prepare        ? DEFERRAL_PREPARE
                    : options->answers_path ? DEFERRAL_EMBED
                                            : DEFERRAL_NONE;
    return true;
}

static bool read_answers(struct deferral_options *options, struct error *err)
{
    struct buf bytes = {0};
    bool read = !options->answers_path ||
                (file_read(options->answers_path, ANSWERS_LIMIT, &bytes, err) &&
                 answers_read(&bytes, options->answers_path, &options->answers, err));
    buf_free(&bytes);
    return read;
}

struct signer *deferral_options_open(struct deferral_options *options, const char *certificate,
                                     const struct moment *now, struct error *err)
{
    struct buf bytes = {0};
    struct signer *signer = NULL;
    if (file_read(certificate, CERTIFICATE_LIMIT, &bytes, err) && read_answers(options, err))
        signer = deferred_signer_new(&bytes, certificate, now->time, options->sub_filter, err);
    buf_free(&bytes);
    return signer;
}

void deferral_options_free(struct deferral_options *options)
{
    answers_free(&options->answers);
}
