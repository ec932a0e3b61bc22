
#include "font/shape.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "font/font_find.h"
#include "unit/words.h"

#include <ft2build.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include FT_FREETYPE_H
#include <cmocka.h>

/* A font with what is needed to shape with it. */
struct tools {
    struct font *font;
    struct shaper *shaper;
    struct shape_room *room;
};

static struct tools take(const char *family, const char *style)
{
    struct tools tools = {0};
    struct arena arena = {0};
    struct font_file file;
    struct error err;
    struct font_find *fonts = font_find_new(NULL);
    if (!font_find_get(fonts, family, style, &arena, &file, &err))
        fail_msg("%s", words_of(&err));
    tools.font = font_load(file.path, file.index, &err);
    assert_non_null(tools.font);
    tools.shaper = shaper_new(tools.font);
    tools.room = shape_room_new();
    font_find_free(fonts);
    arena_free(&arena);
    return tools;
}

static void put_away(struct tools *tools)
{
    shape_room_free(tools->room);
    shaper_free(tools->shaper);
    font_free(tools->font);
}

static const struct shaped *shape(const struct tools *tools, const char *text, size_t *count)
{
    return shape_text(tools->shaper, tools->room, text, strlen(text), "kk", false, count);
}

static uint32_t id_of(const struct tools *tools, uint32_t letter)
{
    char text[5] = "";
    size_t count;
    utf8_put(letter, text);
    const struct shaped *glyphs = shape(tools, text, &count);
    assert_int_equal(count, 1);
    return glyphs->id;
}

static int32_t width_of(const struct tools *tools, const char *text)
{
    size_t count;
    const struct shaped *glyphs = shape(tools, text, &count);
    int32_t width = 0;
    for (size_t i = 0; i < count; i++)
        width += glyphs[i].advance;
    return width;
}

static void test_a_name(void **state)
{
    (void)state;
    static const char name[] = "Өңғұл Әбдірахманқызы";
    struct tools tools = take("PT Serif", "Regular");
    size_t count, at = 0;
    const struct shaped *glyphs = shape(&tools, name, &count);
    assert_int_equal(count, utf8_length(name));
    for (size_t i = 0; i < count; i++) {
        assert_int_not_equal(glyphs[i].id, 0);
        assert_true(glyphs[i].advance > 0);
        assert_int_equal(glyphs[i].cluster, at);
        at += name[at] == ' ' ? 1 : 2; /* bytes of a letter */
    }
    put_away(&tools);
}

static void test_kerning(void **state)
{
    (void)state;
    static const char *const families[] = {"PT Serif", "Noto Serif Display"};
    for (size_t i = 0; i < 2; i++) {
        struct tools tools = take(families[i], "Regular");
        assert_true(width_of(&tools, "ТА") < width_of(&tools, "Т") + width_of(&tools, "А"));
        assert_int_equal(width_of(&tools, "НИ"), width_of(&tools, "Н") + width_of(&tools, "И"));
        put_away(&tools);
    }
}

static void test_missing_letters_are_glyph_0(void **state)
{
    (void)state;
    struct tools tools = take("PT Serif", "Regular");
    size_t count;
    const struct shaped *glyphs = shape(&tools, "Ә漢Ә", &count);
    assert_int_equal(count, 3);
    assert_int_equal(glyphs[1].id, 0);
    assert_int_equal(glyphs[1].cluster, 2);
    assert_int_equal(glyphs[2].cluster, 5);
    put_away(&tools);
}

static void test_a_mark_is_told_from_its_letter(void **state)
{
    (void)state;
    struct tools tools = take("PT Serif", "Regular");
    size_t count;
    const struct shaped *glyphs = shape(&tools, "ы\u0301н", &count);
    assert_int_equal(count, 3);
    assert_int_equal(glyphs[1].cluster, 2);
    assert_int_equal(glyphs[2].cluster, 4);
    put_away(&tools);
}

static void test_tracked_text_has_no_ligatures(void **state)
{
    (void)state;
    struct tools tools = take("PT Serif", "Regular");
    size_t count;
    shape_text(tools.shaper, tools.room, "office", 6, "en", false, &count);
    assert_true(count < 6);
    shape_text(tools.shaper, tools.room, "office", 6, "en", true, &count);
    assert_int_equal(count, 6);
    put_away(&tools);
}

