#include "verify/field_lock.h"

#include "parse/pdf_text.h"

#include <string.h>

enum { NAMES_LIMIT = 256, NO_CHANGES = 1 };

static bool get(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                const char *key, struct pdf_lexer_value *value)
{
    struct error ignored;
    return pdf_reader_get(pdf, dictionary, key, value, &ignored);
}

/* A name in a list stands for the fields below that one as well: A for A.B. */
static bool is_or_holds(const struct buf *listed, const struct buf *name)
{
    return listed->size <= name->size &&
           memcmp(buf_text(listed), buf_text(name), listed->size) == 0 &&
           (listed->size == name->size || buf_text(name)[listed->size] == '.');
}

/* Looks for the field in the list; fails when that cannot be read or is too long. */
static bool find_name(const struct pdf_reader *pdf, const struct pdf_lexer_value *list,
                      const struct buf *name, bool *found)
{
    struct error ignored;
    struct pdf_lexer_value element = {0};
    struct buf text = {0};
    bool read = true;
    *found = false;
    for (size_t i = 0; read && i <= NAMES_LIMIT; i++) {
        read = i < NAMES_LIMIT && pdf_reader_next(pdf, list, &element, &ignored);
        if (!read || element.kind == PDF_LEXER_MISSING)
            break;
        struct pdf_lexer_value string = element;
        buf_clear(&text);
        read = pdf_reader_resolve(pdf, &string, &ignored) && pdf_text_read(pdf, &string, &text);
        *found = *found || (read && is_or_holds(&text, name));
    }
    buf_free(&text);
    return read;
}

/* Judges /Action and /Fields, which a lock and the parameters of FieldMDP have in common. */
static bool covers(const struct pdf_reader *pdf, const struct pdf_lexer_value *lock,
                   const struct buf *name)
{
    struct pdf_lexer_value action, list;
    bool found;
    if (!get(pdf, lock, "Action", &action) || !get(pdf, lock, "Fields", &list) ||
        pdf_lexer_is_name(pdf->bytes, &action, "All") || !find_name(pdf, &list, name, &found))
        return true;
    if (pdf_lexer_is_name(pdf->bytes, &action, "Include"))
        return found;
    return !found || !pdf_lexer_is_name(pdf->bytes, &action, "Exclude");
}

/* The same of the signature's own references. */
static bool reference_covers(const struct pdf_reader *pdf,
                             const struct pdf_lexer_value *signature, const struct buf *name)
{
    struct error ignored;
    struct pdf_lexer_value list, element = {0}, method, parameters;
    if (!get(pdf, signature, "Reference", &list))
        return true;
    if (pdf_lexer_is_absent(&list))
        return false;
    while (pdf_reader_next(pdf, &list, &element, &ignored)) {
        struct pdf_lexer_value reference = element;
        if (element.kind == PDF_LEXER_MISSING)
            return false;
        if (!pdf_reader_resolve(pdf, &reference, &ignored) ||
            !get(pdf, &reference, "TransformMethod", &method))
            return true;
        if (pdf_lexer_is_name(pdf->bytes, &method, "FieldMDP") &&
            (!get(pdf, &reference, "TransformParams", &parameters) ||
             covers(pdf, &parameters, name)))
            return true;
    }
    return true;
}

bool field_lock_covers(const struct pdf_reader *pdf, const struct field_lock *lock,
                       const struct buf *name)
{
    return reference_covers(pdf, &lock->signature, name) ||
           (!pdf_lexer_is_absent(&lock->field) && covers(pdf, &lock->field, name));
}

bool field_lock_is_final(const struct pdf_reader *pdf, const struct field_lock *lock)
{
    struct pdf_lexer_value level;
    uint64_t number;
    if (pdf_lexer_is_absent(&lock->field))
        return false;
    if (!get(pdf, &lock->field, "P", &level))
        return true;
    return !pdf_lexer_is_absent(&level) &&
           (!pdf_lexer_number(pdf->bytes, &level, &number) || number <= NO_CHANGES);
}
