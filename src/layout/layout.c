#include "layout/layout.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "bind/shown_columns.h"
#include "draw/image_load.h"
#include "draw/ornament.h"
#include "draw/outline.h"
#include "draw/qr.h"
#include "layout/picture.h"
#include "layout/typeset.h"

#include <stdlib.h>
#include <string.h>

struct layout {
    struct arena arena; /* holds everything below but the images' samples */
    const struct binding *binding;
    const struct template *template;
    const struct font_set *fonts;
    struct face *faces;   /* by number, as runs name them */
    const char **columns; /* by element: those that it shows */
    struct part *fixed;   /* by element; then a background for each page */
    double *sizes;        /* by element, of texts that are fixed */
    struct image *images;
    size_t image_count;
};

/* One pass over the elements: those that are the same for every row, or the others. */
struct layout_pass {
    const struct layout *layout;
    const struct card *card;
    struct typesetter typesetter;
    struct setting **settings; /* by element, of texts */
    double *sizes;             /* by element: the size it is set in, 0 if it is not */
    struct part *parts;        /* by element */
    struct image *images;      /* what this pass has loaded … */
    size_t image_count;
    size_t first_image; /* … and the number of the first */
    struct report *findings;
    bool fixed;
    enum layout_mode layout_mode;
};

static bool ours(const struct layout_pass *job, size_t i)
{
    return job->layout->binding->fixed[i] == job->fixed;
}

/* Findings about a row stand at the row, findings about the template at its section. */
static void fail(struct layout_pass *job, const struct element *element,
                 const struct error *err)
{
    struct place place = job->card->place;
    if (job->fixed)
        place.line = element->line;
    place.section = element->section;
    report_add_error(job->findings, LEVEL_ERROR, place, err);
}

static struct part empty_part(const struct layout *layout, size_t i, bool fixed)
{
    const struct element *element = &layout->template->elements[i];
    return (struct part){
        .name = element->section,
        .columns = layout->columns[i],
        .tag = element->tag,
        .alt = "",
        .box = element->box,
        .fixed = fixed,
    };
}

