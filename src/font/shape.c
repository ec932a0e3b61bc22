#include "font/shape.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct shaper {
    const struct font *font;
    hb_face_t *face;
    hb_font_t *sized; /* in font units */
    bool *blank;      /* by glyph: it draws nothing */
    unsigned count;   /* of glyphs */
};

/* How many texts a room keeps the shape of, and of how many bytes at most each. */
enum { CACHE_COUNT = 256, CACHED_TEXT_SIZE = 256 };

/* A text with all that its shape depends on, and the shape. */
struct cached_shape {
    const struct shaper *shaper; /* NULL: nothing is cached */
    struct buf key;
    struct shaped *glyphs;
    size_t count, room;
};

struct shape_room {
    hb_buffer_t *buffer;
    struct buf key; /* of the text that is shaped now */
    struct cached_shape cache[CACHE_COUNT];
    struct cached_shape too_long; /* not kept: shaped anew each time */
};

/* Looks once for each glyph whether it draws something: that a font of PostScript outlines must
 * run a program for. */
static void find_blanks(struct shaper *shaper)
{
    hb_glyph_extents_t box;
    shaper->count = hb_face_get_glyph_count(shaper->face);
    shaper->blank = mem_new(shaper->count, sizeof *shaper->blank);
    for (unsigned i = 0; i < shaper->count; i++)
        shaper->blank[i] = !hb_font_get_glyph_extents(shaper->sized, i, &box) ||
                           (box.width == 0 && box.height == 0);
}

struct shaper *shaper_new(const struct font *font)
{
    struct shaper *shaper = mem_new(1, sizeof *shaper);
    hb_blob_t *blob = hb_blob_create(font->data.data, (unsigned)font->data.size,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    shaper->font = font;
    shaper->face = hb_face_create(blob, font->index);
    shaper->sized = hb_font_create(shaper->face);
    hb_blob_destroy(blob);
    hb_font_set_scale(shaper->sized, (int)font->units, (int)font->units);
    hb_ot_font_set_funcs(shaper->sized);
    hb_face_make_immutable(shaper->face);
    hb_font_make_immutable(shaper->sized);
    find_blanks(shaper);
    return shaper;
}

void shaper_free(struct shaper *shaper)
{
    if (!shaper)
        return;
    hb_font_destroy(shaper->sized);
    hb_face_destroy(shaper->face);
    free(shaper->blank);
    free(shaper);
}

struct shape_room *shape_room_new(void)
{
    struct shape_room *room = mem_new(1, sizeof *room);
    room->buffer = hb_buffer_create();
    return room;
}

static void release_cached(struct cached_shape *cached)
{
    buf_free(&cached->key);
    free(cached->glyphs);
}

void shape_room_free(struct shape_room *room)
{
    if (!room)
        return;
    hb_buffer_destroy(room->buffer);
    buf_free(&room->key);
    for (size_t i = 0; i < CACHE_COUNT; i++)
        release_cached(&room->cache[i]);
    release_cached(&room->too_long);
    free(room);
}

/* Returns the script of the text: Cyrillic if it has any such letter or none at all, so that
 * «2017» and «2017 ж.» come out alike; else that of its first letter. */
static hb_script_t script_of(hb_buffer_t *buffer)
{
    hb_unicode_funcs_t *unicode = hb_buffer_get_unicode_funcs(buffer);
    hb_script_t first = HB_SCRIPT_INVALID;
    unsigned count;
    const hb_glyph_info_t *letters = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        hb_script_t script = hb_unicode_script(unicode, letters[i].codepoint);
        if (script == HB_SCRIPT_CYRILLIC)
            return script;
        if (first == HB_SCRIPT_INVALID && script != HB_SCRIPT_COMMON &&
            script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN)
            first = script;
    }
    return first == HB_SCRIPT_INVALID ? HB_SCRIPT_CYRILLIC : first;
}

/* Returns the sign that the font has for an apostrophe that it lacks; else 0. */
static uint32_t find_instead(const struct shaper *shaper, uint32_t letter)
{
    static const uint32_t alike[][2] = {{0x2BB, 0x2018}, {0x2BC, 0x2019}};
    hb_codepoint_t glyph;
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if (letter == alike[i][0] &&
            !hb_font_get_nominal_glyph(shaper->sized, letter, &glyph) &&
            hb_font_get_nominal_glyph(shaper->sized, alike[i][1], &glyph))
            return alike[i][1];
    return 0;
}

static void replace_apostrophes(const struct shaper *shaper, hb_buffer_t *buffer)
{
    unsigned count;
    hb_glyph_info_t *letters = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        uint32_t instead = find_instead(shaper, letters[i].codepoint);
        if (instead)
            letters[i].codepoint = instead;
    }
}

