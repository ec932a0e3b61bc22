#include "pdf/glyph_use.h"

#include "base/arena.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* What a glyph shows. Text that it shows alone is better than text of a cluster that it has
 * only a part in. */
struct shown_text {
    const char *text; /* NULL: not in use */
    size_t size;
    bool alone;
};

struct face_usage {
    struct shown_text *glyphs; /* by number */
    size_t end, room;
};

struct glyph_use {
    struct arena arena; /* of the texts */
    struct face_usage *faces;
    size_t face_count;
};

struct glyph_use *glyph_use_new(size_t face_count)
{
    struct glyph_use *usage = mem_new(1, sizeof *usage);
    usage->faces = mem_new(face_count, sizeof *usage->faces);
    usage->face_count = face_count;
    return usage;
}

static struct shown_text *glyph_at(struct face_usage *face, uint32_t id)
{
    while (face->end <= id) {
        face->glyphs = mem_grow(face->glyphs, face->end, &face->room, sizeof *face->glyphs);
        face->glyphs[face->end++] = (struct shown_text){0};
    }
    return &face->glyphs[id];
}

static bool better(const struct shown_text *old, const char *text, size_t size, bool alone)
{
    if (!old->text || old->alone != alone)
        return !old->text || alone;
    size_t shorter = size < old->size ? size : old->size;
    int order = memcmp(text, old->text, shorter);
    return order < 0 || (order == 0 && size < old->size);
}

static void note(struct glyph_use *usage, size_t face, uint32_t id, const char *text,
                 size_t size, bool alone)
{
    struct shown_text *shown = glyph_at(&usage->faces[face], id);
    if (!better(shown, text, size, alone))
        return;
    shown->text = arena_copy(&usage->arena, text, size);
    shown->size = size;
    shown->alone = alone;
}

static void add_run(struct glyph_use *usage, const struct run *run)
{
    if (run->face >= usage->face_count)
        return;
    for (size_t i = 0, count; i < run->count; i += count) {
        const char *text;
        size_t size;
        count = page_cluster(run, i, &text, &size);
        for (size_t k = i; k < i + count; k++)
            if (run->glyphs[k].id <= UINT16_MAX)
                note(usage, run->face, run->glyphs[k].id, text, size, count == 1);
    }
}

static void add_items(struct glyph_use *usage, const struct item *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind == ITEM_RUN)
            add_run(usage, &items[i].run);
        else if (items[i].kind == ITEM_PLACED)
            add_items(usage, items[i].placed.art->items, items[i].placed.art->count);
    }
}

void glyph_use_add(struct glyph_use *usage, const struct document *document, bool fixed)
{
    for (size_t p = 0; p < document->page_count; p++) {
        const struct page *page = &document->pages[p];
        for (size_t i = 0; i < page->count; i++)
            if (page->parts[i]->fixed == fixed)
                add_items(usage, page->parts[i]->items, page->parts[i]->count);
    }
}

void glyph_use_merge(struct glyph_use *usage, const struct glyph_use *other)
{
    for (size_t f = 0; f < usage->face_count && f < other->face_count; f++)
        for (size_t id = 0; id < other->faces[f].end; id++) {
            const struct shown_text *shown = &other->faces[f].glyphs[id];
            if (shown->text)
                note(usage, f, (uint32_t)id, shown->text, shown->size, shown->alone);
        }
}

size_t glyph_use_end(const struct glyph_use *usage, size_t face)
{
    return face < usage->face_count ? usage->faces[face].end : 0;
}

const char *glyph_use_text(const struct glyph_use *usage, size_t face, uint32_t glyph)
{
    return glyph < glyph_use_end(usage, face) ? usage->faces[face].glyphs[glyph].text : NULL;
}

void glyph_use_free(struct glyph_use *usage)
{
    if (!usage)
        return;
    for (size_t f = 0; f < usage->face_count; f++)
        free(usage->faces[f].glyphs);
    free(usage->faces);
    arena_free(&usage->arena);
    free(usage);
}
