#include "issue/certificate_maker.h"

#include "base/mem.h"
#include "issue/certificate_data.h"
#include "page/document.h"
#include "pdf/pdf_writer.h"
#include "trust/signature_check.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct certificate_maker {
    const struct job *job;
    const struct batch_options *options;
    const struct survey *survey;
    struct certificate_data *data; /* NULL: the certificates carry none */
    struct digest identity;        /* of all that the certificates share */
    pthread_mutex_t lock;          /* of: */
    struct pdf_shared *shared;     /* NULL before the first certificate is made */
    struct error fault;            /* why it cannot be made … */
    bool failed;                   /* … if that is so */
};

void certificate_pdf_begin(struct certificate_pdf *certificate)
{
    *certificate = (struct certificate_pdf){.memory = cms_memory_new()};
}

void certificate_pdf_end(struct certificate_pdf *certificate)
{
    pdf_writer_free(certificate->writer);
    buf_free(&certificate->pdf);
    buf_free(&certificate->signature.der);
    cms_memory_free(certificate->memory);
}

static struct digest shared_identity(const struct certificate_maker *maker)
{
    const struct batch_options *options = maker->options;
    struct digest layout = layout_digest(maker->job->layout);
    size_t signature = maker->job->binding->signature;
    const char *field =
        signature == NO_SIGNATURE ? "" : maker->job->template->elements[signature].name;
    struct span spans[] = {
        {layout.bytes, DIGEST_SIZE},
        {options->producer, strlen(options->producer)},
        {options->signer ? options->signer->identity.bytes : NULL,
         options->signer ? DIGEST_SIZE : 0},
        {field, strlen(field)},
    };
    return hash_of(spans, sizeof spans / sizeof *spans);
}

struct certificate_maker *certificate_maker_new(const struct job *job,
                                                const struct batch_options *options,
                                                const struct survey *survey)
{
    struct certificate_maker *maker = mem_new(1, sizeof *maker);
    maker->job = job;
    maker->options = options;
    maker->survey = survey;
    maker->identity = shared_identity(maker);
    maker->data =
        certificate_data_new(job->binding, options->producer, options->time, options->offset);
    pthread_mutex_init(&maker->lock, NULL);
    return maker;
}

void certificate_maker_free(struct certificate_maker *maker)
{
    if (!maker)
        return;
    certificate_data_free(maker->data);
    pdf_shared_free(maker->shared);
    pthread_mutex_destroy(&maker->lock);
    free(maker);
}

/* ---- the ID ----------------------------------------------------------------------------- */

/* Returns what names this certificate among all others: the same content by the same signer
 * with the same template gives the same ID, whenever it is made. */
static void make_id(const struct certificate_maker *maker, const struct card *card,
                    const struct row_pages *row_pages, struct arena *arena, uint8_t id[16])
{
    struct digest content = card_digest(maker->job->binding, card);
    struct span *spans = arena_new(arena, 2 + 2 * row_pages->image_count, sizeof *spans);
    size_t count = 0;
    spans[count++] = (struct span){maker->identity.bytes, DIGEST_SIZE};
    spans[count++] = (struct span){content.bytes, DIGEST_SIZE};
    for (size_t i = 0; i < row_pages->image_count; i++) {
        const struct image *image = &row_pages->images[i];
        spans[count++] = (struct span){image->data.data, image->data.size};
        spans[count++] = (struct span){image->alpha.data, image->alpha.size};
    }
    struct digest digest = hash_of(spans, count);
    memcpy(id, digest.bytes, 16);
}

void certificate_maker_id(const struct certificate_maker *maker, struct worker *worker,
                          const struct card *card, uint8_t id[16])
{
    struct report findings = {0};
    struct row_pages row_pages;
    memset(id, 0, 16);
    if (layout_row_images(maker->job->layout, card, &worker->arena, &row_pages, &findings))
        make_id(maker, card, &row_pages, &worker->arena, id);
    row_pages_free(&row_pages);
    report_free(&findings);
}

/* ---- the making ------------------------------------------------------------------------- */

static struct pdf_shared *make_shared(const struct certificate_maker *maker, struct error *err)
{
    struct arena arena = {0};
    struct document blank = layout_blank(maker->job->layout, &arena);
    const struct batch_options *options = maker->options;
    certificate_data_attach(maker->data, NULL, &arena, &blank);
    size_t contents_size =
        options->signer ? pades_room(options->signer, options->augmenter.tsa) : 0;
    struct pdf_shared *shared =
        pdf_shared_new(&blank, survey_glyphs(maker->survey), contents_size, FLATE_SMALL, err);
    arena_free(&arena);
    return shared;
}

