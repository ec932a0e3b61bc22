#include "page/document.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MM POINTS_PER_MM

/* Dumps a page with one part; the caller frees the text. */
static char *dump(const struct part *part)
{
    const struct part *parts[] = {part};
    const struct page page = {
        .width = 297 * MM, .height = 210 * MM, .parts = parts, .count = 1};
    const struct face face = {.name = "PTSerif-Bold"};
    const struct image image = {.name = "seal.png"}, *const images[] = {&image};
    const struct document document = {.pages = &page,
                                      .page_count = 1,
                                      .faces = &face,
                                      .face_count = 1,
                                      .images = images,
                                      .image_count = 1};
    struct buf out = {0};
    document_dump(&document, &out);
    return out.data;
}

static void assert_dump(const struct part *part, const char *expected)
{
    char *text = dump(part);
    assert_string_equal(text, expected);
    free(text);
}

static void runs_are_readable(void **state)
{
    (void)state;
    struct glyph glyphs[] = {{.id = 4, .advance = 10 * MM}, {.id = 5, .advance = 2.5 * MM}};
    struct item item = {.kind = ITEM_RUN,
                        .run = {.size = 24,
                                .color = {.parts = {0x1A, 0x3C, 0x6E}},
                                .x = 30 * MM,
                                .y = 45.126 * MM,
                                .text = "Ә \"\\\n",
                                .glyphs = glyphs,
                                .count = 2}};
    struct part part = {.name = "text name-kk",
                        .tag = {.role = ROLE_P, .lang = "kk"},
                        .alt = "",
                        .box = {24 * MM, 30 * MM, 249 * MM, 18 * MM},
                        .items = &item,
                        .count = 1};
    assert_dump(&part, "page 1 297.00 210.00\n"
                       "text name-kk p kk, row, box 24.00 30.00 249.00 18.00\n"
                       "  run PTSerif-Bold 24.00pt #1A3C6E at 30.00 45.13 width 12.50 "
                       "\"Ә \\\"\\\\\\n\"\n");
}

static void paths_show_size_and_sum(void **state)
{
    (void)state;
    struct path_step steps[] = {{PATH_MOVE, {{10 * MM, 20 * MM}}},
                                {PATH_LINE, {{-1 * MM, 20 * MM}}},
                                {PATH_CURVE, {{0, 0}, {40 * MM, 20 * MM}, {0, 25 * MM}}},
                                {PATH_CLOSE, {{999, 999}}}};
    struct item item = {.kind = ITEM_PATH,
                        .path = {.steps = steps,
                                 .count = 4,
                                 .stroke = 0.25,
                                 .filled = true,
                                 .fill = {.parts = {1, 2, 3}}}};
    struct part part = {
        .name = "guilloche frame", .alt = "", .fixed = true, .items = &item, .count = 1};
    char *before = dump(&part);
    assert_non_null(strstr(before, "guilloche frame artifact , fixed, box 0.00 0.00 0.00 0.00\n"
                                   "  path of 4 steps in -1.00 0.00 41.00 25.00 "
                                   "stroke 0.25pt #000000 fill #010203 sum "));
    steps[1].p[0].y += 0.02;
    char *after = dump(&part);
    assert_string_not_equal(before, after);
    free(before);
    free(after);
}

static void pictures_show_their_clip(void **state)
{
    (void)state;
    struct box box = {0, 0, 30 * MM, 30 * MM};
    struct item item = {.kind = ITEM_PICTURE, .picture = {0, box, box}};
    struct part part = {.name = "image seal",
                        .tag = {.role = ROLE_FIGURE},
                        .alt = "Мөр",
                        .items = &item,
                        .count = 1};
    assert_dump(&part, "page 1 297.00 210.00\n"
                       "image seal figure , row, box 0.00 0.00 0.00 0.00, alt \"Мөр\"\n"
                       "  picture seal.png in 0.00 0.00 30.00 30.00\n");
    item.picture.clip.height = 20 * MM;
    char *text = dump(&part);
    assert_non_null(strstr(text, "30.00 30.00 clip 0.00 0.00 30.00 20.00\n"));
    free(text);
}