/* Compares what a room that knows many texts gives with what an empty one gives. */
static void assert_shaped_as_new(const struct tools *tools, struct shape_room *room,
                                 const char *text, const char *lang, bool tracked)
{
    struct shape_room *empty = shape_room_new();
    size_t size = strlen(text), count, again_count;
    const struct shaped *glyphs =
        shape_text(tools->shaper, empty, text, size, lang, tracked, &count);
    const struct shaped *again =
        shape_text(tools->shaper, room, text, size, lang, tracked, &again_count);
    assert_int_equal(again_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(again[i].id, glyphs[i].id);
        assert_int_equal(again[i].cluster, glyphs[i].cluster);
        assert_int_equal(again[i].advance, glyphs[i].advance);
    }
    shape_room_free(empty);
}

/* A room remembers texts: never one for another, nor with another font, language or tracking.
 */
static void test_earlier_texts_change_nothing(void **state)
{
    (void)state;
    struct tools fonts[] = {take("Linux Libertine O", "Regular"), take("PT Serif", "Regular")};
    char text[500];
    for (size_t i = 0; i < 1200; i++) {
        int length = i % 100 == 99 ? 300 : 1; /* too long to be remembered */
        snprintf(text, sizeof text, "%*sfi Kazybek %zu", length, "", i % 700);
        for (size_t k = 0; k < 8; k++)
            assert_shaped_as_new(&fonts[k >> 2], fonts[0].room, text, k & 1 ? "tr" : "kk",
                                 k & 2);
    }
    put_away(&fonts[0]);
    put_away(&fonts[1]);
}

static void test_any_text_is_shaped(void **state)
{
    (void)state;
    struct tools tools = take("PT Serif", "Regular");
    size_t count;
    assert_non_null(shape_text(tools.shaper, tools.room, "", 0, "kk", false, &count));
    assert_int_equal(count, 0);
    assert_int_equal(shape_text(tools.shaper, tools.room, "2017", 4, "", false, &count)->id,
                     id_of(&tools, '2'));

    char letters[20000];
    memset(letters, 'n', sizeof letters);
    int32_t advance = width_of(&tools, "n");
    const struct shaped *glyphs =
        shape_text(tools.shaper, tools.room, letters, sizeof letters, "kk", true, &count);
    assert_int_equal(count, sizeof letters);
    assert_int_equal(glyphs[sizeof letters - 1].advance, advance);
    assert_int_equal(width_of(&tools, "nn"), 2 * advance);
    put_away(&tools);
}

static void test_the_same_letters_stay_apart(void **state)
{
    (void)state;
    struct tools tools = take("PT Serif", "Regular");
    assert_int_not_equal(id_of(&tools, 'A'), id_of(&tools, 0x410));
    assert_int_not_equal(id_of(&tools, 'i'), id_of(&tools, 0x456));
    put_away(&tools);
}

static void *shape_often(void *data)
{
    const struct tools *shared = data;
    struct tools own = {shared->font, shared->shaper, shape_room_new()};
    intptr_t width = 0;
    for (int i = 0; i < 200; i++)
        width += width_of(&own, "Шымкент қаласы");
    shape_room_free(own.room);
    return (void *)width;
}

static void test_threads_share_a_shaper(void **state)
{
    (void)state;
    struct tools tools = take("Noto Serif Display", "Regular");
    pthread_t threads[2];
    void *widths[2];
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, shape_often, &tools), 0);
    for (size_t i = 0; i < 2; i++)
        pthread_join(threads[i], &widths[i]);
    assert_ptr_equal(widths[0], widths[1]);
    assert_int_equal((intptr_t)widths[0], 200 * width_of(&tools, "Шымкент қаласы"));
    put_away(&tools);
}

/* Subsets */

enum { LETTERS = 84 + 10 }; /* of Kazakh, upper and lower case, and the digits */

static void gather_ids(const struct tools *tools, uint32_t ids[LETTERS])
{
    static const uint32_t others[] = {0x401, 0x451, 0x406, 0x456, 0x492, 0x493, 0x49A,
                                      0x49B, 0x4A2, 0x4A3, 0x4AE, 0x4AF, 0x4B0, 0x4B1,
                                      0x4BA, 0x4BB, 0x4D8, 0x4D9, 0x4E8, 0x4E9};
    size_t count = 0;
    for (uint32_t letter = 0x410; letter <= 0x44F; letter++)
        ids[count++] = id_of(tools, letter);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ids[count++] = id_of(tools, others[i]);
    for (uint32_t digit = '0'; digit <= '9'; digit++)
        ids[count++] = id_of(tools, digit);
    assert_int_equal(count, LETTERS);
}

static struct subset subset_of(const struct tools *tools)
{
    uint32_t ids[LETTERS];
    struct subset subset;
    struct error err = {0};
    gather_ids(tools, ids);
    assert_true(subset_make(tools->shaper, ids, LETTERS, &subset, &err));
    assert_string_equal(words_of(&err), "");
    return subset;
}