bool certificate_maker_prepare(struct certificate_maker *maker,
                               struct certificate_pdf *certificate, struct error *err)
{
    if (certificate->writer)
        return true;
    pthread_mutex_lock(&maker->lock);
    if (!maker->shared && !maker->failed)
        maker->failed = !(maker->shared = make_shared(maker, &maker->fault));
    if (maker->failed)
        *err = maker->fault;
    pthread_mutex_unlock(&maker->lock);
    if (maker->shared)
        certificate->writer = pdf_writer_new(maker->shared);
    return certificate->writer != NULL;
}

/* A signature is looked at before anybody relies on it: a fault of memory, or of the module
 * that signs, must not be found by whoever gets the certificate. */
static bool check_signature(const struct certificate_maker *maker,
                            struct certificate_pdf *certificate, struct error *err)
{
    const struct signer *signer = maker->options->signer;
    const struct pades_signature *signature = &certificate->signature;
    const struct signature_wanted wanted = {
        .content = {.digest = signature->content},
        .signer = &signer->identity,
        .name = signer->name,
        .now = maker->options->time,
    };
    enum sub_filter found;
    struct error why;
    if (signature_check(&signature->der, &wanted, certificate->memory, &found, &why) &&
        (found == signer->sub_filter || found == SUB_FILTER_CADES))
        return true;
    error_set(err, "signature-not-sound",
              "The signature just made does not hold, so the certificate was not written.");
    return error_advise(err, "Start again.");
}

/* A time-stamp comes after the signature has been looked at, and is checked by itself. */
static bool stamp(const struct certificate_maker *maker, struct certificate_pdf *certificate,
                  struct error *err)
{
    const struct batch_options *options = maker->options;
    struct error reason;
    bool stamped = pades_stamp(&certificate->pdf, &certificate->placeholder,
                               options->augmenter.tsa, &certificate->signature, &reason);
    if (!stamped && !options->tsa_optional) {
        *err = reason;
        return false;
    }
    certificate->is_lowered = !stamped;
    if (!stamped)
        certificate->lowered = reason;
    return true;
}

bool certificate_maker_raise(const struct certificate_maker *maker,
                             struct certificate_pdf *certificate, struct error *err)
{
    const struct batch_options *options = maker->options;
    bool changed;
    certificate->is_lowered = false;
    return options->level == PADES_B ||
           (stamp(maker, certificate, err) &&
            (certificate->is_lowered || options->level == PADES_T ||
             augment(&options->augmenter, options->level, &certificate->pdf, &changed, err)));
}

static bool make_pdf(const struct certificate_maker *maker, struct certificate_pdf *certificate,
                     const struct document *document, const uint8_t id[16], struct error *err)
{
    const struct batch_options *options = maker->options;
    struct pdf_origin origin = {
        .producer = options->producer,
        .time = options->time,
        .offset = options->offset,
        .signer = options->signer ? options->signer->name : "",
        .sub_filter = options->signer ? options->signer->sub_filter : SUB_FILTER_CADES,
    };
    struct placeholder *placeholder = &certificate->placeholder;
    bool is_signed = options->signer && options->deferral == DEFERRAL_NONE;
    memcpy(origin.id, id, sizeof origin.id);
    return pdf_write(certificate->writer, document, &origin, &certificate->pdf, placeholder,
                     err) &&
           (!is_signed || (pades_sign(&certificate->pdf, placeholder, options->signer,
                                      &certificate->signature, err) &&
                           check_signature(maker, certificate, err) &&
                           certificate_maker_raise(maker, certificate, err)));
}

bool certificate_maker_make(const struct certificate_maker *maker, struct worker *worker,
                            const struct card *card, struct certificate_pdf *certificate,
                            struct error *err)
{
    struct report findings = {0};
    struct row_pages row_pages;
    uint8_t id[16];
    bool made = job_lay_out_card(maker->job, worker, card, LAYOUT_DRAW, &row_pages, &findings);
    if (made) {
        make_id(maker, card, &row_pages, &worker->arena, id);
        certificate_data_attach(maker->data, card, &worker->arena, &row_pages.document);
        made = make_pdf(maker, certificate, &row_pages.document, id, err);
    } else if (findings.errors == 0) {
        roster_fail_of_change(err);
    } else {
        finding_error(&findings.list[findings.count - 1], err);
    }
    row_pages_free(&row_pages);
    report_free(&findings);
    return made;
}
