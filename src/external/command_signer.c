#include "external/command_signer.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/process.h"
#include "external/command_line.h"
#include "trust/signature_check.h"

#include <stdlib.h>
#include <string.h>

enum {
    CMS_LIMIT = 60 << 10, /* bytes; more does not fit the length that the placeholder has */
    SPREAD = 256,         /* by which a signature may be longer than the first one */
};

struct command_signer {
    struct signer base; /* first: the interface and this struct share their address */
    struct arena arena;
    char **argv;
    enum command_input input;
    struct process_request process; /* but for its input */
    struct certificate certificate;
    int64_t now;
};

static const struct command_signer *own_of(const struct signer *signer)
{
    return (const struct command_signer *)(const void *)signer;
}

static bool ask(const struct command_signer *own, const struct signed_content *content,
                struct buf *der, struct error *err)
{
    const struct span digest = {content->digest.bytes, DIGEST_SIZE};
    struct process_request request = own->process;
    request.input = own->input == COMMAND_DIGEST ? &digest : content->parts;
    request.input_count = own->input == COMMAND_DIGEST ? 1 : content->count;
    return process_run(&request, der, err);
}

static bool check(const struct command_signer *own, const struct signed_content *content,
                  const struct buf *der, enum sub_filter *sub_filter, struct error *err)
{
    const struct signature_wanted wanted = {
        .content = *content,
        .signer = &own->base.identity,
        .name = own->base.name,
        .now = own->now,
    };
    if (der->size == 0) {
        error_set(err, "signature-absent", "The program %s wrote no signature.", own->argv[0]);
        return error_advise(err, "It must write a CMS message in DER to its standard output.");
    }
    return signature_check(der, &wanted, NULL, sub_filter, err) ||
           error_at(err, (struct place){.file = own->argv[0]});
}

static bool sign(const struct signer *signer, const struct signed_content *content,
                 struct buf *der, struct error *err)
{
    const struct command_signer *own = own_of(signer);
    struct buf answer = {0};
    enum sub_filter found = SUB_FILTER_CADES;
    bool good = ask(own, content, &answer, err) && check(own, content, &answer, &found, err);
    if (good && found == SUB_FILTER_PKCS7 && signer->sub_filter == SUB_FILTER_CADES) {
        error_set(err, "signature-form-differs",
                  "The signature does not name its certificate, although the first one that "
                  "the program %s made did.",
                  own->argv[0]);
        good = false;
    }
    if (good)
        buf_add(der, answer.data, answer.size);
    buf_free(&answer);
    return good;
}

static void release(struct signer *signer)
{
    if (!signer)
        return;
    struct command_signer *own = (struct command_signer *)(void *)signer;
    arena_free(&own->arena);
    free(own);
}

struct signer *command_signer_new(const struct command_signer_source *source, struct error *err)
{
    struct command_signer *own = mem_new(1, sizeof *own);
    own->base = (struct signer){.sign = sign, .free = release, .sub_filter = SUB_FILTER_PKCS7};
    own->input = source->input;
    own->now = source->now;
    own->argv = command_line_split(source->command, &own->arena, err);
    if (!own->argv || !certificate_load_signer(source->certificate, source->certificate_path,
                                               source->now, &own->certificate, err)) {
        release(&own->base);
        return NULL;
    }
    own->base.name = own->certificate.name;
    own->base.identity = own->certificate.fingerprint;
    own->process = (struct process_request){
        .argv = own->argv,
        .environment = source->environment,
        .limit = CMS_LIMIT,
        .timeout = source->timeout,
        .stop = source->stop,
    };
    return &own->base;
}

bool command_signer_prepare(struct signer *signer, struct error *err)
{
    struct command_signer *own = (struct command_signer *)(void *)signer;
    const struct signed_content content = signed_content_trial();
    struct buf der = {0};
    bool good =
        ask(own, &content, &der, err) && check(own, &content, &der, &signer->sub_filter, err);
    signer->room = der.size + SPREAD;
    buf_free(&der);
    return good;
}
