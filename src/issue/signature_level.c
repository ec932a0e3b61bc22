#include "issue/signature_level.h"

#include "augment/message_evidence.h"
#include "augment/validation.h"
#include "base/file.h"

#include <string.h>

enum { FILE_LIMIT = 64 << 20, TIMEOUT = 10 };

static const struct template_sign *sign_of(const struct template *template)
{
    static const struct template_sign nothing = {0};
    return template ? &template->sign : &nothing;
}

static unsigned timeout_of(const struct signature_level_source *source,
                           const struct template_sign *sign)
{
    if (source->timeout)
        return source->timeout;
    return sign->timeout ? (unsigned)sign->timeout : TIMEOUT;
}

/* Whoever names an authority and no level wants its time-stamps. */
static enum pades_level usual_level(const struct signature_level_source *source,
                                    const struct template_sign *sign)
{
    bool stamped = source->tsa || (sign->tsa && *sign->tsa);
    return stamped && !sign->leveled ? PADES_T : (enum pades_level)sign->level;
}

static bool read_level(const struct signature_level_source *source,
                       const struct template_sign *sign, enum pades_level *level,
                       struct error *err)
{
    *level = usual_level(source, sign);
    return !source->level || pades_level_read(source->level, level) ||
           error_set(err, "level-invalid", "--level takes B-B, B-T, B-LT or B-LTA, not «%s».",
                     source->level);
}

static bool read_failure(const struct signature_level_source *source,
                         const struct template_sign *sign, bool *optional, struct error *err)
{
    const char *word = source->on_failure;
    *optional = word ? strcmp(word, "plain") == 0 : sign->plain;
    return !word || *optional || strcmp(word, "fail") == 0 ||
           error_set(err, "on-tsa-failure-invalid",
                     "--on-tsa-failure takes fail or plain, not «%s».", word);
}

/* Reads the file that was asked for, or else the one that the template names, which lies where
 * the template does. `*path` (NULL: there is none) is how it is called. */
static bool read_file(const char *asked, const char *named, const struct template *template,
                      struct buf *bytes, const char **path, struct error *err)
{
    struct buf whole = {0};
    *path = asked ? asked : named;
    if (!*path)
        return true;
    if (!asked && *named != '/')
        buf_printf(&whole, "%s/", template->folder);
    buf_puts(&whole, *path);
    bool read = file_read(buf_text(&whole), FILE_LIMIT, bytes, err);
    buf_free(&whole);
    return read;
}

/* Returns the address of the authority, or NULL and in `err` that there is none. */
static const char *need_url(const struct signature_level_source *source,
                            const struct template *template, enum pades_level level,
                            struct error *err)
{
    const char *url = source->tsa ? source->tsa : sign_of(template)->tsa;
    if (url && *url)
        return url;
    error_set(err, "tsa-missing", "The level %s needs a time-stamp authority.",
              pades_level_name(level));
    error_advise(err, "Give its address with --tsa URL, or in [sign] of the template.");
    return NULL;
}

static bool open_tsa(const struct signature_level_source *source,
                     const struct template *template, struct signature_level *level,
                     struct error *err)
{
    const struct template_sign *sign = sign_of(template);
    struct tsa_options options = {
        .url = need_url(source, template, level->level, err),
        .policy = source->policy ? source->policy : sign->policy,
        .timeout = timeout_of(source, sign),
        .stop = source->stop,
        .clock = source->clock,
    };
    if (!options.url)
        return false;
    if (!read_file(source->trust, sign->trust, template, &level->trust, &options.trust_path,
                   err))
        return false;
    options.trust = options.trust_path ? &level->trust : NULL;
    return (level->tsa = tsa_new(&options, err)) != NULL;
}

static bool has_lists(const struct signature_level_source *source,
                      const struct template *template)
{
    return source->lists || sign_of(template)->lists;
}

