#include "verify/form_style.h"

#include <string.h>

bool form_style_is_used(const struct pdf_reader *pdf, const struct pdf_lexer_value *form)
{
    struct pdf_lexer_value asked;
    struct error ignored;
    if (form->kind != PDF_LEXER_DICTIONARY)
        return false;
    if (!pdf_reader_get(pdf, form, "NeedAppearances", &asked, &ignored))
        return true;
    bool denied = asked.kind == PDF_LEXER_BOOLEAN && asked.end - asked.at == strlen("false");
    return !pdf_lexer_is_absent(&asked) && !denied;
}

bool form_style_makes(const struct pdf_reader *pdf, const struct pdf_lexer_value *object)
{
    struct pdf_lexer_value subtype, type, appearance;
    struct error ignored;
    if (object->kind != PDF_LEXER_DICTIONARY ||
        !pdf_reader_get(pdf, object, "Subtype", &subtype, &ignored) ||
        !pdf_lexer_is_name(pdf->bytes, &subtype, "Widget"))
        return false;
    return !pdf_reader_get(pdf, object, "AP", &appearance, &ignored) ||
           !pdf_reader_get(pdf, object, "FT", &type, &ignored) ||
           (pdf_lexer_is_absent(&appearance) && !pdf_lexer_is_name(pdf->bytes, &type, "Sig"));
}

/* A resource. */
static bool resource_key(struct same_value *same, const struct same_pair *pair,
                         const struct pdf_lexer_value *before,
                         const struct pdf_lexer_value *after)
{
    (void)pair;
    return pdf_lexer_is_absent(before) || same_value(same, before, after);
}

/* Compares by `key` what may be a dictionary on both sides, and otherwise as it is. */
static bool compare(struct same_value *same, const struct pdf_lexer_value *before,
                    const struct pdf_lexer_value *after, same_value_key *key)
{
    struct pdf_lexer_value was = *before, is = *after;
    struct error ignored;
    if (!pdf_reader_resolve(same->before, &was, &ignored) ||
        !pdf_reader_resolve(same->after, &is, &ignored))
        return false;
    return was.kind == PDF_LEXER_DICTIONARY && is.kind == PDF_LEXER_DICTIONARY
               ? same_value_dictionary(same, &was, &is, key)
               : same_value(same, before, after);
}

/* All resources of a kind, such as fonts. */
static bool kind_key(struct same_value *same, const struct same_pair *pair,
                     const struct pdf_lexer_value *before, const struct pdf_lexer_value *after)
{
    (void)pair;
    return pdf_lexer_is_absent(before) || compare(same, before, after, resource_key);
}

bool form_style_compare(struct comparison *work, const struct same_pair *pair,
                        const struct pdf_lexer_value *before,
                        const struct pdf_lexer_value *after)
{
    if (same_value(&work->same, before, after))
        return true;
    if (work->redrawn || pdf_lexer_is_absent(after))
        return false;
    work->changes->fonts = true;
    return pdf_lexer_is_absent(before) ||
           (same_pair_is(pair, "DR") && compare(&work->same, before, after, kind_key));
}