static void empty_parts_are_left_out(void **state)
{
    (void)state;
    struct part part = {.alt = ""};
    assert_dump(&part, "page 1 297.00 210.00\n");
}

static void sheets_printed_beforehand_need_not_all_parts(void **state)
{
    (void)state;
    struct item item = {.kind = ITEM_PATH};
    const struct part ground = {.name = "page 1",
                                .ground = true,
                                .fixed = true,
                                .preprinted = true,
                                .items = &item,
                                .count = 1},
                      title = {.name = "text title",
                               .tag = {.role = ROLE_H1},
                               .fixed = true,
                               .preprinted = true,
                               .items = &item,
                               .count = 1},
                      name = {.name = "text name",
                              .tag = {.role = ROLE_H2},
                              .items = &item,
                              .count = 1},
                      text = {.name = "text signer",
                              .tag = {.role = ROLE_P},
                              .fixed = true,
                              .items = &item,
                              .count = 1};
    const struct part *const parts[] = {&title, &name, &text, &ground};
    const struct page page = {.width = 10, .parts = parts, .count = 4};
    const struct document document = {.pages = &page, .page_count = 1};
    struct arena arena = {0};
    struct document rest = document_on_blank(&document, false, &arena);
    assert_int_equal(rest.page_count, 1);
    assert_int_equal(rest.pages->count, 4);
    assert_true(rest.pages->width == 10);
    assert_int_equal(rest.pages->parts[0]->count, 0);
    assert_int_equal(rest.pages->parts[1]->count, 1);
    assert_int_equal(rest.pages->parts[1]->tag.role, ROLE_P);
    assert_ptr_equal(rest.pages->parts[2], &text);
    assert_int_equal(rest.pages->parts[3]->count, 0);
    assert_int_equal(title.count, 1);
    rest = document_on_blank(&document, true, &arena);
    assert_int_equal(rest.pages->parts[0]->count, 0);
    assert_ptr_equal(rest.pages->parts[3], &ground);
    arena_free(&arena);
}

/* Says what document_check finds wrong with a page that shows the item, by itself or in art. */
static void assert_checked(struct item item, bool in_art, const char *expected)
{
    static const struct face face;
    static const struct image image, *const images[] = {&image};
    const struct art art = {.items = &item, .count = 1};
    const struct item placed = {.kind = ITEM_PLACED, .placed = {.art = &art}};
    const struct part part = {.items = in_art ? &placed : &item, .count = 1};
    const struct part *const parts[] = {&part};
    const struct page page = {.parts = parts, .count = 1};
    const struct document document = {.pages = &page,
                                      .page_count = 1,
                                      .faces = &face,
                                      .face_count = 1,
                                      .images = images,
                                      .image_count = 1};
    struct error err = {0};
    assert_int_equal(document_check(&document, &err), !*expected);
    assert_string_equal(words_of(&err), expected);
}

static void a_document_shows_only_what_it_has(void **state)
{
    (void)state;
    for (int in_art = 0; in_art <= 1; in_art++) {
        assert_checked((struct item){.kind = ITEM_RUN}, in_art, "");
        assert_checked((struct item){.kind = ITEM_PICTURE}, in_art, "");
        assert_checked((struct item){.kind = ITEM_RUN, .run.face = 1}, in_art,
                       "A page shows text in face 2 of 1." INTERNAL);
        assert_checked((struct item){.kind = ITEM_PICTURE, .picture.image = 1}, in_art,
                       "A page shows image 2 of 1." INTERNAL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_are_readable),
        cmocka_unit_test(paths_show_size_and_sum),
        cmocka_unit_test(pictures_show_their_clip),
        cmocka_unit_test(empty_parts_are_left_out),
        cmocka_unit_test(sheets_printed_beforehand_need_not_all_parts),
        cmocka_unit_test(a_document_shows_only_what_it_has)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
