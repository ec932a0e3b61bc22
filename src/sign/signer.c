#include "sign/signer.h"

#include <string.h>

struct signed_content signed_content_of(const struct span *parts, size_t count)
{
    return (struct signed_content){
        .digest = hash_of(parts, count), .parts = parts, .count = count};
}

const char *sub_filter_name(enum sub_filter sub_filter)
{
    return sub_filter == SUB_FILTER_CADES ? "ETSI.CAdES.detached" : "adbe.pkcs7.detached";
}

bool sub_filter_read(const char *text, enum sub_filter *sub_filter)
{
    *sub_filter = SUB_FILTER_CADES;
    if (strcmp(text, sub_filter_name(SUB_FILTER_CADES)) == 0)
        return true;
    *sub_filter = SUB_FILTER_PKCS7;
    return strcmp(text, sub_filter_name(SUB_FILTER_PKCS7)) == 0;
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
