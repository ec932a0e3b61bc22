#include "layout/preview_mark.h"

#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* How much of the diagonal the words take, and their ink: thin enough to read through. */
#define SHARE  0.72
#define STROKE 0.8
static const struct color ink = {COLOR_SRGB, {0xE0, 0x6C, 0x60}};

/* The words as one outline in font units, y upwards, from the first letter's origin. Hollow
 * letters of the heaviest face leave most room between their lines. */
struct mark_shape {
    struct path_step *steps;
    size_t count;
    double width, height;
};

static bool has_all(const struct shaped *glyphs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (glyphs[i].id == 0)
            return false;
    return count > 0;
}

static void add_glyph(const struct face *face, const struct shaped *glyph, double pen,
                      struct mark_shape *shape, struct arena *arena)
{
    size_t count;
    const struct path_step *steps = shape_outline(face->shaper, glyph->id, arena, &count);
    struct path_step *all = arena_new(arena, shape->count + count, sizeof *all);
    if (shape->count)
        memcpy(all, shape->steps, shape->count * sizeof *all);
    for (size_t i = 0; i < count; i++) {
        struct path_step *step = &all[shape->count + i];
        *step = steps[i];
        for (size_t k = 0; k < page_step_points(step); k++) {
            step->p[k].x += pen + glyph->dx;
            step->p[k].y += glyph->dy;
        }
    }
    shape->steps = all;
    shape->count += count;
}

static bool make_shape(const struct face *face, const char *words, struct shape_room *room,
                       struct mark_shape *shape, struct arena *arena)
{
    size_t count;
    const struct shaped *glyphs =
        shape_text(face->shaper, room, words, strlen(words), "kk", false, &count);
    *shape = (struct mark_shape){.height = face->font->cap_height};
    if (!has_all(glyphs, count))
        return false;
    for (size_t i = 0; i < count; i++) {
        add_glyph(face, &glyphs[i], shape->width, shape, arena);
        shape->width += glyphs[i].advance;
    }
    return shape->count > 0 && shape->width > 0;
}

static bool find_shape(const struct document *document, struct shape_room *room,
                       struct mark_shape *shape, struct arena *arena)
{
    static const char *const words[] = {"ҮЛГІ / ОБРАЗЕЦ", "ОБРАЗЕЦ", "SAMPLE"};
    int heaviest = INT_MIN;
    for (size_t i = 0; i < sizeof words / sizeof *words && heaviest == INT_MIN; i++)
        for (size_t k = 0; k < document->face_count; k++) {
            struct mark_shape found;
            const struct face *face = &document->faces[k];
            if (face->font->weight <= heaviest ||
                !make_shape(face, words[i], room, &found, arena))
                continue;
            heaviest = face->font->weight;
            *shape = found;
        }
    return heaviest > INT_MIN;
}

/* Returns where the shape comes to lie: its middle in that of the page. */
static struct transform place_shape(const struct mark_shape *shape, const struct page *page)
{
    double diagonal = hypot(page->width, page->height);
    double unit = SHARE * diagonal / shape->width;
    double across = unit * page->width / diagonal, up = unit * page->height / diagonal;
    struct transform at = {{page->width / 2, page->height / 2}, {across, -up}, {-up, -across}};
    at.origin = transform_point(&at, -shape->width / 2, -shape->height / 2);
    return at;
}

static struct part make_part(const struct mark_shape *shape, const struct page *page,
                             struct arena *arena)
{
    struct transform at = place_shape(shape, page);
    struct path_step *steps = arena_new(arena, shape->count, sizeof *steps);
    struct item *item = arena_new(arena, 1, sizeof *item);
    for (size_t i = 0; i < shape->count; i++) {
        steps[i] = shape->steps[i];
        for (size_t k = 0; k < page_step_points(&steps[i]); k++)
            steps[i].p[k] =
                transform_point(&at, shape->steps[i].p[k].x, shape->steps[i].p[k].y);
    }
    *item = (struct item){
        .kind = ITEM_PATH,
        .path = {.steps = steps, .count = shape->count, .stroke = STROKE, .color = ink}};
    return (struct part){
        .name = "preview mark",
        .tag = {.role = ROLE_ARTIFACT},
        .alt = "",
        .box = {0, 0, page->width, page->height},
        .fixed = true,
        .items = item,
        .count = 1,
    };
}

const struct part *preview_mark(const struct document *document, struct shape_room *room,
                                struct arena *arena, struct error *err)
{
    struct mark_shape shape;
    if (!find_shape(document, room, &shape, arena)) {
        error_set(err, "mark-without-letters",
                  "A preview is marked, but no font of the template has the letters of "
                  "«ОБРАЗЕЦ» or «SAMPLE».");
        error_advise(err, "Use a font with Cyrillic or Latin letters for one of the texts.");
        return NULL;
    }
    struct part *marks = arena_new(arena, document->page_count, sizeof *marks);
    for (size_t i = 0; i < document->page_count; i++)
        marks[i] = make_part(&shape, &document->pages[i], arena);
    return marks;
}

static const struct part *without_field(const struct part *part, struct arena *arena)
{
    if (part->tag.role != ROLE_FORM)
        return part;
    struct part *figure = arena_new(arena, 1, sizeof *figure);
    *figure = *part;
    figure->tag.role = ROLE_FIGURE;
    return figure;
}

void preview_mark_lay(struct document *document, const struct part *marks, struct arena *arena)
{
    struct page *pages = arena_new(arena, document->page_count, sizeof *pages);
    for (size_t p = 0; p < document->page_count; p++) {
        pages[p] = document->pages[p];
        const struct part **parts = arena_new(arena, pages[p].count + 1, sizeof(struct part *));
        for (size_t i = 0; i < pages[p].count; i++)
            parts[i] = without_field(pages[p].parts[i], arena);
        parts[pages[p].count++] = &marks[p];
        pages[p].parts = parts;
    }
    document->pages = pages;
}
