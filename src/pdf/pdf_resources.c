#include "pdf/pdf_resources.h"

#include "base/mem.h"
#include "pdf/pdf_image.h"

#include <stdio.h>
#include <stdlib.h>

static void note_shown(const struct pdf_resources *resources, const struct item *items,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (items[i].kind == ITEM_PICTURE &&
            items[i].picture.image < resources->content.image_count)
            resources->shown[items[i].picture.image] = true;
}

static void find_shown(struct pdf_resources *resources, const struct document *document)
{
    resources->shown = mem_new(document->image_count, sizeof *resources->shown);
    for (size_t p = 0; p < document->page_count; p++)
        for (size_t i = 0; i < document->pages[p].count; i++)
            note_shown(resources, document->pages[p].parts[i]->items,
                       document->pages[p].parts[i]->count);
    for (size_t i = 0; i < resources->art.count; i++)
        note_shown(resources, resources->art.pieces[i]->items, resources->art.pieces[i]->count);
}

void pdf_resources_plan(struct pdf_resources *resources, const struct document *document,
                        const struct pdf_font_set *fonts, size_t *last)
{
    *resources = (struct pdf_resources){0};
    art_list_gather(&resources->art, document);
    resources->content = (struct pdf_content_resources){
        .fonts = fonts->fonts,
        .font_count = fonts->count,
        .image_count = document->image_count,
        .art = &resources->art,
    };
    find_shown(resources, document);
    resources->dictionary = pdf_object_take(last, 1);
    resources->xobjects = pdf_object_take(last, 1);
    resources->images = pdf_object_take(last, document->image_count * PDF_IMAGE_OBJECTS);
    resources->forms = pdf_object_take(last, resources->art.count);
}

void pdf_resources_free(struct pdf_resources *resources)
{
    art_list_free(&resources->art);
    free(resources->shown);
}

void pdf_resources_add_dictionary(const struct pdf_resources *resources,
                                  const struct pdf_font_set *fonts, struct pdf_object *set)
{
    struct pdf_dict *dict = pdf_object_dict(set, resources->dictionary);
    pdf_dict_ref(dict, "XObject", resources->xobjects);
    pdf_font_set_name(fonts, pdf_dict_dict(dict, "Font"));
}

static bool add_images(const struct pdf_resources *resources, const struct document *document,
                       enum flate_effort effort, struct pdf_object *set, struct error *err)
{
    struct flate *flate = flate_new(effort < FLATE_MEDIUM ? effort : FLATE_MEDIUM);
    bool done = true;
    for (size_t i = 0; done && i < resources->content.image_count; i++)
        done = !resources->shown[i] ||
               pdf_image_add(document->images[i], flate, set,
                             resources->images + i * PDF_IMAGE_OBJECTS, err);
    flate_free(flate);
    return done;
}

/* Whether the art shows more than paths: text, images or other art, which its stream names. */
static bool names_others(const struct art *art)
{
    for (size_t i = 0; i < art->count; i++)
        if (art->items[i].kind != ITEM_PATH)
            return true;
    return false;
}

static bool add_form(const struct pdf_resources *resources, size_t index, struct flate *flate,
                     struct pdf_object *set, struct error *err)
{
    const struct art *art = resources->art.pieces[index];
    struct buf operators = {0};
    struct pdf_content op = {.out = &operators, .resources = &resources->content};
    bool done = pdf_content_items(&op, art->items, art->count, err);
    double bounds[4] = {art->box.x, -art->box.y - art->box.height, art->box.x + art->box.width,
                        -art->box.y};
    struct pdf_dict *form = pdf_object_dict(set, resources->forms + index);
    pdf_dict_name(form, "Subtype", "Form");
    pdf_dict_box(form, "BBox", bounds);
    if (names_others(art))
        pdf_dict_ref(form, "Resources", resources->dictionary);
    pdf_object_deflate(set, flate, &operators);
    buf_free(&operators);
    return done;
}

bool pdf_resources_add(const struct pdf_resources *resources, const struct document *document,
                       enum flate_effort effort, struct pdf_object *set, struct error *err)
{
    struct flate *flate = flate_new(effort);
    bool done = add_images(resources, document, effort, set, err);
    for (size_t i = 0; done && i < resources->art.count; i++)
        done = add_form(resources, i, flate, set, err);
    flate_free(flate);
    return done;
}

size_t pdf_resources_own_images(const struct pdf_resources *resources,
                                const struct document *document)
{
    size_t shared = resources->content.image_count;
    return document->image_count > shared ? document->image_count - shared : 0;
}

void pdf_resources_name(const struct pdf_resources *resources, const struct document *document,
                        size_t own, struct pdf_dict *names)
{
    size_t shared = resources->content.image_count;
    char name[24];
    for (size_t i = 0; i < document->image_count; i++) {
        if (i < shared && !resources->shown[i])
            continue;
        snprintf(name, sizeof name, "I%zu", i);
        pdf_dict_ref(names, name,
                     i < shared ? resources->images + i * PDF_IMAGE_OBJECTS
                                : own + (i - shared) * PDF_IMAGE_OBJECTS);
    }
    for (size_t i = 0; i < resources->art.count; i++) {
        snprintf(name, sizeof name, "A%zu", i);
        pdf_dict_ref(names, name, resources->forms + i);
    }
}

bool pdf_resources_add_own(const struct pdf_resources *resources,
                           const struct document *document, size_t own, struct flate *flate,
                           struct pdf_object *set, struct error *err)
{
    size_t shared = resources->content.image_count;
    for (size_t i = shared; i < document->image_count; i++)
        if (!pdf_image_add(document->images[i], flate, set,
                           own + (i - shared) * PDF_IMAGE_OBJECTS, err))
            return false;
    return true;
}
