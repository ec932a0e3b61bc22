#include "sign/signer.h"

struct signed_content signed_content_of(const struct span *parts, size_t count)
{
    return (struct signed_content){hash_of(parts, count), parts, count};
}

const char *sub_filter_name(enum sub_filter sub_filter)
{
    return sub_filter == SUB_FILTER_CADES ? "ETSI.CAdES.detached" : "adbe.pkcs7.detached";
}

struct signed_content signed_content_trial(void)
{
    static const char text[] = "kualik tries whether this signer signs.\n";
    static const struct span part = {text, sizeof text - 1};
    return signed_content_of(&part, 1);
}

bool signer_try(const struct signer *signer, struct buf *der, struct error *err)
{
    const struct signed_content content = signed_content_trial();
    return signer->sign(signer, &content, der, err);
}
