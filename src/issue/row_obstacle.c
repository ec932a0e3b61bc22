#include "issue/row_obstacle.h"

#include "files/hidden_name.h"
#include "issue/row_writer.h"

static bool owns(const struct row_writing *writing, size_t index, const char *file)
{
    return writing->ledger && ledger_owns(writing->ledger, index, file);
}

static bool is_missing(const struct row_writing *writing, size_t index)
{
    return writing->ledger && writing->folder && !writing->options->reissue &&
           ledger_misses(writing->ledger, index);
}

/* The words are the same for all rows, which are told together. */
static bool fail_of_missing(struct error *err)
{
    error_set(err, "issued-file-missing",
              "the certificate was issued, and its file is not in the folder any more.");
    return error_advise(
        err, "Put the file back from a backup; --reissue issues the certificate anew "
             "under its number.");
}

/* A correction must not quietly take away what people trust a certificate by. */
static bool is_unsigned_now(const struct row_writing *writing, size_t index)
{
    const struct batch_options *options = writing->options;
    return writing->ledger && !options->replace && options->deferral == DEFERRAL_NONE &&
           !options->signer_unknown && ledger_unsigns(writing->ledger, index);
}

static bool fail_of_unsigned(struct error *err)
{
    error_set(err, "issued-signed",
              "the certificate was issued with a signature, and a corrected one without it "
              "cannot take its place.");
    return error_advise(err,
                        "Give the key with --key; --replace issues it without a signature.");
}

/* Another run has prepared it; whoever signs may have it before them. */
static bool waits_for_another_run(const struct row_writing *writing, const char *file)
{
    const struct batch_options *options = writing->options;
    return options->deferral == DEFERRAL_NONE && !options->replace &&
           !options->signer_unknown && !folder_began_empty(writing->folder) &&
           hidden_name_waits(writing->folder, file);
}

static bool fail_of_waiting(struct error *err)
{
    error_set(err, "certificate-waits", "the certificate waits here for its signature.");
    return error_advise(err, "Put it in with --embed; --replace issues the certificate now.");
}

bool row_obstacle_check(const struct row_writing *writing, size_t index, const char *file,
                        const enum existing *existing, struct error *err)
{
    if (existing && !writing->options->replace && !owns(writing, index, file))
        return existing_refuse(*existing, file, err);
    if (!existing && is_missing(writing, index))
        return fail_of_missing(err);
    if (is_unsigned_now(writing, index))
        return fail_of_unsigned(err);
    return !waits_for_another_run(writing, file) || fail_of_waiting(err);
}
