#include "verify/security_store.h"

enum {
    ITEM_LIMIT = 256,              /* of one kind */
    STREAM_LIMIT = 4 * 1024 * 1024 /* bytes of one; a list of an authority may have a million */
};

static void read_items(const struct pdf_reader *pdf, const struct pdf_lexer_value *store,
                       const char *key, enum stored_kind kind,
                       struct validation_store *evidence)
{
    struct error ignored;
    struct pdf_lexer_value list, item = {0};
    struct buf der = {0};
    size_t count = 0, left = STREAM_LIMIT;
    if (!pdf_reader_get(pdf, store, key, &list, &ignored) || list.kind != PDF_LEXER_ARRAY)
        return;
    while (count++ < ITEM_LIMIT && pdf_reader_next(pdf, &list, &item, &ignored) &&
           item.kind != PDF_LEXER_MISSING) {
        struct pdf_lexer_value stream = item;
        buf_clear(&der);
        if (pdf_reader_resolve(pdf, &stream, &ignored) &&
            pdf_reader_stream(pdf, &stream, left, &der, &ignored)) {
            left -= der.size;
            validation_store_add(evidence, kind, buf_text(&der), der.size);
        }
    }
    buf_free(&der);
}

bool security_store_read(const struct pdf_reader *pdf, int64_t now,
                         struct validation_store **evidence, struct error *err)
{
    struct pdf_lexer_value catalog, store;
    *evidence = NULL;
    if (!pdf_reader_get(pdf, &pdf->table.trailer, "Root", &catalog, err) ||
        !pdf_reader_get(pdf, &catalog, "DSS", &store, err))
        return false;
    if (store.kind != PDF_LEXER_DICTIONARY)
        return true;
    *evidence = validation_store_new(now);
    read_items(pdf, &store, "Certs", STORED_CERTIFICATE, *evidence);
    read_items(pdf, &store, "OCSPs", STORED_OCSP, *evidence);
    read_items(pdf, &store, "CRLs", STORED_CRL, *evidence);
    return true;
}
