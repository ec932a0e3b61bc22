#include "pdf/pdf_attachment.h"

#include "base/buf.h"
#include "pdf/pdf_token.h"

void pdf_attachment_add(const struct attachment *attachment, size_t number, size_t file,
                        struct pdf_dict *catalog, struct pdf_object *set)
{
    struct pdf_dict *tree = pdf_dict_dict(pdf_dict_dict(catalog, "Names"), "EmbeddedFiles");
    struct pdf_array *names = pdf_dict_array(tree, "Names");
    pdf_array_text(names, attachment->name);
    pdf_array_ref(names, number);
    pdf_array_ref(pdf_dict_array(catalog, "AF"), number);

    struct pdf_dict *about = pdf_object_dict(set, number);
    pdf_dict_name(about, "Type", "Filespec");
    pdf_dict_text(about, "F", attachment->name);
    pdf_dict_text(about, "UF", attachment->name);
    pdf_dict_text(about, "Desc", attachment->about);
    pdf_dict_name(about, "AFRelationship", "Data");
    struct pdf_dict *files = pdf_dict_dict(about, "EF");
    pdf_dict_ref(files, "F", file);
    pdf_dict_ref(files, "UF", file);
}

void pdf_attachment_add_file(const struct attachment *attachment, size_t number,
                             const struct pdf_origin *origin, struct flate *flate,
                             struct pdf_object *set)
{
    char time[PDF_TOKEN_DATE_SIZE];
    struct buf bytes = {0};
    pdf_token_date(origin->time, origin->offset, time);
    struct pdf_dict *file = pdf_object_dict(set, number);
    pdf_dict_name(file, "Type", "EmbeddedFile");
    pdf_dict_name(file, "Subtype", attachment->type);
    struct pdf_dict *params = pdf_dict_dict(file, "Params");
    pdf_dict_integer(params, "Size", (int32_t)attachment->bytes.size);
    pdf_dict_text(params, "CreationDate", time);
    pdf_dict_text(params, "ModDate", time);
    buf_add(&bytes, attachment->bytes.bytes, attachment->bytes.size);
    pdf_object_deflate(set, flate, &bytes);
    buf_free(&bytes);
}
