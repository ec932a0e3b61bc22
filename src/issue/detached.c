#include "issue/detached.h"

#include "augment/message_evidence.h"
#include "trust/signature_check.h"

#include <string.h>
#include <unistd.h>

enum {
    SIGNATURE_LIMIT = 64 << 20, /* with whole revocation lists */
    NAME_LONGEST = 255,         /* bytes */
};

const char *detached_name(const char *file, struct arena *arena)
{
    return arena_printf(arena, "%s" FOLDER_DETACHED, file);
}

static bool holds(const struct detached_signer *signer, const struct buf *pdf,
                  const struct buf *der)
{
    const struct span part = {pdf->data, pdf->size};
    const struct signature_wanted wanted = {
        .content = signed_content_of(&part, 1),
        .signer = &signer->signer->identity,
        .name = signer->signer->name,
        .now = signer->now,
    };
    enum sub_filter sub_filter;
    struct error why;
    return der->size && signature_check(der, &wanted, signer->memory, &sub_filter, &why);
}

static bool stamp(const struct detached_signer *signer, struct buf *der, struct error *err)
{
    struct error reason;
    if (!signer->tsa || tsa_stamp_signature(signer->tsa, der, &reason))
        return true;
    if (!signer->tsa_optional) {
        *err = reason;
        return false;
    }
    if (signer->unstamped)
        error_set(signer->unstamped, "detached-unstamped",
                  "The signature in the .cms file beside the certificate has no time-stamp of "
                  "its own: the authority failed.");
    return true;
}

bool detached_make(const struct detached_signer *signer, const struct buf *pdf, struct buf *der,
                   struct error *err)
{
    const struct span part = {pdf->data, pdf->size};
    struct signed_content content = signed_content_of(&part, 1);
    content.signing_time = signer->now;
    buf_clear(der);
    if (!signer->signer->sign(signer->signer, &content, der, err))
        return false;
    if (holds(signer, pdf, der))
        return stamp(signer, der, err) &&
               (!signer->validation || message_evidence_add(signer->validation, der, err));
    error_set(err, "signature-not-sound",
              "The signature just made does not hold, so the certificate was not written.");
    return error_advise(err, "Start again.");
}

static bool write_anew(const struct detached_signer *signer, struct folder *folder,
                       const char *name, const struct buf *pdf, bool replace, struct error *err)
{
    struct buf der = {0};
    struct staged staged;
    bool staged_ok = detached_make(signer, pdf, &der, err) &&
                     folder_stage(folder, der.data, der.size, &staged, err);
    buf_free(&der);
    if (!staged_ok)
        return false;
    if (folder_sync(folder, err))
        return folder_publish(folder, &staged, name, replace, err);
    folder_discard(folder, &staged);
    return false;
}

/* What lies beside a file where its signature belongs. */
enum beside { BESIDE_NOTHING, BESIDE_SIGNATURE, BESIDE_OTHER };

static enum beside look_beside(const struct detached_signer *signer,
                               const struct folder *folder, const char *name,
                               const struct buf *pdf)
{
    struct buf there = {0};
    struct error unread;
    if (!folder_has(folder, name))
        return BESIDE_NOTHING;
    bool is_signature = folder_read(folder, name, SIGNATURE_LIMIT, &there, &unread) &&
                        holds(signer, pdf, &there);
    buf_free(&there);
    return is_signature ? BESIDE_SIGNATURE : BESIDE_OTHER;
}

static bool fail_of_other(const char *name, struct error *err)
{
    error_set(err, "detached-other",
              "There is «%s» already, which is no signature of this certificate by this key.",
              name);
    return error_advise(err, "Move it away, or give --replace to write over it.");
}

bool detached_check_other(const struct detached_signer *signer, const struct folder *folder,
                          const char *file, const struct buf *pdf, bool replace,
                          struct error *err)
{
    struct arena arena = {0};
    const char *name = detached_name(file, &arena);
    bool is_good = replace || look_beside(signer, folder, name, pdf) != BESIDE_OTHER ||
                   fail_of_other(name, err);
    arena_free(&arena);
    return is_good;
}

bool detached_mend(const struct detached_signer *signer, struct folder *folder,
                   const char *file, const struct buf *pdf, bool replace, struct error *err)
{
    struct arena arena = {0};
    const char *name = detached_name(file, &arena);
    enum beside beside = look_beside(signer, folder, name, pdf);
    bool done = beside == BESIDE_SIGNATURE ||
                (beside == BESIDE_OTHER && !replace
                     ? fail_of_other(name, err)
                     : write_anew(signer, folder, name, pdf, replace, err));
    arena_free(&arena);
    return done;
}

bool detached_check_free(const struct folder *folder, const char *file, bool replace,
                         struct error *err)
{
    struct arena arena = {0};
    const char *name = detached_name(file, &arena);
    bool fits = strlen(name) <= NAME_LONGEST;
    bool is_free = fits && (replace || folder_has(folder, file) || !folder_has(folder, name));
    if (!fits) {
        error_set(err, "detached-name-too-long",
                  "The name of the file is too long to have .cms behind it.");
        error_advise(err, "Make it shorter, with file in [document] of the template.");
    } else if (!is_free) {
        error_set(err, "detached-alone", "There is «%s» without its certificate.", name);
        error_advise(err, "Move it away, or give --replace to write over it.");
    }
    arena_free(&arena);
    return is_free;
}

bool detached_check_none(const char *path, struct error *err)
{
    struct arena arena = {0};
    bool none = access(detached_name(path, &arena), F_OK) != 0;
    if (!none) {
        error_set(err, "detached-would-break",
                  "The signature in the .cms file beside it is of the file as it is, and would "
                  "not hold any more.");
        error_advise(err, "Move the .cms file away first, or issue the certificate anew.");
    }
    arena_free(&arena);
    return none;
}
