#include "issue/signature_level.h"

#include "base/file.h"

#include <string.h>

enum { TRUST_LIMIT = 1 << 20, TIMEOUT = 10 };

static bool read_level(const struct signature_level_source *source,
                       const struct template_sign *sign, enum pades_level *level,
                       struct error *err)
{
    *level = (enum pades_level)sign->level;
    return !source->level || pades_level_read(source->level, level) ||
           error_set(err, "level-invalid", "--level takes B-B or B-T, not «%s».",
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

/* The template's file lies where the template does. */
static bool read_trust(const struct signature_level_source *source,
                       const struct template *template, struct buf *trust, struct error *err)
{
    const char *named = template->sign.trust;
    struct buf path = {0};
    if (source->trust)
        return file_read(source->trust, TRUST_LIMIT, trust, err);
    if (!named)
        return true;
    buf_printf(&path, "%s%s%s", *named == '/' ? "" : template->folder, *named == '/' ? "" : "/",
               named);
    bool read = file_read(buf_text(&path), TRUST_LIMIT, trust, err);
    buf_free(&path);
    return read;
}

static bool open_tsa(const struct signature_level_source *source,
                     const struct template *template, struct signature_level *level,
                     struct error *err)
{
    const struct template_sign *sign = &template->sign;
    struct tsa_options options = {
        .url = source->tsa ? source->tsa : sign->tsa,
        .policy = source->policy ? source->policy : sign->policy,
        .trust_path = source->trust ? source->trust : sign->trust,
        .timeout = source->timeout ? source->timeout
                   : sign->timeout ? (unsigned)sign->timeout
                                   : TIMEOUT,
    };
    if (!options.url || !*options.url) {
        error_set(err, "tsa-missing", "The level %s needs a time-stamp authority.",
                  pades_level_name(level->level));
        return error_advise(err,
                            "Give its address with --tsa URL, or in [sign] of the template.");
    }
    if (!read_trust(source, template, &level->trust, err))
        return false;
    options.trust = options.trust_path ? &level->trust : NULL;
    return (level->tsa = tsa_new(&options, err)) != NULL;
}

/* An authority that fails at once would fail for every row. */
static bool try_tsa(struct signature_level *level, struct error *err)
{
    level->lowered = !tsa_try(level->tsa, &level->reason);
    if (level->lowered && !level->tsa_optional)
        *err = level->reason;
    return !level->lowered || level->tsa_optional;
}

bool signature_level_open(const struct signature_level_source *source,
                          const struct template *template, struct signature_level *level,
                          struct error *err)
{
    *level = (struct signature_level){0};
    bool open = read_level(source, &template->sign, &level->level, err) &&
                read_failure(source, &template->sign, &level->tsa_optional, err) &&
                (level->level == PADES_B ||
                 (open_tsa(source, template, level, err) && try_tsa(level, err)));
    if (!open)
        signature_level_close(level);
    return open;
}

void signature_level_close(struct signature_level *level)
{
    tsa_free(level->tsa);
    buf_free(&level->trust);
    *level = (struct signature_level){0};
}
