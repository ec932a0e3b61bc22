/* Makes certificates, from a card to the signed PDF in a worker's memory: what all of them have
 * in common once, then each. Where they are put is the caller's. */
#ifndef KUALIK_CERTIFICATE_MAKER_H
#define KUALIK_CERTIFICATE_MAKER_H

#include "base/buf.h"
#include "base/error.h"
#include "bind/card.h"
#include "issue/batch.h"
#include "issue/survey.h"
#include "issue/worker_pool.h"
#include "sign/pades.h"

#include <stdbool.h>
#include <stdint.h>

struct pdf_writer;
struct cms_memory;

/* What a thread makes its certificates with, and the last one. */
struct certificate_pdf {
    struct pdf_writer *writer;
    struct buf pdf;
    struct placeholder placeholder;   /* in `pdf` */
    struct pades_signature signature; /* what was put there */
    bool is_lowered;                  /* the signature is of a lower level than asked for … */
    struct error lowered;             /* … and why */
    struct cms_memory *memory;        /* of the signatures that are checked */
};

/* Prepare it for the first of many certificates; release all that it holds. */
void certificate_pdf_begin(struct certificate_pdf *certificate);
void certificate_pdf_end(struct certificate_pdf *certificate);

/* Threads share it. `job`, `options` and `survey`, which has seen all rows that are wanted,
 * must outlive it. Release with certificate_maker_free. */
struct certificate_maker;
struct certificate_maker *certificate_maker_new(const struct job *job,
                                                const struct batch_options *options,
                                                const struct survey *survey);
void certificate_maker_free(struct certificate_maker *maker);

/* Finds the ID of the certificate that the card would give: the same content by the same signer
 * with the same template gives the same one, whenever it is made. */
void certificate_maker_id(const struct certificate_maker *maker, struct worker *worker,
                          const struct card *card, uint8_t id[16]);

/* Makes ready to make certificates; the first call makes what all have in common, so that a run
 * that keeps all it finds does without. Where it fails no certificate can be made. */
bool certificate_maker_prepare(struct certificate_maker *maker,
                               struct certificate_pdf *certificate, struct error *err);

/* Makes the card's certificate, signed at the level of the options unless signatures are made
 * later. Fails when the card cannot be laid out as the survey did, or the signature is not made
 * or does not hold. */
bool certificate_maker_make(const struct certificate_maker *maker, struct worker *worker,
                            const struct card *card, struct certificate_pdf *certificate,
                            struct error *err);

/* Brings the signature that is in `certificate->pdf` to the level of the options. */
bool certificate_maker_raise(const struct certificate_maker *maker,
                             struct certificate_pdf *certificate, struct error *err);

#endif
