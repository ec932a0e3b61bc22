#include "layout/layout.h"

#include "base/mem.h"
#include "bind/shown_columns.h"
#include "draw/image_load.h"
#include "draw/outline.h"
#include "layout/layout_pass.h"

#include <stdlib.h>
#include <string.h>

struct layout {
    struct arena arena; /* holds everything below but the images' samples */
    const struct binding *binding;
    const struct template *template;
    const struct font_set *fonts;
    struct face *faces;          /* by number, as runs name them */
    const char *const **columns; /* by element: those that it shows (shown_columns.h) */
    size_t *partners;            /* by element: the other box of its pair, else itself */
    struct part *backgrounds;    /* by page */
    struct part *fixed;          /* by element */
    double *sizes;               /* by element, of texts that are fixed */
    struct image *images;
    size_t image_count;
};

static void free_images(struct image *images, size_t count)
{
    for (size_t i = 0; i < count; i++)
        image_free(&images[i]);
    free(images);
}

/* ---- the batch -------------------------------------------------------------------------- */

/* A page's ground reaches into the bleed. */
static struct part background(const struct template_page *page, struct arena *arena)
{
    struct part part = {
        .name = "background",
        .tag = {.role = ROLE_ARTIFACT},
        .alt = "",
        .box = {-page->bleed, -page->bleed, page->width + 2 * page->bleed,
                page->height + 2 * page->bleed},
        .ground = true,
        .fixed = true,
        .preprinted = true,
    };
    if (!page->has_background)
        return part;
    struct item *item = arena_new(arena, 1, sizeof *item);
    *item = (struct item){.kind = ITEM_PATH, .path = outline_rect(arena, &part.box, 0)};
    item->path.filled = true;
    item->path.fill = page->background;
    part.items = item;
    part.count = 1;
    return part;
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

static void gather_partners(struct layout *layout)
{
    const struct template *template = layout->template;
    layout->partners =
        arena_new(&layout->arena, template->element_count, sizeof *layout->partners);
    for (size_t i = 0; i < template->element_count; i++) {
        const char *pair = template->elements[i].pair;
        size_t other = 0;
        while (pair && other < template->element_count &&
               (other == i || !template->elements[other].pair ||
                strcmp(template->elements[other].pair, pair) != 0))
            other++;
        layout->partners[i] = pair && other < template->element_count ? other : i;
    }
}

static void gather_backgrounds(struct layout *layout)
{
    const struct template *template = layout->template;
    layout->backgrounds =
        arena_new(&layout->arena, template->page_count, sizeof *layout->backgrounds);
    for (size_t i = 0; i < template->page_count; i++)
        layout->backgrounds[i] = background(&template->pages[i], &layout->arena);
}

/* Returns a pass over the elements whose texts are the card's. */
static struct layout_pass pass_of(const struct layout *layout, const struct card *card,
                                  struct shape_room *room, struct arena *arena,
                                  struct report *findings)
{
    const struct lang_words *words = layout->binding->grammar->words;
    return (struct layout_pass){
        .binding = layout->binding,
        .columns = layout->columns,
        .partners = layout->partners,
        .card = card,
        .typesetter = {layout->fonts, words, room, arena},
        .mode = LAYOUT_DRAW,
        .first_image = layout->image_count,
        .findings = findings,
    };
}

struct layout *layout_new(const struct binding *binding, const struct font_set *faces,
                          struct report *findings)
{
    struct layout *layout = mem_new(1, sizeof *layout);
    struct shape_room *room = shape_room_new();
    struct card card;
    layout->binding = binding;
    layout->template = binding->template;
    layout->fonts = faces;
    gather_faces(layout);
    gather_columns(layout);
    gather_partners(layout);
    gather_backgrounds(layout);
    struct layout_pass pass = pass_of(layout, &card, room, &layout->arena, findings);
    pass.fixed = true;
    bool complete =
        card_bind_fixed(binding, &layout->arena, &card, findings) && layout_pass_run(&pass);
    shape_room_free(room);
    layout->fixed = pass.parts;
    layout->sizes = pass.sizes;
    layout->images = pass.images;
    layout->image_count = pass.image_count;
    if (complete)
        return layout;
    layout_free(layout);
    return NULL;
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
        parts[count++] = &layout->backgrounds[p];
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
    size_t signature = layout->binding->signature;
    return (struct document){
        .field =
            signature == NO_SIGNATURE ? NULL : layout->template->elements[signature].section,
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
        empty[i] = layout_pass_empty(&template->elements[i], layout->columns[i], false,
                                     layout->binding->constant[i]);
    return assemble(layout, empty, NULL, 0, arena);
}

bool layout_card(const struct layout *layout, const struct card *card, struct shape_room *room,
                 struct arena *arena, enum layout_mode layout_mode, struct row_pages *row_pages,
                 struct report *findings)
{
    struct layout_pass pass = pass_of(layout, card, room, arena, findings);
    pass.mode = layout_mode;
    bool complete = layout_pass_run(&pass);
    *row_pages = (struct row_pages){
        .document = assemble(layout, pass.parts, pass.images, pass.image_count, arena),
        .sizes = pass.sizes,
        .images = pass.images,
        .image_count = pass.image_count,
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
    struct layout_pass pass = pass_of(layout, card, NULL, arena, findings);
    bool complete = layout_pass_images(&pass);
    *row_pages = (struct row_pages){.images = pass.images, .image_count = pass.image_count};
    return complete;
}

void row_pages_free(struct row_pages *row_pages)
{
    free_images(row_pages->images, row_pages->image_count);
    *row_pages = (struct row_pages){0};
}
