#include "pdf/pdf_look.h"

#include "base/flate.h"
#include "base/mem.h"
#include "pdf/glyph_use.h"
#include "pdf/pdf_field.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_resources.h"

#include <stdlib.h>
#include <string.h>

/* The objects in the making. */
struct look_writer {
    const struct document *document;
    struct pdf_font_set fonts;
    struct pdf_resources resources;
    struct pdf_object *set;
    struct flate *flate;
    size_t appearance, last; /* numbers of the first and the last object */
};

static bool find_part(const struct document *document, struct pdf_field *field)
{
    for (size_t p = 0; p < document->page_count; p++)
        for (size_t i = 0; i < document->pages[p].count; i++) {
            field->page = &document->pages[p];
            field->part = document->pages[p].parts[i];
            if (document->field && strcmp(field->part->name, document->field) == 0)
                return true;
        }
    return false;
}

static bool make_fonts(struct look_writer *writer, struct error *err)
{
    const struct document *document = writer->document;
    struct glyph_use *usage = glyph_use_new(document->face_count);
    glyph_use_add(usage, document, true);
    glyph_use_add(usage, document, false);
    bool made = pdf_font_set_make(&writer->fonts, document, usage, err);
    glyph_use_free(usage);
    return made;
}

static bool add_objects(struct look_writer *writer, struct error *err)
{
    const struct document *document = writer->document;
    struct pdf_resources *resources = &writer->resources;
    struct pdf_object *set = writer->set;
    struct pdf_field field = {0};
    if (!find_part(document, &field)) {
        error_set(err, "look-part-missing", "The document has no such signature field.");
        return error_internal(err);
    }
    writer->appearance = pdf_object_take(&writer->last, 1);
    pdf_resources_plan(resources, document, &writer->fonts, &writer->last);
    pdf_font_set_number(&writer->fonts, &writer->last);
    field.appearance = writer->appearance;
    field.resources_number = resources->dictionary;
    if (!pdf_field_add_look(&field, &resources->content, writer->flate, set, err))
        return false;
    pdf_resources_add_dictionary(resources, &writer->fonts, set);
    pdf_resources_name(resources, document, 0, pdf_object_dict(set, resources->xobjects));
    pdf_font_set_add(&writer->fonts, document, writer->flate, set);
    return pdf_resources_add(resources, document, FLATE_SMALL, set, err);
}

static bool write_objects(struct look_writer *writer, struct pdf_look *look, struct error *err)
{
    size_t *offsets = mem_new(writer->last + 1, sizeof *offsets);
    look->count = writer->last + 1 - writer->appearance;
    look->offsets = mem_new(look->count, sizeof *look->offsets);
    bool written = pdf_object_write(writer->set, &look->bytes, offsets, err);
    memcpy(look->offsets, offsets + writer->appearance, look->count * sizeof *offsets);
    free(offsets);
    return written;
}

bool pdf_look_write(const struct document *document, size_t first, struct pdf_look *look,
                    struct error *err)
{
    struct look_writer writer = {.document = document,
                                 .set = pdf_object_new(),
                                 .flate = flate_new(FLATE_SMALL),
                                 .last = first - 1};
    *look = (struct pdf_look){0};
    bool done = make_fonts(&writer, err) && add_objects(&writer, err) &&
                write_objects(&writer, look, err);
    pdf_resources_free(&writer.resources);
    pdf_font_set_free(&writer.fonts);
    pdf_object_free(writer.set);
    flate_free(writer.flate);
    if (!done)
        pdf_look_free(look);
    return done;
}

void pdf_look_free(struct pdf_look *look)
{
    buf_free(&look->bytes);
    free(look->offsets);
    *look = (struct pdf_look){0};
}
