#include "augment/signature_fields.h"

#include "parse/pdf_text.h"

#include <string.h>

enum { FIELD_LIMIT = 256 };

/* The fields on the top level, where all of kualik's are. */
struct field_search {
    const struct pdf_update *update;
    const char *name; /* NULL: any that is empty */
    struct pdf_part *found;
    bool is_signed;    /* the one of that name */
    size_t matches;    /* of the name; without one, that are empty */
    struct buf empty;  /* names of those, with commas between */
    struct buf called; /* name of the field that is looked at */
};

static bool visit(struct field_search *search, const struct pdf_part *field, struct error *err)
{
    const struct pdf_update *update = search->update;
    struct pdf_part type, name, value;
    if (!pdf_update_find(update, field, "FT", &type, err) ||
        !pdf_update_find(update, field, "T", &name, err) ||
        !pdf_update_find(update, field, "V", &value, err))
        return false;
    buf_clear(&search->called);
    if (!pdf_lexer_is_name(update->pdf->bytes, &type.value, "Sig") ||
        !pdf_text_read(update->pdf, &name.value, &search->called))
        return true;
    const char *called = buf_text(&search->called);
    bool is_empty = value.value.kind == PDF_LEXER_MISSING;
    if (is_empty)
        buf_printf(&search->empty, "%s%s", search->empty.size ? ", " : "", called);
    if (search->name ? strcmp(called, search->name) == 0 : is_empty) {
        *search->found = *field;
        search->is_signed = !is_empty;
        search->matches++;
    }
    return true;
}

static bool walk(struct field_search *search, const struct pdf_part *fields, struct error *err)
{
    struct pdf_lexer_value at = {0};
    struct pdf_part field;
    for (size_t i = 0; pdf_update_next(search->update, fields, &at, &field, err); i++) {
        if (at.kind == PDF_LEXER_MISSING)
            return true;
        if (i == FIELD_LIMIT)
            return error_set(err, "form-too-large", "The form has more than %d fields.",
                             (int)FIELD_LIMIT);
        if (field.value.kind == PDF_LEXER_DICTIONARY && !visit(search, &field, err))
            return false;
    }
    return false;
}

static bool fail(const struct field_search *search, struct error *err)
{
    const char *empty = buf_text(&search->empty);
    if (search->matches && search->is_signed)
        error_set(err, "field-signed", "The field «%s» is signed already.", search->name);
    else if (search->name)
        error_set(err, "field-missing", "The file has no field «%s» for a signature.",
                  search->name);
    else if (*empty)
        return error_set(err, "field-needed",
                         "Several fields are empty: %s. Name one with --field.", empty);
    else
        return error_set(err, "fields-signed", "The file has no empty field for a signature.");
    return *empty ? error_advise(err, "These are empty: %s.", empty) : false;
}

bool signature_fields_find(const struct pdf_update *update, const char *name,
                           struct pdf_part *field, struct error *err)
{
    struct field_search search = {.update = update, .name = name, .found = field};
    struct pdf_part catalog, form, fields;
    bool read = pdf_update_find(update, NULL, "Root", &catalog, err) &&
                pdf_update_find(update, &catalog, "AcroForm", &form, err);
    if (read && form.value.kind == PDF_LEXER_DICTIONARY)
        read = pdf_update_find(update, &form, "Fields", &fields, err) &&
               (fields.value.kind != PDF_LEXER_ARRAY || walk(&search, &fields, err));
    bool found = read && ((search.matches == 1 && !search.is_signed) || fail(&search, err));
    buf_free(&search.empty);
    buf_free(&search.called);
    return found;
}
