#include "layout/layout_pass.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "draw/ornament.h"
#include "draw/outline.h"
#include "draw/qr.h"
#include "layout/picture.h"

#include <math.h>
#include <string.h>

struct part layout_pass_empty(const struct element *element, const char *const *columns,
                              bool fixed, bool constant)
{
    return (struct part){
        .name = element->section,
        .columns = columns,
        .tag = element->tag,
        .alt = "",
        .box = element->box,
        .ground = element->ground,
        .fixed = fixed,
        .preprinted = element->has_preprinted ? element->preprinted : constant,
    };
}

static bool ours(const struct layout_pass *pass, size_t i)
{
    return pass->binding->fixed[i] == pass->fixed;
}

/* Findings about a row stand at the row, findings about the template at its section. */
static void fail(struct layout_pass *pass, const struct element *element,
                 const struct error *err)
{
    struct place place = pass->card->place;
    if (pass->fixed)
        place.line = element->line;
    place.section = element->section;
    report_add_error(pass->findings, LEVEL_ERROR, place, err);
}

static struct item *new_items(struct layout_pass *pass, struct part *part, size_t count)
{
    struct item *items = arena_new(pass->typesetter.arena, count, sizeof *items);
    part->items = items;
    part->count = count;
    return items;
}

/* ---- texts ------------------------------------------------------------------------------ */

static bool has_text(const struct element *element)
{
    return element->kind == ELEMENT_TEXT || element->kind == ELEMENT_SIGNATURE;
}

/* Whether it is the signer's name, which one would look for in the list. */
static bool shows_signer(const struct element *element)
{
    for (size_t i = 0; i < element->content.count; i++) {
        const char *column = element->content.pieces[i].column;
        if (element->kind == ELEMENT_SIGNATURE && column && strcmp(column, "signer") == 0)
            return true;
    }
    return false;
}

/* Returns how much is missing, up to a tenth of a millimetre more, so that it is enough. */
static double missing_mm(double needed, double given)
{
    return ceil((needed - given) / POINTS_PER_MM * 10) / 10;
}

static void fail_of_size(struct layout_pass *pass, const struct element *element,
                         const struct rich *text, const struct setting *setting)
{
    struct error err;
    double widest = typeset_least_width(setting), least = element->text.least;
    const char *shown = utf8_clip(pass->typesetter.arena, text->text, strlen(text->text));
    double width = element->box.width / POINTS_PER_MM;
    double height = element->box.height / POINTS_PER_MM;
    if (widest > element->box.width)
        error_set(&err, "text-too-wide",
                  "«%s» does not fit into %.1f × %.1f mm even at %g pt: its widest word needs "
                  "%.1f mm more.",
                  shown, width, height, least, missing_mm(widest, element->box.width));
    else
        error_set(&err, "text-too-high",
                  "«%s» does not fit into %.1f × %.1f mm even at %g pt: its lines need %.1f mm "
                  "more height.",
                  shown, width, height, least,
                  missing_mm(typeset_height(setting, least, element->box.width),
                             element->box.height));
    if (shows_signer(element))
        error_advise(&err, "The name of the signer is the one in the key. Give the box more "
                           "room, or lower its `least`.");
    else
        error_advise(&err, "Give the box more room, or lower its `least`.");
    fail(pass, element, &err);
}

/* Tells once a row of a letter for which another sign is shown; a survey is who is to know. */
static void note_replaced(struct layout_pass *pass, const struct element *element,
                          const struct setting *setting)
{
    struct error note;
    struct place place = pass->card->place;
    bool told = pass->fixed || pass->mode == LAYOUT_CHECK;
    if (!told || !typeset_replaced(setting, &note) ||
        report_says(pass->findings, pass->first_finding, &note))
        return;
    if (pass->fixed)
        place.line = element->line;
    place.section = element->section;
    report_add_error(pass->findings, LEVEL_NOTE, place, &note);
}

