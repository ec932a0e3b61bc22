#include "preview/tightness.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Two texts of 10 pt, with 12 pt to a line, in boxes of 100 × 60 pt; glyphs are 10 pt wide. */
static const char first[] = "text a", second[] = "text b";
static const struct glyph glyphs[10] = {
    {.advance = 10}, {.advance = 10}, {.advance = 10}, {.advance = 10}, {.advance = 10},
    {.advance = 10}, {.advance = 10}, {.advance = 10}, {.advance = 10}, {.advance = 10}};

static struct item line(double x, double y, size_t count)
{
    return (struct item){.kind = ITEM_RUN,
                         .run = {.x = x, .y = y, .glyphs = glyphs, .count = count}};
}

static struct part part_of(const char *name, const struct item *items, size_t count)
{
    return (struct part){.name = name, .items = items, .count = count, .box = {0, 0, 100, 60}};
}

/* {name} is the list's, {event} is defined and shows nothing of it. */
static struct piece name_piece = {.column = "name"}, event_piece = {.column = "event"};
static const struct pattern name = {"{name}", &name_piece, 1};
static const struct pattern event = {"{event}", &event_piece, 1};

/* Says how tight parts are whose texts are set in these sizes. */
static double tightness_with(const struct pattern *text, const struct part *a,
                             const struct part *b, double a_size, double b_size)
{
    struct template_define define = {.name = "event"};
    struct element elements[] = {
        {.section = first, .content = *text, .text = {.size = 10, .line_height = 12}},
        {.section = second, .content = name, .text = {.size = 10, .line_height = 12}}};
    struct template template = {
        .elements = elements, .element_count = 2, .defines = &define, .define_count = 1};
    const struct part *parts[] = {a, b};
    struct page page = {.parts = parts, .count = 2};
    double sizes[] = {a_size, b_size};
    const struct job job = {.template = &template};
    const struct row_pages row_pages = {.document = {.pages = &page, .page_count = 1},
                                        .sizes = sizes};
    return tightness(&job, &row_pages);
}

static double tightness_of(const struct part *a, const struct part *b, double a_size,
                           double b_size)
{
    return tightness_with(&name, a, b, a_size, b_size);
}

static void the_fullest_text_counts(void **state)
{
    (void)state;
    const struct item half = line(30, 20, 5), most = line(5, 20, 9);
    const struct part a = part_of(first, &half, 1), b = part_of(second, &most, 1);
    assert_float_equal(tightness_of(&a, &a, 10, 10), 0.5, 1e-9);
    assert_float_equal(tightness_of(&a, &b, 10, 10), 0.9, 1e-9);
    assert_float_equal(tightness_of(&b, &a, 10, 10), 0.9, 1e-9);
}

/* A line of two runs is as wide as both; of several lines the height counts, and the widest. */
static void lines_fill_the_height(void **state)
{
    (void)state;
    const struct item one[] = {line(0, 20, 3), line(30, 20, 4)};
    const struct item three[] = {line(0, 20, 9), line(0, 32, 9), line(0, 44, 1)};
    const struct part wide = part_of(first, one, 2), high = part_of(first, three, 3);
    assert_float_equal(tightness_of(&wide, &wide, 10, 10), 0.7, 1e-9);
    assert_float_equal(tightness_of(&high, &high, 10, 10), 0.58, 1e-9);
}

/* Names that always have two lines, in a box for two: the longer one is the tighter. */
static void in_a_full_box_the_widest_line_counts(void **state)
{
    (void)state;
    const struct item some[] = {line(0, 20, 5), line(0, 32, 4)};
    const struct item more[] = {line(0, 20, 4), line(0, 32, 9)};
    struct part a = part_of(first, some, 2), b = part_of(first, more, 2);
    a.box.height = b.box.height = 24;
    assert_float_equal(tightness_of(&a, &a, 10, 10), 0.75, 1e-9);
    assert_float_equal(tightness_of(&b, &b, 10, 10), 0.95, 1e-9);
    a.box.height = 20; /* lower than its lines, which may be so */
    assert_float_equal(tightness_of(&a, &a, 10, 10), 0.75, 1e-9);
}

/* However little it shrinks, that is tighter than a full box. */
static void a_text_that_shrinks_is_tighter(void **state)
{
    (void)state;
    const struct item full = line(0, 20, 10), short_one = line(0, 20, 2);
    const struct part a = part_of(first, &full, 1), b = part_of(second, &short_one, 1);
    assert_float_equal(tightness_of(&a, &b, 10, 9.5), 1.05, 1e-9);
    assert_float_equal(tightness_of(&a, &b, 10, 6), 1.4, 1e-9);
}

static void what_every_row_has_does_not_count(void **state)
{
    (void)state;
    const struct item full = line(0, 20, 10), half = line(0, 20, 5);
    struct part fixed = part_of(first, &full, 1);
    const struct part own = part_of(second, &half, 1);
    fixed.fixed = true;
    assert_float_equal(tightness_of(&fixed, &own, 10, 10), 0.5, 1e-9);
    /* Nor does a definition that no row changes. */
    const struct part defined = part_of(first, &full, 1);
    assert_float_equal(tightness_with(&event, &defined, &own, 10, 10), 0.5, 1e-9);
    /* A part of no text, such as a picture, has no size. */
    const struct part picture = part_of(first, &full, 1);
    assert_float_equal(tightness_of(&picture, &own, 0, 10), 0.5, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fullest_text_counts),
        cmocka_unit_test(lines_fill_the_height),
        cmocka_unit_test(in_a_full_box_the_widest_line_counts),
        cmocka_unit_test(a_text_that_shrinks_is_tighter),
        cmocka_unit_test(what_every_row_has_does_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