static FT_Face open_face(FT_Library library, const struct buf *program)
{
    FT_Face face;
    assert_int_equal(FT_New_Memory_Face(library, (const FT_Byte *)program->data,
                                        (FT_Long)program->size, 0, &face),
                     0);
    return face;
}

/* Asserts that a glyph of the subset has the outline it had in the font. */
static void assert_outline(FT_Face whole, uint32_t old_id, FT_Face part, uint32_t new_id)
{
    assert_int_equal(FT_Load_Glyph(whole, old_id, FT_LOAD_NO_SCALE), 0);
    assert_int_equal(FT_Load_Glyph(part, new_id, FT_LOAD_NO_SCALE), 0);
    const FT_Outline *old = &whole->glyph->outline, *new = &part->glyph->outline;
    assert_int_equal(old->n_points, new->n_points);
    assert_true(new->n_points > 0);
    assert_memory_equal(old->points, new->points, (size_t)old->n_points * sizeof *old->points);
    assert_int_equal(whole->glyph->metrics.horiAdvance, part->glyph->metrics.horiAdvance);
}

static void check_outlines(const struct tools *tools)
{
    uint32_t ids[LETTERS];
    gather_ids(tools, ids);
    struct subset subset = subset_of(tools);
    FT_Library library;
    assert_int_equal(FT_Init_FreeType(&library), 0);
    FT_Face whole = open_face(library, &tools->font->data);
    FT_Face part = open_face(library, &subset.program);
    assert_int_equal(subset.cff, tools->font->cff);
    assert_int_equal(subset.old_count, whole->num_glyphs);
    assert_int_equal(subset.count, part->num_glyphs);
    assert_true(subset.count < 2 * LETTERS);
    for (size_t i = 0; i < LETTERS; i++) {
        uint32_t new_id = subset.new_ids[ids[i]];
        assert_in_range(new_id, 1, subset.count - 1);
        assert_outline(whole, ids[i], part, new_id);
        FT_Pos advance = part->glyph->metrics.horiAdvance;
        assert_int_equal(subset.advances[new_id],
                         (advance * 1000 + part->units_per_EM / 2) / part->units_per_EM);
    }
    FT_Done_Face(part);
    FT_Done_Face(whole);
    FT_Done_FreeType(library);
    subset_free(&subset);
}

/* DejaVu builds letters of letters that are built of letters. */
static void test_outlines_survive(void **state)
{
    (void)state;
    static const char *const families[] = {"PT Serif", "Noto Serif Display", "DejaVu Serif"};
    for (size_t i = 0; i < 3; i++) {
        struct tools tools = take(families[i], "Regular");
        check_outlines(&tools);
        put_away(&tools);
    }
}

static void test_postscript_outlines_survive(void **state)
{
    (void)state;
    struct tools tools = take("Linux Libertine O", "Regular");
    assert_true(tools.font->cff);
    check_outlines(&tools);
    put_away(&tools);
}

static void test_a_subset_is_small_and_starts_with_notdef(void **state)
{
    (void)state;
    struct tools tools = take("Noto Serif Display", "Regular");
    struct subset subset = subset_of(&tools);
    assert_true(subset.program.size < 16 * 1024);
    assert_int_equal(subset.new_ids[0], 0);
    assert_int_equal(subset.new_ids[id_of(&tools, 'Q')], 0);
    subset_free(&subset);
    assert_int_equal(subset.program.size, 0);
    put_away(&tools);
}

static void test_the_same_glyphs_give_the_same_bytes(void **state)
{
    (void)state;
    struct tools tools = take("PT Serif", "Bold");
    struct subset first = subset_of(&tools), second;
    uint32_t ids[LETTERS], turned[LETTERS + 1];
    struct error err;
    gather_ids(&tools, ids);
    for (size_t i = 0; i < LETTERS; i++)
        turned[i] = ids[LETTERS - 1 - i];
    turned[LETTERS] = ids[5];
    assert_true(subset_make(tools.shaper, turned, LETTERS + 1, &second, &err));
    assert_int_equal(first.program.size, second.program.size);
    assert_memory_equal(first.program.data, second.program.data, first.program.size);
    assert_memory_equal(first.new_ids, second.new_ids, first.old_count * sizeof *first.new_ids);
    subset_free(&first);
    subset_free(&second);
    put_away(&tools);
}

