#include "pdf/pdf_content.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A face of 20 glyphs, each half an em wide; glyph 10 + n has the new number n. */
static uint16_t new_ids[20];
static uint16_t advances[10];
static const char *texts[10] = {NULL, "A", "B", "C", " ", "ffi"};

static const struct pdf_font font = {
    .subset = {.count = 10, .new_ids = new_ids, .old_count = 20, .advances = advances},
    .texts = texts,
};
static const struct art horn = {.name = "horn"}, other = {.name = "other"};
static const struct art *pieces[] = {&other, &horn};
static struct known_art known[] = {{&other, 0}, {&horn, 1}};
static const struct art_list art = {pieces, 2, 2, known, 2, 2};
static const struct pdf_content_resources resources = {
    .fonts = &font, .font_count = 1, .image_count = 1, .art = &art};

static int set_up(void **state)
{
    (void)state;
    for (uint16_t i = 1; i < 10; i++) {
        new_ids[10 + i] = i;
        advances[i] = 500;
    }
    return 0;
}

static bool put(const struct item *item, struct buf *out, struct error *err)
{
    buf_clear(out);
    struct pdf_content op = {.out = out, .resources = &resources, .left = 10, .top = 100};
    return pdf_content_items(&op, item, 1, err);
}

static void assert_operators(const struct item *item, const char *expected)
{
    struct buf out = {0};
    struct error err;
    assert_true(put(item, &out, &err));
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

static void assert_refused(const struct item *item, const char *why)
{
    struct buf out = {0};
    struct error err = {0};
    assert_false(put(item, &out, &err));
    assert_non_null(strstr(words_of(&err), why));
    buf_free(&out);
}

static struct item run_of(const char *text, const struct glyph *glyphs, size_t count)
{
    return (struct item){
        .kind = ITEM_RUN,
        .run = {.size = 10, .x = 5, .y = 20, .text = text, .glyphs = glyphs, .count = count}};
}

static void paths_are_turned_upright(void **state)
{
    (void)state;
    struct path_step steps[] = {{PATH_MOVE, {{0, 0}}},
                                {PATH_LINE, {{10.5, 90}}},
                                {PATH_CURVE, {{1, 2}, {3, 4}, {5, 6}}},
                                {PATH_CLOSE, {{0, 0}}}};
    struct item item = {
        .kind = ITEM_PATH,
        .path = {.steps = steps, .count = 4, .stroke = 0.5, .color = {.parts = {255, 0, 51}}}};
    assert_operators(&item,
                     ".5 w\n1 0 .2 RG\n10 100 m\n20.5 10 l\n11 98 13 96 15 94 c\nh\nS\n");
    item.path.stroke = 0;
    assert_operators(&item, "");
    item.path.filled = true;
    assert_operators(&item, "0 0 0 rg\n10 100 m\n20.5 10 l\n11 98 13 96 15 94 c\nh\nf\n");
}

static void rectangles_go_along_the_top_first(void **state)
{
    (void)state;
    const struct path_step step = {PATH_RECTANGLE, {{2, 10}, {32, 30}}};
    struct item item = {.kind = ITEM_PATH,
                        .path = {.steps = &step, .count = 1, .filled = true}};
    assert_operators(&item, "0 0 0 rg\n12 90 30 -20 re\nf\n");
}

/* ISO 32000-1, 14.9.2.2 */
static void words_of_another_language_say_it(void **state)
{
    (void)state;
    const struct glyph glyphs[] = {{.id = 11, .cluster = 0, .advance = 5}};
    struct item item = run_of("A", glyphs, 1);
    item.run.lang = "ru";
    struct buf out = {0};
    struct error err;
    assert_true(put(&item, &out, &err));
    const char *text = buf_text(&out);
    const char *begin = strstr(text, "/Span<</Lang(ru)>>BDC\nBT\n"),
               *end = strstr(text, "ET\nEMC\n");
    assert_non_null(begin);
    assert_true(end && begin < end);
    item.run.lang = NULL;
    assert_true(put(&item, &out, &err));
    assert_null(strstr(buf_text(&out), "Span"));
    buf_free(&out);
}

static void pictures_are_clipped_only_if_they_must(void **state)
{
    (void)state;
    struct item item = {.kind = ITEM_PICTURE, .picture = {0, {0, 10, 30, 20}, {0, 10, 30, 20}}};
    assert_operators(&item, "q\n30 0 0 20 10 70 cm\n/I0 Do\nQ\n");
    item.picture.clip.width = 15;
    assert_operators(&item, "q\n10 70 15 20 re W n\n30 0 0 20 10 70 cm\n/I0 Do\nQ\n");
    item.picture.image = 1;
    assert_refused(&item, "image 2 of 1");
}

static void art_is_placed_by_its_number(void **state)
{
    (void)state;
    struct item item = {.kind = ITEM_PLACED, .placed = {&horn, {{5, 20}, {0, 1}, {-1, 0}}}};
    assert_operators(&item, "q 0 -1 1 0 15 80 cm\n/A1 Do Q\n");
    item.placed.at.right = (struct point){0.866025, 0.5};
    item.placed.at.down = (struct point){-0.5, 0.866025};
    assert_operators(&item, "q .86603 -.5 .5 .86603 15 80 cm\n/A1 Do Q\n");
    const struct art unknown = {.name = "unknown"};
    item.placed.art = &unknown;
    assert_refused(&item, "art that its document does not share");
}

static void kerning_and_widths_share_an_array(void **state)
{
    (void)state;
    struct glyph glyphs[] = {{.id = 11, .cluster = 0, .advance = 5},
                             {.id = 12, .cluster = 1, .advance = 4.5},
                             {.id = 13, .cluster = 2, .advance = 5}};
    struct item item = run_of("ABC", glyphs, 3);
    assert_operators(&item, "0 0 0 rg\nBT\n/F0 10 Tf\n15 80 Td\n[<00010002>50<0003>]TJ\nET\n");
}

static void ink_can_be_shifted(void **state)
{
    (void)state;
    struct glyph glyphs[] = {{.id = 11, .cluster = 0, .advance = 5, .dx = 1, .dy = 2},
                             {.id = 12, .cluster = 1, .advance = 5}};
    struct item item = run_of("AB", glyphs, 2);
    assert_operators(&item, "0 0 0 rg\nBT\n/F0 10 Tf\n15 80 Td\n2 Ts\n[-100<0001>]TJ\n0 Ts\n"
                            "[100<0002>]TJ\nET\n");
}

static void text_that_glyphs_do_not_tell_is_said(void **state)
{
    (void)state;
    /* The ligature tells its three letters; the Cyrillic А shown by the Latin one's glyph, and
     * the letter made of two glyphs, do not. */
    struct glyph glyphs[] = {{.id = 15, .cluster = 0, .advance = 5},
                             {.id = 11, .cluster = 3, .advance = 5},
                             {.id = 12, .cluster = 5, .advance = 5},
                             {.id = 13, .cluster = 5, .advance = 5},
                             {.id = 12, .cluster = 7, .advance = 5}};
    struct item item = run_of("ffiАйB", glyphs, 5);
    assert_operators(&item, "0 0 0 rg\nBT\n/F0 10 Tf\n15 80 Td\n[<0005>]TJ\n"
                            "/Span<</ActualText<FEFF04100439>>>BDC\n[<000100020003>]TJ\nEMC\n"
                            "[<0002>]TJ\nET\n");
}

static void blanks_are_blanks(void **state)
{
    (void)state;
    struct glyph glyph = {.id = 14, .advance = 5};
    struct item item = run_of("\xC2\xA0", &glyph, 1);
    assert_operators(&item, "0 0 0 rg\nBT\n/F0 10 Tf\n15 80 Td\n[<0004>]TJ\nET\n");
}

static void letterspaced_words_are_said_whole(void **state)
{
    (void)state;
    struct glyph glyphs[] = {{.id = 11, .cluster = 0, .advance = 7},
                             {.id = 12, .cluster = 1, .advance = 7},
                             {.id = 14, .cluster = 2, .advance = 7},
                             {.id = 13, .cluster = 3, .advance = 5}};
    struct item item = run_of("AB C", glyphs, 4);
    assert_operators(&item, "0 0 0 rg\nBT\n/F0 10 Tf\n15 80 Td\n"
                            "/Span<</ActualText<FEFF00410042>>>BDC\n[<0001>-200<0002>]TJ\nEMC\n"
                            "[-200<0004>-200<0003>]TJ\nET\n");
}

static void a_letterspaced_part_is_said_once(void **state)
{
    (void)state;
    struct glyph glyphs[] = {{.id = 11, .cluster = 0, .advance = 7},
                             {.id = 12, .cluster = 1, .advance = 5}};
    struct item item = run_of("AB", glyphs, 2);
    struct part part = {.items = &item, .count = 1};
    assert_string_equal(pdf_content_actual_text(&resources, &part), "AB");
    struct buf out = {0};
    struct error err;
    struct pdf_content op = {.out = &out, .resources = &resources, .actual_text = true};
    assert_true(pdf_content_items(&op, &item, 1, &err));
    assert_null(strstr(out.data, "ActualText"));
    buf_free(&out);
    glyphs[0].advance = 5.5;
    assert_null(pdf_content_actual_text(&resources, &part));
    part.count = 0;
    assert_null(pdf_content_actual_text(&resources, &part));
}

static void what_is_not_there_is_refused(void **state)
{
    (void)state;
    struct glyph glyph = {.id = 3};
    struct item item = run_of("Ж", &glyph, 1);
    assert_refused(&item, "Glyph 3 of “Ж”");
    glyph.id = 0;
    assert_refused(&item, "Glyph 0");
    glyph.id = 5000;
    assert_refused(&item, "Glyph 5000");
    item.run.face = 1;
    assert_refused(&item, "face 2 of 1");
}

static void state_is_set_once(void **state)
{
    (void)state;
    struct glyph glyph = {.id = 11, .advance = 5};
    struct item items[] = {run_of("A", &glyph, 1), run_of("A", &glyph, 1)};
    struct buf out = {0};
    struct error err;
    struct pdf_content op = {.out = &out, .resources = &resources};
    assert_true(pdf_content_items(&op, items, 2, &err));
    assert_string_equal(out.data, "0 0 0 rg\nBT\n/F0 10 Tf\n5 -20 Td\n[<0001>]TJ\nET\n"
                                  "BT\n5 -20 Td\n[<0001>]TJ\nET\n");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(paths_are_turned_upright),
                                       cmocka_unit_test(rectangles_go_along_the_top_first),
                                       cmocka_unit_test(words_of_another_language_say_it),
                                       cmocka_unit_test(pictures_are_clipped_only_if_they_must),
                                       cmocka_unit_test(art_is_placed_by_its_number),
                                       cmocka_unit_test(kerning_and_widths_share_an_array),
                                       cmocka_unit_test(ink_can_be_shifted),
                                       cmocka_unit_test(text_that_glyphs_do_not_tell_is_said),
                                       cmocka_unit_test(blanks_are_blanks),
                                       cmocka_unit_test(letterspaced_words_are_said_whole),
                                       cmocka_unit_test(a_letterspaced_part_is_said_once),
                                       cmocka_unit_test(what_is_not_there_is_refused),
                                       cmocka_unit_test(state_is_set_once)};
    return cmocka_run_group_tests(tests, set_up, NULL);
}
