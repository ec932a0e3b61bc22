#include "pdf/pdf_font.h"

#include "font/font_find.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

/* A face, and the glyphs of a text in it. */
struct sample {
    struct arena arena;
    struct font *font;
    struct shaper *shaper;
    struct glyph glyphs[200];
    size_t count;
    struct glyph_use *usage;
    struct pdf_font_set set;
};

static void make(struct sample *face, const char *text)
{
    struct error err = {0};
    struct font_find *find = font_find_new(NULL);
    struct font_file file;
    *face = (struct sample){0};
    if (!font_find_get(find, "PT Serif", "Regular", &face->arena, &file, &err) ||
        !(face->font = font_load(file.path, file.index, &err)))
        fail_msg("%s", words_of(&err));
    font_find_free(find);
    face->shaper = shaper_new(face->font);

    struct shape_room *room = shape_room_new();
    const struct shaped *shaped =
        shape_text(face->shaper, room, text, strlen(text), "kk", true, &face->count);
    assert_in_range(face->count, 0, sizeof face->glyphs / sizeof *face->glyphs);
    for (size_t i = 0; i < face->count; i++)
        face->glyphs[i] = (struct glyph){shaped[i].id, shaped[i].cluster, 0, 0, 0};
    shape_room_free(room);

    struct item item = {.kind = ITEM_RUN,
                        .run = {.text = text, .glyphs = face->glyphs, .count = face->count}};
    struct part part = {.alt = "", .items = &item, .count = 1};
    const struct part *parts[] = {&part};
    struct page page = {.parts = parts, .count = 1};
    face->usage = glyph_use_new(1);
    const struct face used = {.font = face->font, .shaper = face->shaper};
    struct document document = {
        .pages = &page, .page_count = 1, .faces = &used, .face_count = 1};
    glyph_use_add(face->usage, &document, false);
    if (!pdf_font_set_make(&face->set, &document, face->usage, &err))
        fail_msg("%s", words_of(&err));
}

static void release(struct sample *face)
{
    pdf_font_set_free(&face->set);
    glyph_use_free(face->usage);
    shaper_free(face->shaper);
    font_free(face->font);
    arena_free(&face->arena);
}

/* Returns the font's objects, numbered from `number`, as text; where each begins in
 * `offsets`. */
static struct buf objects_of(struct sample *face, size_t number, size_t *offsets)
{
    struct flate *flate = flate_new(FLATE_SMALL);
    struct pdf_object *set = pdf_object_new();
    struct buf out = {0};
    struct error err = {0};
    const struct face used = {.font = face->font, .shaper = face->shaper};
    const struct document document = {.faces = &used, .face_count = 1};
    face->set.numbers[0] = number;
    pdf_font_set_add(&face->set, &document, flate, set);
    if (!pdf_object_write(set, &out, offsets, &err))
        fail_msg("%s", words_of(&err));
    pdf_object_free(set);
    flate_free(flate);
    return out;
}

/* Returns what the stream at `object` says. */
static struct buf stream_of(const char *object)
{
    enum { MOST = 1 << 20 };
    struct buf out = {0};
    uLongf size = MOST;
    unsigned long length = strtoul(strstr(object, "/Length ") + 8, NULL, 10);
    const char *bytes = strstr(object, "stream") + strlen("stream");
    bytes += strspn(bytes, "\r\n");
    assert_int_equal(
        uncompress((Bytef *)buf_reserve(&out, MOST + 1), &size, (const Bytef *)bytes, length),
        Z_OK);
    out.size = size;
    out.data[size] = '\0';
    return out;
}

static void only_the_glyphs_in_use_are_kept(void **state)
{
    (void)state;
    struct sample face;
    make(&face, "Әлия, Әли");
    assert_int_equal(face.set.fonts[0].subset.count, 1 + 6); /* .notdef, and Ә л и я , space */
    for (size_t i = 0; i < face.count; i++) {
        uint16_t glyph = pdf_font_glyph(&face.set.fonts[0], face.glyphs[i].id);
        assert_in_range(glyph, 1, face.set.fonts[0].subset.count - 1);
    }
    assert_string_equal(
        face.set.fonts[0].texts[pdf_font_glyph(&face.set.fonts[0], face.glyphs[0].id)], "Ә");
    assert_int_equal(pdf_font_glyph(&face.set.fonts[0], face.glyphs[0].id),
                     pdf_font_glyph(&face.set.fonts[0], face.glyphs[6].id));
    assert_true(face.set.fonts[0].subset.program.size < face.font->data.size / 10);
    release(&face);
}