static bool open_validation(const struct signature_level_source *source,
                            const struct template *template, int64_t now,
                            struct signature_level *level, struct error *err)
{
    const struct template_sign *sign = sign_of(template);
    const char *chain_path, *lists_path;
    struct buf chain = {0}, lists = {0};
    struct validation_options options = {
        .trust = &level->trust,
        .timeout = timeout_of(source, sign),
        .now = now,
        .lists_only = level->level < PADES_LT,
    };
    bool read = read_file(source->chain, sign->chain, template, &chain, &chain_path, err) &&
                read_file(source->lists, sign->lists, template, &lists, &lists_path, err);
    options.chain = read && chain_path ? &chain : NULL;
    options.lists = read && lists_path ? &lists : NULL;
    if (read)
        level->validation = validation_new(&options, err);
    buf_free(&chain);
    buf_free(&lists);
    return level->validation != NULL;
}

bool signature_level_chain(const struct template *template, struct buf *bytes,
                           const char **path, struct error *err)
{
    return read_file(NULL, template->sign.chain, template, bytes, path, err);
}

/* A signature that nobody needs tells of the signer's certificate what every other would. */
static bool try_validation(const struct signer *signer, const struct signature_level *level,
                           struct error *err)
{
    struct buf message = {0};
    struct validation_data data = {0};
    bool valid =
        !signer || (signer_try(signer, &message, err) &&
                    validation_add(level->validation, &message, VALIDATION_SIGNER, &data, err));
    validation_data_free(&data);
    buf_free(&message);
    return valid;
}

/* So does the first time-stamp of its authority's. A revoked one is as good as none. */
static bool try_stamps(struct signature_level *level, struct error *err)
{
    struct validation_data data = {0};
    struct error why;
    const struct buf *sample = level->tsa ? tsa_sample(level->tsa) : NULL;
    bool valid = !sample || !sample->size ||
                 validation_add(level->validation, sample, VALIDATION_STAMPS, &data, &why);
    validation_data_free(&data);
    if (valid)
        return true;
    if (level->tsa_optional) {
        level->lowered = true;
        level->reason = why;
        return true;
    }
    *err = why;
    return false;
}

/* Below PADES_LT the lists that were given may still know of somebody that they are revoked. */
static bool check_revocation(const struct signature_level_source *source,
                             const struct template *template, const struct signer *signer,
                             int64_t now, struct signature_level *level, struct error *err)
{
    if (level->level < PADES_LT && !has_lists(source, template))
        return true;
    bool valid = open_validation(source, template, now, level, err) &&
                 try_validation(signer, level, err) && try_stamps(level, err);
    if (level->level < PADES_LT) {
        validation_free(level->validation);
        level->validation = NULL;
    }
    return valid;
}

/* An authority that fails at once would fail for every row. */
static bool try_tsa(struct signature_level *level, struct error *err)
{
    level->lowered = !tsa_try(level->tsa, &level->reason);
    if (level->lowered && !level->tsa_optional)
        *err = level->reason;
    return !level->lowered || level->tsa_optional;
}

bool signature_level_read(const struct signature_level_source *source,
                          const struct template *template, enum pades_level *level,
                          struct error *err)
{
    return read_level(source, sign_of(template), level, err) &&
           (*level < PADES_T || need_url(source, template, *level, err));
}

bool signature_level_open(const struct signature_level_source *source,
                          const struct template *template, const struct signer *signer,
                          int64_t now, struct signature_level *level, struct error *err)
{
    const struct template_sign *sign = sign_of(template);
    *level = (struct signature_level){0};
    bool open = read_level(source, sign, &level->level, err) &&
                read_failure(source, sign, &level->tsa_optional, err) &&
                (level->level < PADES_T ||
                 (open_tsa(source, template, level, err) && try_tsa(level, err))) &&
                check_revocation(source, template, signer, now, level, err);
    if (!open)
        signature_level_close(level);
    return open;
}

bool signature_level_complete(const struct signature_level *level, struct buf *der,
                              struct error *err)
{
    return (!level->tsa || tsa_stamp_signature(level->tsa, der, err)) &&
           (!level->validation || message_evidence_add(level->validation, der, err));
}

void signature_level_close(struct signature_level *level)
{
    tsa_free(level->tsa);
    validation_free(level->validation);
    buf_free(&level->trust);
    *level = (struct signature_level){0};
}
