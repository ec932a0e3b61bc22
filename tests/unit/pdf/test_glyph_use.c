#include "pdf/glyph_use.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Counts one run of face 1. */
static void count(struct glyph_use *usage, const char *text, const struct glyph *glyphs,
                  size_t n)
{
    struct item item = {.kind = ITEM_RUN,
                        .run = {.face = 1, .text = text, .glyphs = glyphs, .count = n}};
    struct part part = {.items = &item, .count = 1};
    const struct part *parts[] = {&part};
    struct page page = {.parts = parts, .count = 1};
    struct document document = {.pages = &page, .page_count = 1};
    glyph_use_add(usage, &document, false);
}

static void glyphs_have_their_text(void **state)
{
    (void)state;
    struct glyph_use *usage = glyph_use_new(2);
    struct glyph glyphs[] = {{.id = 70, .cluster = 0}, {.id = 9, .cluster = 2}};
    count(usage, "Әffi", glyphs, 2);
    assert_int_equal(glyph_use_end(usage, 0), 0);
    assert_int_equal(glyph_use_end(usage, 1), 71);
    assert_string_equal(glyph_use_text(usage, 1, 70), "Ә");
    assert_string_equal(glyph_use_text(usage, 1, 9), "ffi");
    assert_null(glyph_use_text(usage, 1, 10));
    assert_null(glyph_use_text(usage, 1, 5000));
    assert_null(glyph_use_text(usage, 0, 9));
    glyph_use_free(usage);
}

static void order_does_not_matter(void **state)
{
    (void)state;
    struct glyph glyph = {.id = 3};
    struct glyph pair[] = {{.id = 3}, {.id = 4}};
    for (int turn = 0; turn < 2; turn++) {
        struct glyph_use *one = glyph_use_new(2), *two = glyph_use_new(2);
        count(one, "А", &glyph, 1); /* Cyrillic */
        count(one, " ", pair, 2);   /* two glyphs for one text are no good name for either */
        count(two, "A", &glyph, 1); /* Latin, the lower code point */
        count(two, "AB", &glyph, 1);
        glyph_use_merge(turn ? one : two, turn ? two : one);
        const struct glyph_use *all = turn ? one : two;
        assert_string_equal(glyph_use_text(all, 1, 3), "A");
        assert_string_equal(glyph_use_text(all, 1, 4), " ");
        glyph_use_free(one);
        glyph_use_free(two);
    }
}

static void fixed_parts_are_counted_apart(void **state)
{
    (void)state;
    struct glyph_use *usage = glyph_use_new(2);
    struct glyph glyph = {.id = 3};
    struct item item = {.kind = ITEM_RUN,
                        .run = {.face = 1, .text = "A", .glyphs = &glyph, .count = 1}};
    struct part part = {.items = &item, .count = 1, .fixed = true};
    const struct part *parts[] = {&part};
    struct page page = {.parts = parts, .count = 1};
    struct document document = {.pages = &page, .page_count = 1};
    glyph_use_add(usage, &document, false);
    assert_null(glyph_use_text(usage, 1, 3));
    glyph_use_add(usage, &document, true);
    assert_string_equal(glyph_use_text(usage, 1, 3), "A");
    glyph_use_free(usage);
}

static void letters_within_art_are_in_use(void **state)
{
    (void)state;
    struct glyph_use *usage = glyph_use_new(2);
    struct glyph glyph = {.id = 3};
    const struct item word = {.kind = ITEM_RUN,
                              .run = {.face = 1, .text = "A", .glyphs = &glyph, .count = 1}};
    const struct art inner = {.items = &word, .count = 1};
    const struct item within = {.kind = ITEM_PLACED, .placed = {.art = &inner}};
    const struct art outer = {.items = &within, .count = 1};
    const struct item item = {.kind = ITEM_PLACED, .placed = {.art = &outer}};
    struct part part = {.items = &item, .count = 1};
    const struct part *parts[] = {&part};
    struct page page = {.parts = parts, .count = 1};
    struct document document = {.pages = &page, .page_count = 1};
    glyph_use_add(usage, &document, false);
    assert_string_equal(glyph_use_text(usage, 1, 3), "A");
    glyph_use_free(usage);
}

static void impossible_numbers_are_passed_over(void **state)
{
    (void)state;
    struct glyph_use *usage = glyph_use_new(1);
    struct glyph glyph = {.id = 0x10000};
    count(usage, "A", &glyph, 1); /* there is no face 1 */
    struct glyph_use *other = glyph_use_new(2);
    count(other, "A", &glyph, 1);
    assert_int_equal(glyph_use_end(other, 1), 0);
    glyph_use_free(usage);
    glyph_use_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(glyphs_have_their_text),
                                       cmocka_unit_test(order_does_not_matter),
                                       cmocka_unit_test(fixed_parts_are_counted_apart),
                                       cmocka_unit_test(letters_within_art_are_in_use),
                                       cmocka_unit_test(impossible_numbers_are_passed_over)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
