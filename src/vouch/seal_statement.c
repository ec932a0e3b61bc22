#include "vouch/seal_statement.h"

#include <string.h>

bool seal_statement_make(const struct voucher *voucher, const struct buf *pem, struct buf *der,
                         struct error *err)
{
    const struct signer *signer = voucher->signer;
    const struct span part = {pem->data, pem->size};
    struct signed_content content = signed_content_of(&part, 1);
    content.signing_time = voucher->time;
    return signer->sign(signer, &content, der, err) &&
           signature_level_complete(voucher->level, der, err);
}

const char *seal_statement_path(const char *key_path, struct arena *arena)
{
    const char *dot = strrchr(key_path, '.');
    size_t stem = dot && !strchr(dot, '/') ? (size_t)(dot - key_path) : strlen(key_path);
    return arena_printf(arena, "%.*s.p7s", (int)stem, key_path);
}

void seal_statement_judge(const struct buf *der, const struct buf *pem,
                          const struct anchors *anchors, int64_t now, struct cms_report *report)
{
    struct digest digest = hash_of(&(struct span){buf_text(pem), pem->size}, 1);
    const struct cms_request request = {
        .der = buf_text(der),
        .size = der->size,
        .content = {.digest = &digest},
        .pades = true,
        .anchors = anchors,
        .now = now,
    };
    cms_verify(&request, NULL, report);
    if (!report->of_other)
        return;
    error_set(&report->why, "seal-statement-of-another-key",
              "The statement is about another key of seals than this one.");
    error_advise(&report->why, "Get it from the issuer, with the key.");
}
