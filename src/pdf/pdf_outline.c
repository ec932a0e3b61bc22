#include "pdf/pdf_outline.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

/* Adds the open item, behind which comes item `next`, 0: none. */
static void close_item(struct pdf_outline *outline, size_t next, struct pdf_object *set)
{
    struct pdf_dict *item = pdf_object_dict(set, outline->open);
    pdf_dict_text(item, "Title", outline->title);
    pdf_dict_ref(item, "Parent", outline->root);
    if (outline->previous)
        pdf_dict_ref(item, "Prev", outline->previous);
    if (next)
        pdf_dict_ref(item, "Next", next);
    struct pdf_array *place = pdf_dict_array(item, "Dest");
    pdf_array_ref(place, outline->page);
    pdf_array_name(place, "Fit");
    outline->previous = outline->open;
}

void pdf_outline_add(struct pdf_outline *outline, const char *title, size_t page, size_t *last,
                     struct pdf_object *set)
{
    if (!outline->root)
        outline->root = pdf_object_take(last, 1);
    size_t item = pdf_object_take(last, 1);
    if (outline->open)
        close_item(outline, item, set);
    else
        outline->first = item;
    free(outline->title);
    outline->title = mem_copy(title);
    outline->open = item;
    outline->page = page;
    outline->count++;
}

void pdf_outline_end(struct pdf_outline *outline, struct pdf_object *set)
{
    if (!outline->root)
        return;
    close_item(outline, 0, set);
    struct pdf_dict *root = pdf_object_dict(set, outline->root);
    pdf_dict_name(root, "Type", "Outlines");
    pdf_dict_ref(root, "First", outline->first);
    pdf_dict_ref(root, "Last", outline->open);
    pdf_dict_integer(root, "Count", (int32_t)outline->count);
}

void pdf_outline_free(struct pdf_outline *outline)
{
    free(outline->title);
    *outline = (struct pdf_outline){0};
}
