/* What the tests of whole PDF files draw with: a face, images, and two pages for parts. */
#ifndef KUALIK_TEST_DRAWN_H
#define KUALIK_TEST_DRAWN_H

#include "base/arena.h"
#include "font/font.h"
#include "font/font_find.h"
#include "font/shape.h"
#include "page/document.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct drawn {
    struct arena arena;
    struct font *font;
    struct shaper *shaper;
    struct shape_room *room;
    struct image seal, photo;
    const struct image *images[2];
    struct face face;
    struct page pages[2];
};

static inline void drawn_load_font(struct drawn *drawn)
{
    struct font_find *find = font_find_new(NULL);
    struct font_file file;
    struct error err = {0};
    if (!font_find_get(find, "PT Serif", "Regular", &drawn->arena, &file, &err))
        fail_msg("%s", words_of(&err));
    drawn->font = font_load(file.path, file.index, &err);
    font_find_free(find);
    assert_non_null(drawn->font);
    drawn->shaper = shaper_new(drawn->font);
    drawn->room = shape_room_new();
}

/* Returns a line of text; memory is the arena's. */
static inline struct item drawn_text(struct drawn *drawn, const char *text)
{
    size_t count;
    const struct shaped *shaped =
        shape_text(drawn->shaper, drawn->room, text, strlen(text), "kk", false, &count);
    struct glyph *glyphs = arena_new(&drawn->arena, count, sizeof *glyphs);
    for (size_t i = 0; i < count; i++) {
        glyphs[i].id = shaped[i].id;
        glyphs[i].cluster = shaped[i].cluster;
        glyphs[i].advance = shaped[i].advance * 12.0 / drawn->font->units;
    }
    return (struct item){.kind = ITEM_RUN,
                         .run = {.size = 12,
                                 .x = 50,
                                 .y = 100,
                                 .text = arena_text(&drawn->arena, text),
                                 .glyphs = glyphs,
                                 .count = count}};
}

static inline struct item drawn_image(size_t number)
{
    struct box box = {10, 10, 20, 20};
    return (struct item){.kind = ITEM_PICTURE, .picture = {number, box, box}};
}

/* Adds a part of one item to the page. */
static inline struct part *drawn_add(struct drawn *drawn, size_t page, enum role role,
                                     bool fixed, struct item item)
{
    struct page *into = &drawn->pages[page];
    const struct part **parts = arena_new(&drawn->arena, into->count + 1, sizeof *parts);
    if (into->count)
        memcpy(parts, into->parts, into->count * sizeof *parts);
    struct item *kept = arena_new(&drawn->arena, 1, sizeof *kept);
    *kept = item;
    struct part *part = arena_new(&drawn->arena, 1, sizeof *part);
    *part = (struct part){.tag = {.role = role, .lang = "ru"},
                          .alt = "",
                          .box = {10, 10, 60, 20},
                          .fixed = fixed,
                          .items = kept,
                          .count = 1};
    parts[into->count++] = part;
    into->parts = parts;
    return part;
}

/* Makes the face, the images and the empty pages; release with drawn_free. */
static inline void drawn_open(struct drawn *drawn)
{
    drawn_load_font(drawn);
    drawn->seal = (struct image){.width = 1, .height = 1, .components = 3};
    buf_add(&drawn->seal.data, "rgb", 3);
    drawn->photo = (struct image){.width = 8, .height = 8, .components = 3, .jpeg = true};
    buf_puts(&drawn->photo.data, "JPEG of this row");
    drawn->images[0] = &drawn->seal;
    drawn->images[1] = &drawn->photo;
    drawn->face = (struct face){drawn->font->name, drawn->font, drawn->shaper};
    for (size_t i = 0; i < 2; i++)
        drawn->pages[i] = (struct page){.width = 842, .height = 595, .bleed = 9};
}

static inline void drawn_free(struct drawn *drawn)
{
    shape_room_free(drawn->room);
    shaper_free(drawn->shaper);
    font_free(drawn->font);
    buf_free(&drawn->seal.data);
    buf_free(&drawn->photo.data);
    arena_free(&drawn->arena);
}

#endif
