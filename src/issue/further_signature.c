#include "issue/further_signature.h"

#include "augment/add_signature.h"
#include "base/file.h"
#include "files/issued_file.h"
#include "issue/detached.h"
#include "pdf/pdf_token.h"
#include "verify/verify.h"

#include <string.h>

/* ---- whether it may be signed ----------------------------------------------------------- */

static bool check_before(const struct buf *bytes, const struct further_signature *wanted,
                         size_t *signatures, struct error *err)
{
    if (!signed_file_check(wanted->judge, bytes, signatures, err))
        return false;
    return issued_file_is_certificate(bytes) ||
           error_set(err, "file-foreign", "The file was not issued by kualik.");
}

/* ---- signing ---------------------------------------------------------------------------- */

/* What is shown, for the time in which it is added. */
struct shown_look {
    const struct signature_look *look;
    struct pdf_look written;
};

static bool write_look(void *context, size_t first, struct added_look *added, struct error *err)
{
    struct shown_look *shown = context;
    const struct pdf_look *written = &shown->written;
    if (!signature_look_write(shown->look, first, &shown->written, err))
        return false;
    *added = (struct added_look){written->bytes.data, written->bytes.size, written->offsets,
                                 written->count};
    return true;
}

static bool sign(struct buf *bytes, const struct further_signature *wanted, struct error *err)
{
    const struct signature_level *level = wanted->level;
    const struct augmenter augmenter = {.tsa = level->tsa, .validation = level->validation};
    char time[PDF_TOKEN_DATE_SIZE];
    struct shown_look shown = {.look = wanted->look};
    bool changed;
    pdf_token_date(wanted->time, wanted->offset, time);
    const struct added_signature signature = {
        .field = wanted->field,
        .time = time,
        .signer = wanted->signer,
        .tsa = level->level >= PADES_T ? level->tsa : NULL,
        .look = wanted->look ? write_look : NULL,
        .context = &shown,
    };
    bool added = add_signature(&signature, bytes, err);
    pdf_look_free(&shown.written);
    return added &&
           (level->level < PADES_LT || augment(&augmenter, level->level, bytes, &changed, err));
}

/* A signature is looked at before anybody relies on it, and so is what it does to others. */
static bool check_after(const struct buf *bytes, const struct signed_file_judge *judge,
                        size_t before, struct error *err)
{
    size_t signatures;
    struct error why;
    if (signed_file_check(judge, bytes, &signatures, &why) && signatures > before)
        return true;
    error_set(err, "signature-not-sound-added",
              "The signature just made does not hold, so the file was left as it was.");
    return error_advise(err, "Start again.");
}

bool further_signature_add(const char *path, const struct further_signature *wanted,
                           struct error *err)
{
    struct buf bytes = {0};
    size_t signatures;
    bool added = detached_check_none(path, err) &&
                 file_read(path, VERIFY_FILE_LIMIT, &bytes, err) &&
                 check_before(&bytes, wanted, &signatures, err) && sign(&bytes, wanted, err) &&
                 check_after(&bytes, wanted->judge, signatures, err) &&
                 registered_file_replace(path, &bytes, &wanted->registry, err);
    buf_free(&bytes);
    if (!added)
        error_at(err, (struct place){.file = path});
    return added;
}