static void glyphs_that_are_not_there_are_zero(void **state)
{
    (void)state;
    struct sample face, other;
    make(&face, "Әлия");
    make(&other, "Z");
    assert_int_equal(pdf_font_glyph(&face.set.fonts[0], other.glyphs[0].id), 0);
    assert_int_equal(pdf_font_glyph(&face.set.fonts[0], 0), 0);
    assert_int_equal(pdf_font_glyph(&face.set.fonts[0], 65536), 0);
    assert_int_equal(pdf_font_glyph(&face.set.fonts[0], UINT32_MAX), 0);
    release(&face);
    release(&other);
}

static void a_face_without_text_is_no_fault(void **state)
{
    (void)state;
    struct sample face;
    make(&face, "");
    assert_int_equal(pdf_font_glyph(&face.set.fonts[0], 5), 0);
    release(&face);
}

static void the_objects_refer_to_each_other(void **state)
{
    (void)state;
    size_t offsets[32] = {0};
    struct sample face;
    make(&face, "Әлия");
    struct buf out = objects_of(&face, 20, offsets);
    const char *const wanted[PDF_FONT_OBJECTS][6] = {
        {"20 0 obj", "/Subtype /Type0", "/Encoding /Identity-H", "/DescendantFonts [ 21 0 R ]",
         "/ToUnicode 24 0 R", "+PTSerif-Regular"},
        {"21 0 obj", "/Subtype /CIDFontType2", "/FontDescriptor 22 0 R",
         "/CIDToGIDMap /Identity", "/DW 0", "+PTSerif-Regular"},
        {"22 0 obj", "/Type /FontDescriptor", "/FontFile2 23 0 R", "/ItalicAngle 0",
         "/CapHeight ", "+PTSerif-Regular"},
        {"23 0 obj", "/Length1 ", "/Filter /FlateDecode", "stream", "", ""},
        {"24 0 obj", "/Filter /FlateDecode", "stream", "", "", ""},
    };
    for (size_t i = 0; i < PDF_FONT_OBJECTS; i++) {
        const char *object = out.data + offsets[20 + i];
        const char *end = strstr(object, i < 3 ? "endobj" : "stream");
        for (size_t j = 0; j < 6; j++) {
            const char *found = strstr(object, wanted[i][j]);
            if (!found || found > end)
                fail_msg("%s in %.300s", wanted[i][j], object);
        }
    }
    struct buf program = stream_of(out.data + offsets[23]);
    assert_int_equal(program.size, face.set.fonts[0].subset.program.size);
    assert_memory_equal(program.data, face.set.fonts[0].subset.program.data, program.size);
    buf_free(&program);
    buf_free(&out);
    release(&face);
}

/* Who copies the text from the page gets letters, not numbers of glyphs. */
static void to_unicode_says_what_each_glyph_is(void **state)
{
    (void)state;
    size_t offsets[8] = {0};
    struct sample face;
    make(&face, "Әң");
    struct buf out = objects_of(&face, 1, offsets);
    struct buf map = stream_of(out.data + offsets[5]);
    static const char *const codes[] = {"04D8", "04A3"};
    assert_non_null(strstr(map.data, "2 beginbfchar\n"));
    for (size_t i = 0; i < 2; i++) {
        char line[40];
        snprintf(line, sizeof line, "<%04X><%s>\n",
                 (unsigned)pdf_font_glyph(&face.set.fonts[0], face.glyphs[i].id), codes[i]);
        if (!strstr(map.data, line))
            fail_msg("%s in %s", line, map.data);
    }
    buf_free(&map);
    buf_free(&out);
    release(&face);
}

/* Two subsets of one face in a document must not be taken for each other. */
static void other_glyphs_give_another_name(void **state)
{
    (void)state;
    static const char *const texts[] = {"Әлия", "Әлия", "Асет"};
    char names[3][40];
    for (size_t i = 0; i < 3; i++) {
        size_t offsets[8] = {0};
        struct sample face;
        make(&face, texts[i]);
        struct buf out = objects_of(&face, 1, offsets);
        snprintf(names[i], sizeof names[i], "%.22s", strstr(out.data, "/BaseFont ") + 10);
        buf_free(&out);
        release(&face);
        assert_int_equal(names[i][0], '/');
        assert_int_equal(names[i][7], '+');
        assert_int_equal(strspn(names[i] + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 6);
    }
    assert_string_equal(names[0], names[1]);
    assert_string_not_equal(names[0], names[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_glyphs_in_use_are_kept),
        cmocka_unit_test(glyphs_that_are_not_there_are_zero),
        cmocka_unit_test(a_face_without_text_is_no_fault),
        cmocka_unit_test(the_objects_refer_to_each_other),
        cmocka_unit_test(to_unicode_says_what_each_glyph_is),
        cmocka_unit_test(other_glyphs_give_another_name),
    };
    return cmocka_run_group_tests_name("pdffont", tests, NULL, NULL);
}
