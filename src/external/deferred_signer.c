#include "external/deferred_signer.h"

#include "base/mem.h"
#include "trust/certificate.h"

#include <stdlib.h>

enum { ROOM = 16 << 10 }; /* bytes: others found 9.5 thousand to be too few */

struct deferred_signer {
    struct signer base; /* first: the interface and this struct share their address */
    struct certificate certificate;
};

static bool sign(const struct signer *signer, const struct signed_content *content,
                 struct buf *der, struct error *err)
{
    (void)signer, (void)content, (void)der;
    error_set(err, "signer-not-here", "Whoever signs is not here.");
    return error_internal(err);
}

static void release(struct signer *signer)
{
    free(signer);
}

struct signer *deferred_signer_new(const struct buf *certificate, const char *path, int64_t now,
                                   enum sub_filter sub_filter, struct error *err)
{
    struct deferred_signer *own = mem_new(1, sizeof *own);
    if (!certificate_load_signer(certificate, path, now, &own->certificate, err)) {
        free(own);
        return NULL;
    }
    own->base = (struct signer){
        .name = own->certificate.name,
        .identity = own->certificate.fingerprint,
        .room = ROOM,
        .sub_filter = sub_filter,
        .sign = sign,
        .free = release,
    };
    return &own->base;
}
