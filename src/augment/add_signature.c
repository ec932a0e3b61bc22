#include "augment/add_signature.h"

#include "augment/pdf_update.h"
#include "augment/signature_fields.h"
#include "sign/pades.h"

#include <inttypes.h>

/* Its dictionary, with places for /ByteRange and /Contents. */
static uint64_t add_value(struct pdf_update *update, const struct added_signature *wanted,
                          struct placeholder *placeholder)
{
    const struct signer *signer = wanted->signer;
    struct buf *out = &update->out;
    uint64_t number = pdf_update_take(update);
    pdf_update_open(update, number);
    buf_printf(out, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/%s",
               sub_filter_name(signer->sub_filter));
    pdf_update_placeholder(update, pades_room(signer, wanted->tsa), placeholder);
    buf_puts(out, "/Name");
    pdf_update_text(update, signer->name);
    buf_printf(out, "/M(%s)>>", wanted->time);
    pdf_update_close(update);
    return number;
}

static bool add_look(struct pdf_update *update, const struct added_signature *wanted,
                     const struct pdf_part *field, struct error *err)
{
    struct added_look look;
    struct buf entry = {0};
    if (!wanted->look)
        return true;
    uint64_t first = update->next;
    if (!wanted->look(wanted->context, first, &look, err))
        return false;
    pdf_update_objects(update, look.bytes, look.size, look.offsets, look.count);
    buf_printf(&entry, "<</N %" PRIu64 " 0 R>>", first);
    bool added = pdf_update_set(update, field, "AP", buf_text(&entry), err);
    buf_free(&entry);
    return added;
}

static bool add_update(struct pdf_update *update, const struct added_signature *wanted,
                       struct placeholder *placeholder, struct error *err)
{
    struct pdf_part field;
    struct buf reference = {0};
    if (!signature_fields_find(update, wanted->field, &field, err))
        return false;
    buf_printf(&reference, "%" PRIu64 " 0 R", add_value(update, wanted, placeholder));
    bool added = pdf_update_set(update, &field, "V", buf_text(&reference), err) &&
                 add_look(update, wanted, &field, err) && pdf_update_end(update, err);
    buf_free(&reference);
    return added;
}

static bool sign(const struct added_signature *wanted, const struct placeholder *placeholder,
                 struct buf *whole, struct error *err)
{
    struct pades_signature signature = {0};
    bool done = pades_sign(whole, placeholder, wanted->signer, &signature, err) &&
                (!wanted->tsa || pades_stamp(whole, placeholder, wanted->tsa, &signature, err));
    buf_free(&signature.der);
    return done;
}

bool add_signature(const struct added_signature *wanted, struct buf *pdf, struct error *err)
{
    struct pdf_reader read;
    struct pdf_update update = {0};
    struct placeholder placeholder = {0};
    struct buf whole = {0};
    if (!pdf_reader_open(&read, buf_text(pdf), pdf->size, err))
        return false;
    bool done =
        pdf_update_begin(&update, &read, err) && add_update(&update, wanted, &placeholder, err);
    if (done) {
        buf_add(&whole, pdf->data, pdf->size);
        buf_add(&whole, update.out.data, update.out.size);
        done = sign(wanted, &placeholder, &whole, err);
    }
    pdf_update_free(&update);
    pdf_reader_close(&read);
    if (done) {
        struct buf before = *pdf;
        *pdf = whole;
        whole = before;
    }
    buf_free(&whole);
    return done;
}