static void fill(const struct shaper *shaper, hb_buffer_t *buffer, const char *text,
                 size_t size, const char *lang)
{
    if (size > INT_MAX / 4)
        mem_exhausted();
    hb_buffer_reset(buffer);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_add_utf8(buffer, text, (int)size, 0, (int)size);
    replace_apostrophes(shaper, buffer);
    hb_script_t script = script_of(buffer);
    hb_buffer_set_script(buffer, script);
    hb_buffer_set_direction(buffer, hb_script_get_horizontal_direction(script));
    /* Without a language HarfBuzz would ask the locale. */
    hb_buffer_set_language(buffer, hb_language_from_string(*lang ? lang : "und", -1));
}

/* Shapes the text into `out`. */
static void shape(const struct shaper *shaper, hb_buffer_t *buffer, const char *text,
                  size_t size, const char *lang, bool tracked, struct cached_shape *out)
{
    static const hb_feature_t apart[] = {
        {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('d', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    };
    /* Named, because HarfBuzz prefers Graphite, or what the environment asks for. */
    static const char *const shapers[] = {"ot", NULL};
    fill(shaper, buffer, text, size, lang);
    hb_shape_full(shaper->sized, buffer, apart, tracked ? sizeof apart / sizeof *apart : 0,
                  shapers);
    if (!hb_buffer_allocation_successful(buffer))
        mem_exhausted();

    unsigned found;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &found);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, NULL);
    if (found > out->room || !out->glyphs) {
        out->room = found ? found : 1;
        out->glyphs = mem_resize(out->glyphs, out->room, sizeof *out->glyphs);
    }
    for (unsigned i = 0; i < found; i++) {
        const char *letter = text + glyphs[i].cluster;
        out->glyphs[i] = (struct shaped){
            .id = glyphs[i].codepoint,
            .cluster = glyphs[i].cluster,
            .advance = places[i].x_advance,
            .dx = places[i].x_offset,
            .dy = places[i].y_offset,
            .blank = glyphs[i].codepoint >= shaper->count || shaper->blank[glyphs[i].codepoint],
            .instead = find_instead(shaper, utf8_next(&letter, text + size)),
        };
    }
    out->count = found;
}

/* Puts all that the shape of the text depends on, but the shaper, into `key`. */
static void make_key(struct buf *key, const char *text, size_t size, const char *lang,
                     bool tracked)
{
    buf_clear(key);
    buf_add(key, lang, strlen(lang) + 1);
    buf_putc(key, tracked ? 1 : 0);
    buf_add(key, text, size);
}

/* Returns the one place where the text of that key is cached if it is: by its FNV-1a sum.
 */
static struct cached_shape *place_of(struct shape_room *room, const struct buf *key)
{
    uint32_t sum = 2166136261u;
    for (size_t i = 0; i < key->size; i++)
        sum = (sum ^ (unsigned char)key->data[i]) * 16777619u;
    return &room->cache[(sum ^ sum >> 16) % CACHE_COUNT];
}

static bool is_cached(const struct cached_shape *place, const struct shaper *shaper,
                      const struct buf *key)
{
    return place->shaper == shaper && buf_equal(&place->key, key);
}

const struct shaped *shape_text(const struct shaper *shaper, struct shape_room *room,
                                const char *text, size_t size, const char *lang, bool tracked,
                                size_t *count)
{
    struct cached_shape *place = &room->too_long;
    if (size <= CACHED_TEXT_SIZE) {
        make_key(&room->key, text, size, lang, tracked);
        place = place_of(room, &room->key);
    }
    if (place == &room->too_long || !is_cached(place, shaper, &room->key)) {
        shape(shaper, room->buffer, text, size, lang, tracked, place);
        place->shaper = shaper;
        buf_clear(&place->key);
        buf_add(&place->key, room->key.data, room->key.size);
    }
    *count = place->count;
    return place->glyphs;
}

/* ---- outlines --------------------------------------------------------------------------- */

/* An outline on its way from HarfBuzz, which makes cubic curves of the quadratic ones of
 * TrueType where nobody asks for those. */
struct outline_pen {
    struct path_step *steps;
    size_t count, room;
};

static void add_step(struct outline_pen *pen, struct path_step step)
{
    pen->steps = mem_grow(pen->steps, pen->count, &pen->room, sizeof *pen->steps);
    pen->steps[pen->count++] = step;
}

static void pen_move(hb_draw_funcs_t *funcs, void *pen, hb_draw_state_t *state, float x,
                     float y, void *unused)
{
    (void)funcs, (void)state, (void)unused;
    add_step(pen, (struct path_step){PATH_MOVE, {{x, y}}});
}

static void pen_line(hb_draw_funcs_t *funcs, void *pen, hb_draw_state_t *state, float x,
                     float y, void *unused)
{
    (void)funcs, (void)state, (void)unused;
    add_step(pen, (struct path_step){PATH_LINE, {{x, y}}});
}

