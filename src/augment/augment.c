#include "augment/augment.h"

#include "augment/pdf_update.h"
#include "augment/signatures.h"
#include "sign/pades.h"

#include <inttypes.h>
#include <string.h>

/* A file to which something is being added. */
struct extension {
    const struct augmenter *augmenter;
    struct pdf_reader pdf;
    struct pdf_update update;
    struct signatures signatures;
    struct placeholder placeholder; /* of the document time-stamp */
    bool adds, stamps;
};

/* ---- /DSS (ISO 32000-2, 12.8.4.3) ------------------------------------------------------- */

/* Adds the items of one kind that the file does not hold yet, and appends their references. */
static void add_items(struct extension *extension, const struct validation_data *data,
                      enum validation_kind kind, struct buf *references)
{
    const struct pdf_reader *pdf = &extension->pdf;
    for (size_t i = 0; i < data->count; i++) {
        const struct buf *der = &data->items[i].der;
        if (data->items[i].kind == kind && !memmem(pdf->bytes, pdf->size, der->data, der->size))
            buf_printf(references, "%s%" PRIu64 " 0 R", references->size ? " " : "",
                       pdf_update_stream(&extension->update, der->data, der->size));
    }
}

static bool add_store(struct extension *extension, const struct validation_data *data,
                      struct error *err)
{
    static const char *const keys[] = {[VALIDATION_CERTIFICATE] = "Certs",
                                       [VALIDATION_OCSP] = "OCSPs",
                                       [VALIDATION_LIST] = "CRLs"};
    struct pdf_update *update = &extension->update;
    struct pdf_part catalog, store;
    struct buf references = {0}, entries = {0};
    if (!pdf_update_find(update, NULL, "Root", &catalog, err) ||
        !pdf_update_find(update, &catalog, "DSS", &store, err))
        return false;
    bool there = store.value.kind == PDF_LEXER_DICTIONARY, added = true;
    for (size_t i = 0; added && i < sizeof keys / sizeof *keys; i++) {
        buf_clear(&references);
        add_items(extension, data, (enum validation_kind)i, &references);
        if (references.size && there)
            added = pdf_update_append(update, &store, keys[i], buf_text(&references), err);
        else if (references.size)
            buf_printf(&entries, "/%s[%s]", keys[i], buf_text(&references));
        extension->adds = extension->adds || references.size;
    }
    if (added && entries.size) {
        uint64_t number = pdf_update_take(update);
        pdf_update_open(update, number);
        buf_printf(&update->out, "<</Type/DSS%s>>", buf_text(&entries));
        pdf_update_close(update);
        buf_clear(&references);
        buf_printf(&references, "%" PRIu64 " 0 R", number);
        added = pdf_update_set(update, &catalog, "DSS", buf_text(&references), err);
    }
    buf_free(&references);
    buf_free(&entries);
    return added;
}

static bool add_validation(struct extension *extension, struct error *err)
{
    const struct augmenter *augmenter = extension->augmenter;
    struct validation_data data = {0};
    bool found = true;
    for (size_t i = 0; found && i < extension->signatures.count; i++)
        found = validation_add(augmenter->validation, &extension->signatures.messages[i],
                               VALIDATION_SIGNED, &data, err);
    const struct buf *sample = found ? tsa_sample(augmenter->tsa) : NULL;
    if (sample && sample->size)
        found = validation_add(augmenter->validation, sample, VALIDATION_STAMPS, &data, err);
    bool added = found && add_store(extension, &data, err);
    validation_data_free(&data);
    return added;
}

/* ---- the document time-stamp ------------------------------------------------------------ */

/* Its dictionary, with places for /ByteRange and /Contents. */
static uint64_t add_value(struct extension *extension)
{
    struct pdf_update *update = &extension->update;
    struct buf *out = &update->out;
    uint64_t number = pdf_update_take(update);
    pdf_update_open(update, number);
    buf_puts(out, "<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161");
    pdf_update_placeholder(update, tsa_room(extension->augmenter->tsa) * 2 + strlen("<>"),
                           &extension->placeholder);
    buf_puts(out, ">>");
    pdf_update_close(update);
    return number;
}

/* The first leaf of the page tree. */
static bool first_page(const struct pdf_update *update, struct pdf_part *page,
                       struct error *err)
{
    enum { DEPTH_LIMIT = 16 };
    struct pdf_part catalog, kids;
    if (!pdf_update_find(update, NULL, "Root", &catalog, err) ||
        !pdf_update_find(update, &catalog, "Pages", page, err))
        return false;
    for (int depth = 0; depth < DEPTH_LIMIT; depth++) {
        struct pdf_lexer_value at = {0};
        if (!pdf_update_find(update, page, "Kids", &kids, err))
            return false;
        if (kids.value.kind != PDF_LEXER_ARRAY)
            return true;
        if (!pdf_update_next(update, &kids, &at, page, err))
            return false;
    }
    return error_set(err, "pdf-not-extendable",
                     "The file is built in a way that nothing can be added to it.");
}