static void shape_text_element(struct layout_pass *pass, size_t i)
{
    const struct template *template = pass->binding->template;
    const struct element *element = &template->elements[i];
    const struct rich *text = &pass->card->elements[i].content;
    const char *lang = template_lang(template, element);
    struct error err;
    if (pass->card->elements[i].blank)
        return;
    if (!typeset_shape(&pass->typesetter, &element->text, text, lang, &pass->settings[i],
                       &err)) {
        if (shows_signer(element))
            error_advise(&err, "The name of the signer is the one in the key.");
        fail(pass, element, &err);
        return;
    }
    note_replaced(pass, element, pass->settings[i]);
    pass->sizes[i] = typeset_fit(pass->settings[i], element->box.width, element->box.height);
    if (!pass->sizes[i])
        fail_of_size(pass, element, text, pass->settings[i]);
}

/* The Law on Languages wants the two texts of a pair in letters of one size. */
static void even_pairs(struct layout_pass *pass)
{
    for (size_t i = 0; i < pass->binding->template->element_count; i++) {
        double *own = &pass->sizes[i], *other = &pass->sizes[pass->partners[i]];
        if (*own <= 0 || *other <= 0)
            continue; /* one is blank */
        *own = *other = *own < *other ? *own : *other;
    }
}

static void place_text(struct layout_pass *pass, size_t i, struct part *part)
{
    const struct element *element = &pass->binding->template->elements[i];
    struct item *items;
    if (!pass->sizes[i])
        return;
    typeset_place(&pass->typesetter, pass->settings[i], pass->sizes[i], &element->box, &items,
                  &part->count);
    part->items = items;
}

/* Draws a line to write on where the text of a blank element would stand. */
static void place_blank(struct layout_pass *pass, const struct element *element,
                        struct part *part)
{
    const double share = 2.0 / 3, stroke = 0.15 * POINTS_PER_MM;
    const struct box *box = &element->box;
    const double free = box->width * (1 - share), size = element->text.size;
    struct box line = {.x = box->x, .y = box->y + box->height, .width = box->width * share};
    if (element->text.align == ALIGN_CENTER)
        line.x += free / 2;
    else if (element->text.align == ALIGN_RIGHT)
        line.x += free;
    if (element->text.valign == VALIGN_TOP)
        line.y = box->y + size;
    else if (element->text.valign == VALIGN_MIDDLE)
        line.y -= (box->height - size) / 2;
    struct path path = outline_line(pass->typesetter.arena, &line);
    path.stroke = stroke;
    path.color = element->text.color;
    new_items(pass, part, 1)[0] = (struct item){.kind = ITEM_PATH, .path = path};
}

/* ---- images ----------------------------------------------------------------------------- */

static void place_image(struct layout_pass *pass, size_t i, struct part *part)
{
    const struct element *element = &pass->binding->template->elements[i];
    const char *file = pass->card->elements[i].content.text;
    struct image *image = &pass->images[pass->image_count];
    struct error err;
    if (!*file)
        return;
    if (!picture_load(pass->typesetter.arena, pass->binding->template->folder, file,
                      !pass->fixed, image, &err)) {
        fail(pass, element, &err);
        return;
    }
    image->name = file;
    new_items(pass, part, 1)[0] = (struct item){
        .kind = ITEM_PICTURE,
        .picture = {.image = pass->first_image + pass->image_count++,
                    .box = picture_fit(image, &element->box, element->fit),
                    .clip = element->box},
    };
}

/* ---- paths ------------------------------------------------------------------------------ */

static void place_path(struct layout_pass *pass, struct part *part, const struct path *path)
{
    new_items(pass, part, 1)[0] = (struct item){.kind = ITEM_PATH, .path = *path};
}

static void place_drawing(struct part *part, struct drawing drawing)
{
    part->items = drawing.items;
    part->count = drawing.count;
}

static void place_line(struct layout_pass *pass, const struct element *element,
                       struct part *part)
{
    struct path path = outline_line(pass->typesetter.arena, &element->box);
    path.stroke = element->stroke;
    path.color = element->color;
    place_path(pass, part, &path);
}

static void place_rect(struct layout_pass *pass, const struct element *element,
                       struct part *part)
{
    struct arena *arena = pass->typesetter.arena;
    double inset = element->inset;
    struct item *items = new_items(pass, part, inset > 0 ? 2 : 1);
    struct path outer = outline_rect(arena, &element->box, element->radius);
    outer.stroke = element->stroke;
    outer.color = element->color;
    outer.filled = element->has_fill;
    outer.fill = element->fill;
    items[0] = (struct item){.kind = ITEM_PATH, .path = outer};
    if (inset <= 0)
        return;
    struct box box = {element->box.x + inset, element->box.y + inset,
                      element->box.width - 2 * inset, element->box.height - 2 * inset};
    struct path inner =
        outline_rect(arena, &box, element->radius > inset ? element->radius - inset : 0);
    inner.stroke = element->stroke / 2;
    inner.color = element->color;
    items[1] = (struct item){.kind = ITEM_PATH, .path = inner};
}