static void pen_curve(hb_draw_funcs_t *funcs, void *pen, hb_draw_state_t *state, float x1,
                      float y1, float x2, float y2, float x, float y, void *unused)
{
    (void)funcs, (void)state, (void)unused;
    add_step(pen, (struct path_step){PATH_CURVE, {{x1, y1}, {x2, y2}, {x, y}}});
}

static void pen_close(hb_draw_funcs_t *funcs, void *pen, hb_draw_state_t *state, void *unused)
{
    (void)funcs, (void)state, (void)unused;
    add_step(pen, (struct path_step){.verb = PATH_CLOSE});
}

const struct path_step *shape_outline(const struct shaper *shaper, uint32_t id,
                                      struct arena *arena, size_t *count)
{
    struct outline_pen pen = {0};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, pen_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, pen_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, pen_curve, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, pen_close, NULL, NULL);
    hb_font_get_glyph_shape(shaper->sized, id, funcs, &pen);
    hb_draw_funcs_destroy(funcs);
    struct path_step *steps = arena_new(arena, pen.count, sizeof *steps);
    if (pen.count)
        memcpy(steps, pen.steps, pen.count * sizeof *steps);
    free(pen.steps);
    *count = pen.count;
    return steps;
}

/* ---- subsets ---------------------------------------------------------------------------- */

/* Drops every table that PDF has no use for (ISO 32000-1, 9.9), known to HarfBuzz or not. */
static void drop_tables(hb_face_t *face, bool cff, hb_set_t *dropped)
{
    static const char kept[][5] = {"CFF ", "glyf", "head", "hhea", "hmtx", "loca", "maxp"};
    hb_tag_t tags[32];
    unsigned start = 0, count;
    do {
        count = sizeof tags / sizeof *tags;
        hb_face_get_table_tags(face, start, &count, tags);
        for (unsigned i = 0; i < count; i++)
            hb_set_add(dropped, tags[i]);
        start += count;
    } while (count);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        hb_set_del(dropped, hb_tag_from_string(kept[i], 4));
    if (cff) /* what makes it OpenType */
        hb_set_del(dropped, HB_TAG('c', 'm', 'a', 'p'));
}

static hb_subset_plan_t *plan_new(const struct shaper *shaper, const uint32_t *ids,
                                  size_t count)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        mem_exhausted();
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < count; i++)
        hb_set_add(glyphs, ids[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    drop_tables(shaper->face, shaper->font->cff,
                hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG));
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(shaper->face, input);
    hb_subset_input_destroy(input);
    return plan;
}

static void take_program(struct subset *subset, hb_face_t *face)
{
    unsigned size;
    hb_blob_t *blob = hb_face_reference_blob(face);
    const char *bytes = hb_blob_get_data(blob, &size);
    buf_add(&subset->program, bytes, size);
    hb_blob_destroy(blob);
}

static void take_ids(struct subset *subset, const struct shaper *shaper,
                     const hb_subset_plan_t *plan)
{
    const hb_map_t *ids = hb_subset_plan_old_to_new_glyph_mapping(plan);
    subset->old_count = hb_face_get_glyph_count(shaper->face);
    subset->new_ids = mem_new(subset->old_count, sizeof *subset->new_ids);
    for (size_t i = 0; i < subset->old_count; i++)
        if (hb_map_has(ids, (hb_codepoint_t)i))
            subset->new_ids[i] = (uint16_t)hb_map_get(ids, (hb_codepoint_t)i);
}

static void take_advances(struct subset *subset, hb_face_t *face, unsigned units)
{
    hb_font_t *sized = hb_font_create(face);
    hb_font_set_scale(sized, (int)units, (int)units);
    hb_ot_font_set_funcs(sized);
    subset->count = hb_face_get_glyph_count(face);
    subset->advances = mem_new(subset->count, sizeof *subset->advances);
    for (size_t i = 0; i < subset->count; i++) {
        int64_t advance = hb_font_get_glyph_h_advance(sized, (hb_codepoint_t)i);
        int64_t thousandths = (advance * 1000 + units / 2) / units;
        subset->advances[i] = (uint16_t)(thousandths < UINT16_MAX ? thousandths : UINT16_MAX);
    }
    hb_font_destroy(sized);
}

bool subset_make(const struct shaper *shaper, const uint32_t *ids, size_t count,
                 struct subset *subset, struct error *err)
{
    hb_subset_plan_t *plan = plan_new(shaper, ids, count);
    hb_face_t *face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    struct subset made = {.cff = shaper->font->cff};
    if (face) {
        take_program(&made, face);
        take_ids(&made, shaper, plan);
        take_advances(&made, face, shaper->font->units);
        *subset = made;
    }
    hb_face_destroy(face);
    hb_subset_plan_destroy(plan);
    return face || error_set(err, "font-damaged",
                             "the font %s is damaged: its glyphs cannot be taken out of it.",
                             shaper->font->name);
}

void subset_free(struct subset *subset)
{
    buf_free(&subset->program);
    free(subset->new_ids);
    free(subset->advances);
    *subset = (struct subset){0};
}
