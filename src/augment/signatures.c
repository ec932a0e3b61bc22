#include "augment/signatures.h"

#include "base/mem.h"
#include "sign/tsp.h"

#include <stdlib.h>

enum { FIELD_LIMIT = 256, DEPTH_LIMIT = 8 };

static bool walk(const struct pdf_update *update, struct signatures *signatures,
                 const struct pdf_part *fields, unsigned depth, struct error *err);

static bool is_name(const struct pdf_update *update, const struct pdf_part *part,
                    const char *name)
{
    return pdf_lexer_is_name(update->pdf->bytes, &part->value, name);
}

static bool add(const struct pdf_update *update, struct signatures *signatures,
                const struct pdf_part *field, const struct pdf_part *value, struct error *err)
{
    struct pdf_part contents, type, page;
    if (!pdf_update_find(update, value, "Contents", &contents, err) ||
        !pdf_update_find(update, value, "Type", &type, err) ||
        !pdf_update_find(update, field, "P", &page, err))
        return false;
    signatures->messages = mem_grow(signatures->messages, signatures->count, &signatures->room,
                                    sizeof *signatures->messages);
    struct buf *message = &signatures->messages[signatures->count++];
    *message = (struct buf){0};
    if (!pdf_lexer_string(update->pdf->bytes, &contents.value, message))
        return error_set(err, "signature-damaged-message",
                         "A signature in the file is damaged: it is not a CMS message.");
    signatures->stamped = signatures->stamped || is_name(update, &type, "DocTimeStamp") ||
                          tsp_is_attached(message);
    if (signatures->page.value.kind != PDF_LEXER_DICTIONARY)
        signatures->page = page;
    return true;
}

/* A field inherits its type from those above it (ISO 32000-1, 12.7.3.1): whatever has the value
 * of a signature counts as one. */
static bool visit(const struct pdf_update *update, struct signatures *signatures,
                  const struct pdf_part *field, unsigned depth, struct error *err)
{
    struct pdf_part value, range, kids;
    if (!pdf_update_find(update, field, "V", &value, err) ||
        !pdf_update_find(update, field, "Kids", &kids, err))
        return false;
    if (value.value.kind == PDF_LEXER_DICTIONARY) {
        if (!pdf_update_find(update, &value, "ByteRange", &range, err))
            return false;
        if (range.value.kind == PDF_LEXER_ARRAY && !add(update, signatures, field, &value, err))
            return false;
    }
    return kids.value.kind != PDF_LEXER_ARRAY ||
           walk(update, signatures, &kids, depth + 1, err);
}

static bool walk(const struct pdf_update *update, struct signatures *signatures,
                 const struct pdf_part *fields, unsigned depth, struct error *err)
{
    struct pdf_lexer_value at = {0};
    struct pdf_part field;
    while (pdf_update_next(update, fields, &at, &field, err)) {
        if (field.value.kind == PDF_LEXER_MISSING && at.kind == PDF_LEXER_MISSING)
            return true;
        if (++signatures->fields > FIELD_LIMIT || depth > DEPTH_LIMIT)
            return error_set(err, "form-too-large", "The form has more than %d fields.",
                             (int)FIELD_LIMIT);
        if (field.value.kind == PDF_LEXER_DICTIONARY &&
            !visit(update, signatures, &field, depth, err))
            return false;
    }
    return false;
}

bool signatures_find(const struct pdf_update *update, struct signatures *signatures,
                     struct error *err)
{
    struct pdf_part catalog, form, fields;
    *signatures = (struct signatures){0};
    if (!pdf_update_find(update, NULL, "Root", &catalog, err) ||
        !pdf_update_find(update, &catalog, "AcroForm", &form, err))
        return false;
    bool found =
        form.value.kind != PDF_LEXER_DICTIONARY ||
        (pdf_update_find(update, &form, "Fields", &fields, err) &&
         (fields.value.kind != PDF_LEXER_ARRAY || walk(update, signatures, &fields, 0, err)));
    if (!found || signatures->count > 0)
        return found;
    error_set(err, "not-signed", "The document is not signed.");
    return error_advise(err, "Only a signed file can be extended.");
}

void signatures_free(struct signatures *signatures)
{
    for (size_t i = 0; i < signatures->count; i++)
        buf_free(&signatures->messages[i]);
    free(signatures->messages);
    *signatures = (struct signatures){0};
}
