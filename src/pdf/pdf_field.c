#include "pdf/pdf_field.h"

#include <stdint.h>
#include <string.h>

/* An annotation may be printed, and its place is not to be changed. */
enum { FLAG_PRINT = 4, FLAG_LOCKED = 128 };

static struct box box_of(const struct pdf_field *field)
{
    return field->part ? field->part->box : (struct box){0};
}

bool pdf_field_add_look(const struct pdf_field *field,
                        const struct pdf_content_resources *resources, struct flate *flate,
                        struct pdf_object *set, struct error *err)
{
    struct buf operators = {0};
    const struct box box = box_of(field);
    struct pdf_content op = {
        .out = &operators,
        .resources = resources,
        .left = -box.x,
        .top = box.y + box.height,
    };
    if (field->part && !pdf_content_items(&op, field->part->items, field->part->count, err)) {
        buf_free(&operators);
        return false;
    }

    double bounds[4] = {0, 0, box.width, box.height};
    struct pdf_dict *form = pdf_object_dict(set, field->appearance);
    pdf_dict_name(form, "Subtype", "Form");
    pdf_dict_box(form, "BBox", bounds);
    pdf_dict_ref(form, "Resources", field->resources_number);
    pdf_object_deflate(set, flate, &operators);
    buf_free(&operators);
    return true;
}

/* Layout calls a part by its section: "signature chairman". One without a name is alone. */
static const char *name_of(const struct part *part)
{
    const char *space = part && part->name ? strchr(part->name, ' ') : NULL;
    return space ? space + 1 : "Signature1";
}

static void add_widget(const struct pdf_field *field, const struct box *box,
                       struct pdf_object *set)
{
    double rect[4] = {0};
    if (box->width > 0 && box->height > 0) {
        rect[0] = field->page->bleed + box->x;
        rect[3] = field->page->bleed + field->page->height - box->y;
        rect[1] = rect[3] - box->height;
        rect[2] = rect[0] + box->width;
    }
    const char *tooltip = field->part ? field->part->alt : "";
    struct pdf_dict *widget = pdf_object_dict(set, field->number);
    pdf_dict_name(widget, "Type", "Annot");
    pdf_dict_name(widget, "Subtype", "Widget");
    pdf_dict_name(widget, "FT", "Sig");
    pdf_dict_text(widget, "T", name_of(field->part));
    pdf_dict_text(widget, "TU",
                  *tooltip ? tooltip
                           : "Электрондық цифрлық қолтаңба / Электронная цифровая подпись");
    pdf_dict_integer(widget, "F", FLAG_PRINT | FLAG_LOCKED);
    pdf_dict_box(widget, "Rect", rect);
    pdf_dict_ref(widget, "P", field->page_number);
    if (field->parent_key != SIZE_MAX)
        pdf_dict_integer(widget, "StructParent", (int32_t)field->parent_key);
    pdf_dict_ref(pdf_dict_dict(widget, "AP"), "N", field->appearance);
    if (field->value)
        pdf_dict_ref(widget, "V", field->value);
}

bool pdf_field_add(const struct pdf_field *field, const struct pdf_content_resources *resources,
                   struct flate *flate, struct pdf_object *set, struct error *err)
{
    const struct box box = box_of(field);
    if (!pdf_field_add_look(field, resources, flate, set, err))
        return false;
    add_widget(field, &box, set);
    return true;
}

void pdf_field_add_value(const struct pdf_field_value *value, struct pdf_object *set,
                         struct placeholder *placeholder)
{
    struct pdf_dict *dict = pdf_object_dict(set, value->number);
    pdf_dict_name(dict, "Type", "Sig");
    pdf_dict_name(dict, "Filter", "Adobe.PPKLite");
    pdf_dict_name(dict, "SubFilter", sub_filter_name(value->sub_filter));
    if (*value->signer)
        pdf_dict_text(dict, "Name", value->signer);
    pdf_dict_text(dict, "M", value->time);
    pdf_dict_placeholder(dict, value->contents_size, placeholder);
}
