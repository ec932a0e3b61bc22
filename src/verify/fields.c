#include "verify/fields.h"

#include "parse/pdf_text.h"

#include <string.h>

enum {
    FIELD_LIMIT = 256,
    READING_LIMIT = 8, /* times the file's size that the objects of a form may have in all */
};

/* The fields of a form, walked in search of signatures. */
struct search {
    const struct pdf_reader *pdf;
    struct fields *found;
    size_t fields;                             /* that were visited */
    size_t read;                               /* bytes of the objects that were read */
    struct pdf_lexer_value path[FIELDS_DEPTH]; /* names of the field and those it stands in */
};

/* Finds the value of a key, which may stand elsewhere in the file. */
static bool walk(struct search *search, const struct pdf_lexer_value *fields, bool signature,
                 unsigned depth, struct error *err);

/* Resolves a value of the form. Fields may share objects, so that a small file could be read
 * for hours. */
static bool resolve(struct search *search, struct pdf_lexer_value *value, struct error *err)
{
    if (!pdf_reader_resolve(search->pdf, value, err))
        return false;
    search->read += value->end - value->at;
    return search->read / READING_LIMIT <= search->pdf->size ||
           error_set(err, "form-too-large",
                     "The objects of the form are together more than %d times as large as the "
                     "file.",
                     (int)READING_LIMIT);
}

static bool get_part(struct search *search, const struct pdf_lexer_value *field,
                     const char *key, struct pdf_lexer_value *value, struct error *err)
{
    return pdf_reader_find(search->pdf, field, key, value, err) && resolve(search, value, err);
}

static bool add(struct search *search, const struct pdf_lexer_value *field,
                const struct pdf_lexer_value *value, unsigned depth, struct error *err)
{
    struct fields *found = search->found;
    struct pdf_lexer_value name = search->path[depth], lock;
    if (!get_part(search, field, "Lock", &lock, err))
        return false;
    if (pdf_lexer_is_absent(value)) {
        if (!pdf_lexer_is_absent(&name) && found->empty_count < FIELDS_SIGNATURES)
            found->empty[found->empty_count++] = name;
        return true;
    }
    for (size_t i = 0; i < found->count; i++)
        if (found->signatures[i].at == value->at) {
            found->damaged = true;
            return error_set(err, "signature-shared", "Two fields share a signature.");
        }
    if (found->count == FIELDS_SIGNATURES)
        return error_set(err, "signatures-too-many", "The file has more than %d signatures.",
                         (int)FIELDS_SIGNATURES);
    found->names[found->count] = name;
    found->locks[found->count] = lock;
    memcpy(found->paths[found->count], search->path, (depth + 1) * sizeof *search->path);
    found->signatures[found->count++] = *value;
    return true;
}

/* A field inherits its type /FT from its parents (12.7.3.1). */
static bool visit(struct search *search, const struct pdf_lexer_value *field, bool signature,
                  unsigned depth, struct error *err)
{
    struct pdf_lexer_value type, value, kids;
    if (!get_part(search, field, "FT", &type, err) ||
        !get_part(search, field, "T", &search->path[depth], err))
        return false;
    if (!pdf_lexer_is_absent(&type))
        signature = pdf_lexer_is_name(search->pdf->bytes, &type, "Sig");
    if (!get_part(search, field, "V", &value, err)) {
        search->found->damaged = signature;
        return false;
    }
    if (!get_part(search, field, "Kids", &kids, err))
        return false;
    if (signature && !add(search, field, &value, depth, err))
        return false;
    return pdf_lexer_is_absent(&kids) || walk(search, &kids, signature, depth + 1, err);
}

static bool walk(struct search *search, const struct pdf_lexer_value *fields, bool signature,
                 unsigned depth, struct error *err)
{
    if (depth == FIELDS_DEPTH)
        return error_set(err, "form-too-large", "The form's fields are nested too deeply.");
    struct pdf_lexer_value field = {0};
    while (pdf_reader_next(search->pdf, fields, &field, err)) {
        struct pdf_lexer_value object = field;
        if (field.kind == PDF_LEXER_MISSING)
            return true;
        if (++search->fields > FIELD_LIMIT)
            return error_set(err, "form-too-large", "The form has more than %d fields.",
                             (int)FIELD_LIMIT);
        if (!resolve(search, &object, err) || !visit(search, &object, signature, depth, err))
            return false;
    }
    return false;
}

bool fields_find(const struct pdf_reader *pdf, struct fields *found, struct error *err)
{
    struct search search = {.pdf = pdf, .found = found};
    struct pdf_lexer_value catalog, form, fields;
    *found = (struct fields){0};
    if (!pdf_reader_get(pdf, &pdf->table.trailer, "Root", &catalog, err) ||
        !pdf_reader_get(pdf, &catalog, "AcroForm", &form, err))
        return false;
    if (pdf_lexer_is_absent(&form))
        return true;
    return pdf_reader_get(pdf, &form, "Fields", &fields, err) &&
           (pdf_lexer_is_absent(&fields) || walk(&search, &fields, false, 0, err));
}

void fields_full_name(const struct pdf_reader *pdf, const struct fields *fields, size_t at,
                      struct buf *name)
{
    for (size_t i = 0; i < FIELDS_DEPTH; i++) {
        const struct pdf_lexer_value *part = &fields->paths[at][i];
        if (pdf_lexer_is_absent(part))
            continue;
        if (name->size)
            buf_putc(name, '.');
        pdf_text_read(pdf, part, name);
    }
}
