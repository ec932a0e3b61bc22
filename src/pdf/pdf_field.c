#include "pdf/pdf_field.h"

/* An annotation may be printed, and its place is not to be changed. */
enum { FLAG_PRINT = 4, FLAG_LOCKED = 128 };

static bool add_appearance(const struct pdffield *field, const struct box *box,
                           const struct pdfop_resources *resources, struct pdfobj *set,
                           struct buf *keep, struct err *err)
{
    buf_clear(keep);
    struct pdfop op = {
        .out = keep,
        .resources = resources,
        .left = -box->x,
        .top = box->y + box->height,
    };
    if (field->part && !pdfop_items(&op, field->part->items, field->part->count, err))
        return false;

    double bounds[4] = {0, 0, box->width, box->height};
    struct pdfdict *form = pdfobj_dict(set, field->appearance);
    pdfdict_name(form, "Type", "XObject");
    pdfdict_name(form, "Subtype", "Form");
    pdfdict_box(form, "BBox", bounds);
    pdfdict_ref(form, "Resources", field->resources_number);
    pdfobj_stream(set, buf_text(keep), keep->size);
    return true;
}

static void add_widget(const struct pdffield *field, const struct box *box, struct pdfobj *set)
{
    double rect[4] = {0};
    if (box->width > 0 && box->height > 0) {
        rect[0] = field->page->bleed + box->x;
        rect[3] = field->page->bleed + field->page->height - box->y;
        rect[1] = rect[3] - box->height;
        rect[2] = rect[0] + box->width;
    }
    const char *tooltip = field->part ? field->part->alt : "";
    struct pdfdict *widget = pdfobj_dict(set, field->number);
    pdfdict_name(widget, "Type", "Annot");
    pdfdict_name(widget, "Subtype", "Widget");
    pdfdict_name(widget, "FT", "Sig");
    pdfdict_text(widget, "T", "Signature1");
    pdfdict_text(widget, "TU",
                 *tooltip ? tooltip : "Электрондық қолтаңба / Электронная подпись");
    pdfdict_integer(widget, "F", FLAG_PRINT | FLAG_LOCKED);
    pdfdict_box(widget, "Rect", rect);
    pdfdict_ref(widget, "P", field->page_number);
    pdfdict_integer(widget, "StructParent", (int32_t)field->parent_key);
    pdfdict_ref(pdfdict_dict(widget, "AP"), "N", field->appearance);
    pdfdict_ref(widget, "V", field->value);
}

static void add_value(const struct pdffield *field, struct pdfobj *set, struct hole *hole)
{
    struct pdfdict *value = pdfobj_dict(set, field->value);
    pdfdict_name(value, "Type", "Sig");
    pdfdict_name(value, "Filter", "Adobe.PPKLite");
    pdfdict_name(value, "SubFilter", "ETSI.CAdES.detached");
    if (*field->signer)
        pdfdict_text(value, "Name", field->signer);
    pdfdict_text(value, "M", field->time);
    pdfdict_hole(value, field->contents_size, hole);
}

bool pdffield_add(const struct pdffield *field, const struct pdfop_resources *resources,
                  struct pdfobj *set, struct buf *keep, struct hole *hole, struct err *err)
{
    struct box box = field->part ? field->part->box : (struct box){0};
    if (!add_appearance(field, &box, resources, set, keep, err))
        return false;
    add_widget(field, &box, set);
    add_value(field, set, hole);
    return true;
}