static void place_qr(struct layout_pass *pass, size_t i, struct part *part)
{
    const struct element *element = &pass->binding->template->elements[i];
    const struct card_element *bound = &pass->card->elements[i];
    const char *text = element->kind == ELEMENT_SEAL ? bound->seal : bound->content.text;
    int level = (int)element->level;
    struct path path;
    size_t modules;
    struct error err;
    if (!qr_check(text, level, &err))
        fail(pass, element, &err);
    else if (pass->mode == LAYOUT_CHECK)
        return;
    else if (qr_draw(pass->typesetter.arena, text, level, &element->box, element->color, &path,
                     &modules, &err))
        place_path(pass, part, &path);
    else
        fail(pass, element, &err);
}

/* ---- elements --------------------------------------------------------------------------- */

/* Fills the part with what the element shows. */
static void place_content(struct layout_pass *pass, size_t i, struct part *part)
{
    const struct element *element = &pass->binding->template->elements[i];
    struct arena *arena = pass->typesetter.arena;
    switch (element->kind) {
    case ELEMENT_TEXT:
    case ELEMENT_SIGNATURE:
        place_text(pass, i, part);
        break;
    case ELEMENT_IMAGE:
        place_image(pass, i, part);
        break;
    case ELEMENT_LINE:
        place_line(pass, element, part);
        break;
    case ELEMENT_RECT:
        place_rect(pass, element, part);
        break;
    case ELEMENT_GUILLOCHE:
        place_drawing(part, ornament_guilloche(arena, &element->box, &element->guilloche));
        break;
    case ELEMENT_ORNAMENT:
        place_drawing(part,
                      ornament_band(arena, &element->box, element->band, element->band_width,
                                    element->stroke, element->color));
        break;
    case ELEMENT_ROSETTE:
        place_drawing(part,
                      ornament_rosette(arena, &element->box, element->stroke, element->color));
        break;
    case ELEMENT_QR:
    case ELEMENT_SEAL:
        place_qr(pass, i, part);
        break;
    }
}

static void place_element(struct layout_pass *pass, size_t i)
{
    const struct element *element = &pass->binding->template->elements[i];
    const struct card_element *filled = &pass->card->elements[i];
    struct part *part = &pass->parts[i];
    *part =
        layout_pass_empty(element, pass->columns[i], pass->fixed, pass->binding->constant[i]);
    part->alt = filled->alt;
    if (!filled->blank)
        place_content(pass, i, part);
    else if (element->kind == ELEMENT_TEXT)
        place_blank(pass, element, part);
}

bool layout_pass_run(struct layout_pass *pass)
{
    const struct template *template = pass->binding->template;
    size_t count = template->element_count, errors = pass->findings->errors;
    struct arena *arena = pass->typesetter.arena;
    pass->first_finding = pass->findings->count;
    pass->settings = arena_new(arena, count, sizeof(struct setting *));
    pass->sizes = arena_new(arena, count, sizeof *pass->sizes);
    pass->parts = arena_new(arena, count, sizeof *pass->parts);
    pass->images = mem_new(count, sizeof *pass->images);
    for (size_t i = 0; i < count; i++)
        if (ours(pass, i) && has_text(&template->elements[i]))
            shape_text_element(pass, i);
    even_pairs(pass);
    for (size_t i = 0; i < count; i++)
        if (ours(pass, i))
            place_element(pass, i);
    return pass->findings->errors == errors;
}

bool layout_pass_images(struct layout_pass *pass)
{
    const struct template *template = pass->binding->template;
    size_t errors = pass->findings->errors;
    pass->images = mem_new(template->element_count, sizeof *pass->images);
    for (size_t i = 0; i < template->element_count; i++)
        if (ours(pass, i) && template->elements[i].kind == ELEMENT_IMAGE)
            place_image(pass, i, &(struct part){0});
    return pass->findings->errors == errors;
}