/* A field without a size, which nobody sees, needs no place in the structure tree (ISO 14289-1,
 * 7.18.1). Nothing else of its page may change: those who verify would take that for a change
 * of what was signed. */
static bool add_field(struct extension *extension, uint64_t value, struct error *err)
{
    struct pdf_update *update = &extension->update;
    struct pdf_part catalog, form, page = extension->signatures.page;
    struct buf reference = {0};
    if ((page.value.kind != PDF_LEXER_DICTIONARY && !first_page(update, &page, err)) ||
        !pdf_update_find(update, NULL, "Root", &catalog, err) ||
        !pdf_update_find(update, &catalog, "AcroForm", &form, err))
        return false;
    uint64_t number = pdf_update_take(update);
    pdf_update_open(update, number);
    buf_printf(&update->out,
               "<</Type/Annot/Subtype/Widget/FT/Sig/T(Timestamp%" PRIu64 ")/F 132"
               "/Rect[0 0 0 0]/P %" PRIu64 " %" PRIu64 " R/V %" PRIu64 " 0 R/TU",
               number, page.holder.number, page.holder.generation, value);
    pdf_update_text(update, "Уақыт белгісі / Метка времени");
    buf_puts(&update->out, ">>");
    pdf_update_close(update);
    buf_printf(&reference, "%" PRIu64 " 0 R", number);
    bool added = pdf_update_append(update, &form, "Fields", buf_text(&reference), err) &&
                 pdf_update_append(update, &page, "Annots", buf_text(&reference), err);
    buf_free(&reference);
    return added;
}

static bool add_stamp(struct extension *extension, struct error *err)
{
    extension->adds = extension->stamps = true;
    return add_field(extension, add_value(extension), err);
}

/* ---- a revision ------------------------------------------------------------------------- */

/* What one update adds. */
struct revision_plan {
    bool validation, stamp;
};

static bool fill(struct extension *extension, const struct revision_plan *wanted,
                 struct error *err)
{
    return (!wanted->validation || add_validation(extension, err)) &&
           (!wanted->stamp || add_stamp(extension, err)) &&
           pdf_update_end(&extension->update, err);
}

static bool append(const struct extension *extension, struct buf *pdf, struct error *err)
{
    struct buf whole = {0};
    buf_add(&whole, pdf->data, pdf->size);
    buf_add(&whole, extension->update.out.data, extension->update.out.size);
    bool done = !extension->stamps || pades_stamp_document(&whole, &extension->placeholder,
                                                           extension->augmenter->tsa, err);
    if (done) {
        struct buf before = *pdf;
        *pdf = whole;
        whole = before;
    }
    buf_free(&whole);
    return done;
}

/* Adds one update: the first gives a time-stamp to whom has none, the second all else. */
static bool extend(const struct augmenter *augmenter, enum pades_level level, bool first,
                   struct buf *pdf, bool *changed, struct error *err)
{
    struct extension extension = {.augmenter = augmenter};
    if (!pdf_reader_open(&extension.pdf, buf_text(pdf), pdf->size, err))
        return false;
    bool done = pdf_update_begin(&extension.update, &extension.pdf, err) &&
                signatures_find(&extension.update, &extension.signatures, err);
    const struct revision_plan wanted = {
        .validation = level >= PADES_LT && !first,
        .stamp = first ? !extension.signatures.stamped : level == PADES_LTA,
    };
    done = done && fill(&extension, &wanted, err) &&
           (!extension.adds || append(&extension, pdf, err));
    *changed = *changed || (done && extension.adds);
    signatures_free(&extension.signatures);
    pdf_update_free(&extension.update);
    pdf_reader_close(&extension.pdf);
    return done;
}

/* A time-stamp comes before what shows that the signer's certificate was valid then; at the
 * last level one behind it all does for both. */
bool augment(const struct augmenter *augmenter, enum pades_level level, struct buf *pdf,
             bool *changed, struct error *err)
{
    struct buf raised = {0};
    buf_add(&raised, pdf->data, pdf->size);
    *changed = false;
    bool done = (level == PADES_LTA || level == PADES_B ||
                 extend(augmenter, level, true, &raised, changed, err)) &&
                (level < PADES_LT || extend(augmenter, level, false, &raised, changed, err));
    if (done) {
        buf_free(pdf);
        *pdf = raised;
    } else {
        buf_free(&raised);
    }
    return done;
}