static struct item *new_items(struct layout_pass *job, struct part *part, size_t count)
{
    struct item *items = arena_new(job->typesetter.arena, count, sizeof *items);
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

static void fail_of_size(struct layout_pass *job, const struct element *element,
                         const struct rich *text, const struct setting *setting)
{
    struct error err;
    double widest = typeset_least_width(setting);
    const char *shown = utf8_clip(job->typesetter.arena, text->text, strlen(text->text));
    double width = element->box.width / POINTS_PER_MM;
    double height = element->box.height / POINTS_PER_MM;
    if (widest > element->box.width)
        error_set(&err, "text-too-wide",
                  "«%s» does not fit into %.1f × %.1f mm even at %g pt; its widest word takes "
                  "%.1f mm.",
                  shown, width, height, element->text.least, widest / POINTS_PER_MM);
    else
        error_set(&err, "text-too-high",
                  "«%s» does not fit into %.1f × %.1f mm even at %g pt; it takes more lines "
                  "than the box is high.",
                  shown, width, height, element->text.least);
    if (shows_signer(element))
        error_advise(&err, "The name of the signer is the one in the key. Give the box more "
                           "room, or lower its `least`.");
    else
        error_advise(&err, "Give the box more room, or lower its `least`.");
    fail(job, element, &err);
}

static void shape_text_element(struct layout_pass *job, size_t i)
{
    const struct template *template = job->layout->template;
    const struct element *element = &template->elements[i];
    const struct rich *text = &job->card->elements[i].content;
    const char *lang = element->tag.lang ? element->tag.lang : template->lang;
    struct error err;
    if (!typeset_shape(&job->typesetter, &element->text, text, lang, &job->settings[i], &err)) {
        if (shows_signer(element))
            error_advise(&err, "The name of the signer is the one in the key.");
        fail(job, element, &err);
        return;
    }
    job->sizes[i] = typeset_fit(job->settings[i], element->box.width, element->box.height);
    if (!job->sizes[i])
        fail_of_size(job, element, text, job->settings[i]);
}

/* The Law on Languages wants the two texts of a pair in letters of one size. */
static void even_pairs(struct layout_pass *job)
{
    const struct template *template = job->layout->template;
    for (size_t i = 0; i < template->element_count; i++)
        for (size_t j = i + 1; template->elements[i].pair && j < template->element_count; j++) {
            const char *pair = template->elements[j].pair;
            if (!pair || strcmp(pair, template->elements[i].pair) != 0)
                continue;
            double *a = &job->sizes[i], *b = &job->sizes[j];
            *a = *b = *a < *b ? *a : *b;
        }
}

static void place_text(struct layout_pass *job, size_t i, struct part *part)
{
    const struct element *element = &job->layout->template->elements[i];
    struct item *items;
    if (!job->sizes[i])
        return;
    typeset_place(&job->typesetter, job->settings[i], job->sizes[i], &element->box, &items,
                  &part->count);
    part->items = items;
}

/* ---- images ----------------------------------------------------------------------------- */

static void place_image(struct layout_pass *job, size_t i, struct part *part)
{
    const struct element *element = &job->layout->template->elements[i];
    const char *file = job->card->elements[i].content.text;
    struct image *image = &job->images[job->image_count];
    struct error err;
    if (!*file)
        return;
    if (!picture_load(job->typesetter.arena, job->layout->template->folder, file, !job->fixed,
                      image, &err)) {
        fail(job, element, &err);
        return;
    }
    image->name = file;
    new_items(job, part, 1)[0] = (struct item){
        .kind = ITEM_PICTURE,
        .picture = {.image = job->first_image + job->image_count++,
                    .box = picture_fit(image, &element->box, element->fit),
                    .clip = element->box},
    };
}

/* ---- paths ------------------------------------------------------------------------------ */

static void place_path(struct layout_pass *job, struct part *part, const struct path *path)
{
    new_items(job, part, 1)[0] = (struct item){.kind = ITEM_PATH, .path = *path};
}

static void place_drawing(struct part *part, struct drawing drawing)
{
    part->items = drawing.items;
    part->count = drawing.count;
}

static void place_line(struct layout_pass *job, const struct element *element,
                       struct part *part)
{
    struct path path = outline_line(job->typesetter.arena, &element->box);
    path.stroke = element->stroke;
    path.color = element->color;
    place_path(job, part, &path);
}

static void place_rect(struct layout_pass *job, const struct element *element,
                       struct part *part)
{
    struct arena *arena = job->typesetter.arena;
    double inset = element->inset;
    struct item *items = new_items(job, part, inset > 0 ? 2 : 1);
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

static void place_qr(struct layout_pass *job, size_t i, struct part *part)
{
    const struct element *element = &job->layout->template->elements[i];
    const char *text = job->card->elements[i].content.text;
    int level = (int)element->level;
    struct path path;
    size_t modules;
    struct error err;
    if (!qr_check(text, level, &err))
        fail(job, element, &err);
    else if (job->layout_mode == LAYOUT_CHECK)
        return;
    else if (qr_draw(job->typesetter.arena, text, level, &element->box, element->color, &path,
                     &modules, &err))
        place_path(job, part, &path);
    else
        fail(job, element, &err);
}

/* ---- elements --------------------------------------------------------------------------- */

static void place_element(struct layout_pass *job, size_t i)
{
    const struct element *element = &job->layout->template->elements[i];
    struct arena *arena = job->typesetter.arena;
    struct part *part = &job->parts[i];
    *part = empty_part(job->layout, i, job->fixed);
    part->alt = job->card->elements[i].alt;
    switch (element->kind) {
    case ELEMENT_TEXT:
    case ELEMENT_SIGNATURE:
        place_text(job, i, part);
        break;
    case ELEMENT_IMAGE:
        place_image(job, i, part);
        break;
    case ELEMENT_LINE:
        place_line(job, element, part);
        break;
    case ELEMENT_RECT:
        place_rect(job, element, part);
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
        place_qr(job, i, part);
        break;
    }
}

/* Lays out the elements that are this job's; returns false if a finding is an error. */
static bool run_job(struct layout_pass *job)
{
    const struct template *template = job->layout->template;
    size_t count = template->element_count, errors = job->findings->errors;
    struct arena *arena = job->typesetter.arena;
    job->settings = arena_new(arena, count, sizeof(struct setting *));
    job->sizes = arena_new(arena, count, sizeof *job->sizes);
    job->parts = arena_new(arena, count + template->page_count, sizeof *job->parts);
    job->images = mem_new(count, sizeof *job->images);
    for (size_t i = 0; i < count; i++)
        if (ours(job, i) && has_text(&template->elements[i]))
            shape_text_element(job, i);
    even_pairs(job);
    for (size_t i = 0; i < count; i++)
        if (ours(job, i))
            place_element(job, i);
    return job->findings->errors == errors;
}

static void free_images(struct image *images, size_t count)
{
    for (size_t i = 0; i < count; i++)
        image_free(&images[i]);
    free(images);
}

/* ---- the batch -------------------------------------------------------------------------- */

/* A page's ground reaches into the bleed. */
static void place_background(struct layout_pass *job, size_t page)
{
    const struct template *template = job->layout->template;
    const struct template_page *side = &template->pages[page];
    struct part *part = &job->parts[template->element_count + page];
    *part = (struct part){
        .name = "background",
        .tag = {.role = ROLE_ARTIFACT},
        .alt = "",
        .box = {-side->bleed, -side->bleed, side->width + 2 * side->bleed,
                side->height + 2 * side->bleed},
        .fixed = true,
    };
    if (!side->has_background)
        return;
    struct path path = outline_rect(job->typesetter.arena, &part->box, 0);
    path.filled = true;
    path.fill = side->background;
    place_path(job, part, &path);
}

static void gather_faces(struct layout *layout)
{
    const struct font_set *fonts = layout->fonts;
    layout->faces = arena_new(&layout->arena, fonts->count, sizeof *layout->faces);
    for (size_t i = 0; i < fonts->count; i++)
        layout->faces[i] =
            (struct face){fonts->fonts[i]->name, fonts->fonts[i], fonts->shapers[i]};
}

static void gather_columns(struct layout *layout)
{
    const struct template *template = layout->template;
    layout->columns =
        arena_new(&layout->arena, template->element_count, sizeof *layout->columns);
    for (size_t i = 0; i < template->element_count; i++)
        layout->columns[i] =
            shown_columns(layout->binding, &template->elements[i].content, &layout->arena);
}

struct layout *layout_new(const struct binding *binding, const struct font_set *faces,
                          struct report *findings)
{
    struct layout *layout = mem_new(1, sizeof *layout);
    struct card card;
    layout->binding = binding;
    layout->template = binding->template;
    layout->fonts = faces;
    gather_faces(layout);
    gather_columns(layout);
    struct layout_pass job = {
        .layout = layout,
        .card = &card,
        .typesetter = {faces, binding->grammar->words, shape_room_new(), &layout->arena},
        .findings = findings,
        .fixed = true,
        .layout_mode = LAYOUT_DRAW,
    };
    bool complete = card_bind_fixed(binding, &layout->arena, &card, findings) && run_job(&job);
    shape_room_free(job.typesetter.room);
    layout->fixed = job.parts;
    layout->sizes = job.sizes;
    layout->images = job.images;
    layout->image_count = job.image_count;
    if (!complete) {
        layout_free(layout);
        return NULL;
    }
    for (size_t i = 0; i < layout->template->page_count; i++)
        place_background(&job, i);
    return layout;
}

void layout_free(struct layout *layout)
{
    if (!layout)
        return;
    free_images(layout->images, layout->image_count);
    arena_free(&layout->arena);
    free(layout);
}

const double *layout_sizes(const struct layout *layout)
{
    return layout->sizes;
}

struct digest layout_digest(const struct layout *layout)
{
    struct arena arena = {0};
    const struct font_set *fonts = layout->fonts;
    size_t most = 1 + fonts->count + layout->image_count * 2, count = 0;
    struct span *spans = arena_new(&arena, most, sizeof *spans);
    spans[count++] = (struct span){layout->template->digest.bytes, DIGEST_SIZE};
    for (size_t i = 0; i < fonts->count; i++)
        spans[count++] = (struct span){fonts->fonts[i]->data.data, fonts->fonts[i]->data.size};
    for (size_t i = 0; i < layout->image_count; i++) {
        const struct image *image = &layout->images[i];
        spans[count++] = (struct span){image->data.data, image->data.size};
        spans[count++] = (struct span){image->alpha.data, image->alpha.size};
    }
    struct digest digest = hash_of(spans, count);
    arena_free(&arena);
    return digest;
}

/* ---- a row ------------------------------------------------------------------------------ */

static const struct page *assemble_pages(const struct layout *layout, const struct part *own,
                                         struct arena *arena)
{
    const struct template *template = layout->template;
    struct page *pages = arena_new(arena, template->page_count, sizeof *pages);
    for (size_t p = 0; p < template->page_count; p++) {
        const struct template_page *side = &template->pages[p];
        const struct part **parts =
            arena_new(arena, template->element_count + 1, sizeof(struct part *));
        size_t count = 0;
        parts[count++] = &layout->fixed[template->element_count + p];
        for (size_t i = 0; i < template->element_count; i++)
            if (template->elements[i].page == p)
                parts[count++] = layout->binding->fixed[i] ? &layout->fixed[i] : &own[i];
        pages[p] = (struct page){side->width, side->height, side->bleed, parts, count};
    }
    return pages;
}

/* Makes a document of the fixed parts and images and of those that only it has. */
static struct document assemble(const struct layout *layout, const struct part *own,
                                const struct image *images, size_t image_count,
                                struct arena *arena)
{
    size_t count = layout->image_count + image_count;
    const struct image **all = arena_new(arena, count, sizeof(struct image *));
    for (size_t i = 0; i < count; i++)
        all[i] =
            i < layout->image_count ? &layout->images[i] : &images[i - layout->image_count];
    return (struct document){
        .pages = assemble_pages(layout, own, arena),
        .page_count = layout->template->page_count,
        .faces = layout->faces,
        .face_count = layout->fonts->count,
        .images = all,
        .image_count = count,
        .title = "",
        .author = "",
        .subject = "",
        .keywords = "",
        .lang = layout->template->lang,
    };
}

struct document layout_blank(const struct layout *layout, struct arena *arena)
{
    const struct template *template = layout->template;
    struct part *empty = arena_new(arena, template->element_count, sizeof *empty);
    for (size_t i = 0; i < template->element_count; i++)
        empty[i] = empty_part(layout, i, false);
    return assemble(layout, empty, NULL, 0, arena);
}

bool layout_card(const struct layout *layout, const struct card *card, struct shape_room *room,
                 struct arena *arena, enum layout_mode layout_mode, struct row_pages *row_pages,
                 struct report *findings)
{
    struct layout_pass job = {
        .layout = layout,
        .card = card,
        .typesetter = {layout->fonts, layout->binding->grammar->words, room, arena},
        .layout_mode = layout_mode,
        .first_image = layout->image_count,
        .findings = findings,
    };
    bool complete = run_job(&job);
    *row_pages = (struct row_pages){
        .document = assemble(layout, job.parts, job.images, job.image_count, arena),
        .sizes = job.sizes,
        .images = job.images,
        .image_count = job.image_count,
    };
    row_pages->document.title = card->title;
    row_pages->document.author = card->author;
    row_pages->document.subject = card->subject;
    row_pages->document.keywords = card->keywords;
    return complete;
}

bool layout_row_images(const struct layout *layout, const struct card *card,
                       struct arena *arena, struct row_pages *row_pages,
                       struct report *findings)
{
    const struct template *template = layout->template;
    size_t errors = findings->errors;
    struct layout_pass pass = {
        .layout = layout,
        .card = card,
        .typesetter = {.arena = arena},
        .images = mem_new(template->element_count, sizeof *pass.images),
        .findings = findings,
    };
    for (size_t i = 0; i < template->element_count; i++)
        if (ours(&pass, i) && template->elements[i].kind == ELEMENT_IMAGE)
            place_image(&pass, i, &(struct part){0});
    *row_pages = (struct row_pages){.images = pass.images, .image_count = pass.image_count};
    return findings->errors == errors;
}

void row_pages_free(struct row_pages *row_pages)
{
    free_images(row_pages->images, row_pages->image_count);
    *row_pages = (struct row_pages){0};
}