static void test_a_subset_of_nothing(void **state)
{
    (void)state;
    static const uint32_t beyond[] = {0xFFFF, 0x10000, 0x7FFFFFFF};
    struct tools tools = take("PT Serif", "Regular");
    struct subset subset;
    struct error err;
    assert_true(subset_make(tools.shaper, NULL, 0, &subset, &err));
    assert_int_equal(subset.count, 1);
    subset_free(&subset);
    assert_true(subset_make(tools.shaper, beyond, 3, &subset, &err));
    assert_int_equal(subset.count, 1);
    subset_free(&subset);
    put_away(&tools);
}

static void what_draws_nothing_is_known(void **state)
{
    (void)state;
    static const char *const families[] = {"PT Serif", "Linux Libertine O"};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        struct tools tools = take(families[i], "Regular");
        size_t count;
        const struct shaped *glyphs = shape(&tools, "Ә .", &count);
        assert_int_equal(count, 3);
        assert_false(glyphs[0].blank);
        assert_true(glyphs[1].blank);
        assert_false(glyphs[2].blank);
        put_away(&tools);
    }
}

/* The Cyrillic П is a gate: straight, on the baseline, as high as its capital letters. */
static void test_an_outline_is_that_of_its_letter(void **state)
{
    (void)state;
    struct tools tools = take("PT Serif", "Regular");
    struct arena arena = {0};
    size_t count;
    double top = 0, bottom = 0;
    const struct path_step *steps =
        shape_outline(tools.shaper, id_of(&tools, 0x41F), &arena, &count);
    assert_true(count > 8);
    assert_int_equal(steps[0].verb, PATH_MOVE);
    assert_int_equal(steps[count - 1].verb, PATH_CLOSE);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < page_step_points(&steps[i]); k++) {
            top = steps[i].p[k].y > top ? steps[i].p[k].y : top;
            bottom = steps[i].p[k].y < bottom ? steps[i].p[k].y : bottom;
        }
    assert_int_equal((int)top, tools.font->cap_height);
    assert_int_equal((int)bottom, 0);
    shape_outline(tools.shaper, id_of(&tools, ' '), &arena, &count);
    assert_int_equal(count, 0);
    shape_outline(tools.shaper, 0xFFFFFF, &arena, &count);
    assert_int_equal(count, 0);
    steps = shape_outline(tools.shaper, id_of(&tools, 0x41E), &arena, &count);
    assert_int_equal(steps[1].verb, PATH_CURVE);
    arena_free(&arena);
    put_away(&tools);
}

/* The quotation mark that looks like an apostrophe is its glyph where there is no other. */
static void test_apostrophes_that_the_font_lacks(void **state)
{
    (void)state;
    struct tools lacks = take("PT Serif", "Regular"),
                 has = take("Noto Serif Display", "Regular");
    size_t count;
    uint32_t quote = id_of(&lacks, U'\u2018');
    const struct shaped *glyphs = shape(&lacks, "Oʻt", &count);
    assert_int_equal(count, 3);
    assert_int_equal(glyphs[1].id, quote);
    assert_int_equal(glyphs[1].instead, 0x2018);
    assert_int_equal(glyphs[1].cluster, 1);
    assert_true(!glyphs[0].instead && !glyphs[2].instead);
    glyphs = shape(&lacks, "O‘t", &count);
    assert_int_equal(glyphs[1].instead, 0);
    quote = id_of(&has, U'\u2018');
    glyphs = shape(&has, "Oʻt", &count);
    assert_true(glyphs[1].id && glyphs[1].id != quote && !glyphs[1].instead);
    put_away(&lacks);
    put_away(&has);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_outline_is_that_of_its_letter),
        cmocka_unit_test(test_a_name),
        cmocka_unit_test(test_kerning),
        cmocka_unit_test(test_missing_letters_are_glyph_0),
        cmocka_unit_test(test_apostrophes_that_the_font_lacks),
        cmocka_unit_test(test_a_mark_is_told_from_its_letter),
        cmocka_unit_test(test_tracked_text_has_no_ligatures),
        cmocka_unit_test(test_earlier_texts_change_nothing),
        cmocka_unit_test(test_any_text_is_shaped),
        cmocka_unit_test(test_the_same_letters_stay_apart),
        cmocka_unit_test(test_threads_share_a_shaper),
        cmocka_unit_test(test_outlines_survive),
        cmocka_unit_test(test_postscript_outlines_survive),
        cmocka_unit_test(test_a_subset_is_small_and_starts_with_notdef),
        cmocka_unit_test(test_the_same_glyphs_give_the_same_bytes),
        cmocka_unit_test(test_a_subset_of_nothing),
        cmocka_unit_test(what_draws_nothing_is_known),
    };
    /* Nothing here may depend on what the environment asks of HarfBuzz. */
    setenv("HB_SHAPER_LIST", "fallback", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
