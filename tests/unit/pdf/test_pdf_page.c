#include "pdf/pdf_page.h"

#include "base/mem.h"
#include "unit/strokes.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct batch {
    struct strokes strokes;
    struct document document;
    bool has_field;
    struct pdf_page_plan *plan;
    struct error err;
};

static int set_up(void **state)
{
    struct batch *batch = mem_new(1, sizeof *batch);
    strokes_open(&batch->strokes);
    batch->document = (struct document){.pages = batch->strokes.pages, .page_count = PAGES};
    *state = batch;
    return 0;
}

static int tear_down(void **state)
{
    struct batch *batch = *state;
    pdf_page_plan_free(batch->plan);
    arena_free(&batch->strokes.arena);
    free(batch);
    return 0;
}

static void assert_segment(const struct batch *batch, size_t index, struct pdf_segment wanted)
{
    assert_in_range(index + 1, 1, batch->plan->segment_count);
    const struct pdf_segment *segment = &batch->plan->segments[index];
    assert_int_equal(segment->page, wanted.page);
    assert_int_equal(segment->first, wanted.first);
    assert_int_equal(segment->end, wanted.end);
    assert_int_equal(segment->fixed, wanted.fixed);
}

/* Makes the part's stroke one of many steps. */
static void lengthen(struct batch *batch, struct part *part)
{
    enum { STEPS = 12 };
    struct item *item = arena_new(&batch->strokes.arena, 1, sizeof *item);
    struct path_step *steps = arena_new(&batch->strokes.arena, STEPS, sizeof *steps);
    for (size_t i = 0; i < STEPS; i++)
        steps[i] = (struct path_step){i ? PATH_LINE : PATH_MOVE, {{(double)i, 100}}};
    *item = part->items[0];
    item->path.steps = steps;
    item->path.count = STEPS;
    part->items = item;
}

static void make(struct batch *batch)
{
    batch->plan = pdf_page_plan_new(&batch->document, batch->has_field);
}

/* The fewer streams, the smaller each of thousands of files; but order is painting order. */
static void neighbours_of_one_kind_are_one_stream(void **state)
{
    struct batch *batch = *state;
    strokes_add(&batch->strokes, 0, ROLE_ARTIFACT, true, 10);
    strokes_add(&batch->strokes, 0, ROLE_P, true, 20);
    strokes_add(&batch->strokes, 0, ROLE_P, false, 30);
    strokes_add(&batch->strokes, 0, ROLE_P, false, 40);
    lengthen(batch, strokes_add(&batch->strokes, 0, ROLE_P, true, 50));
    strokes_add(&batch->strokes, 1, ROLE_P, true,
                60); /* as the one before, but on another page */
    make(batch);
    assert_int_equal(batch->plan->segment_count, 4);
    assert_segment(batch, 0, (struct pdf_segment){0, 0, 2, true});
    assert_segment(batch, 1, (struct pdf_segment){0, 2, 4, false});
    assert_segment(batch, 2, (struct pdf_segment){0, 4, 5, true});
    assert_segment(batch, 3, (struct pdf_segment){1, 0, 1, true});
}

/* A stream of its own for a line takes more than the line. */
static void a_line_between_goes_with_the_others(void **state)
{
    struct batch *batch = *state;
    strokes_add(&batch->strokes, 0, ROLE_P, true, 10);
    strokes_add(&batch->strokes, 0, ROLE_P, false, 20);
    strokes_add(&batch->strokes, 0, ROLE_ARTIFACT, true, 30);
    strokes_add(&batch->strokes, 0, ROLE_P, false, 40);
    lengthen(batch, strokes_add(&batch->strokes, 0, ROLE_P, true, 50));
    strokes_add(&batch->strokes, 0, ROLE_P, true, 60);
    make(batch);
    assert_int_equal(batch->plan->segment_count, 3);
    assert_segment(batch, 0, (struct pdf_segment){0, 0, 1, true});
    assert_segment(batch, 1, (struct pdf_segment){0, 1, 4, false});
    assert_segment(batch, 2, (struct pdf_segment){0, 4, 6, true});
}

/* A part that says nothing in one row may say something in the next. */
static void only_what_is_never_painted_has_no_stream(void **state)
{
    struct batch *batch = *state;
    batch->has_field = true;
    strokes_add(&batch->strokes, 0, ROLE_P, true, 0);
    strokes_add(&batch->strokes, 0, ROLE_P, true, 20);
    strokes_add(&batch->strokes, 0, ROLE_FORM, false, 30);
    strokes_add(&batch->strokes, 0, ROLE_P, true, 0);
    strokes_add(&batch->strokes, 0, ROLE_P, true, 40);
    strokes_add(&batch->strokes, 0, ROLE_FORM, false, 50);
    strokes_add(&batch->strokes, 1, ROLE_P, false, 0);
    make(batch);
    assert_int_equal(batch->plan->segment_count, 2);
    assert_segment(batch, 0, (struct pdf_segment){0, 1, 5, true});
    assert_segment(batch, 1, (struct pdf_segment){1, 0, 1, false});
}

static void operators_are_those_of_the_segment(void **state)
{
    struct batch *batch = *state;
    struct part *parts[] = {strokes_add(&batch->strokes, 0, ROLE_P, false, 10),
                            strokes_add(&batch->strokes, 0, ROLE_FORM, false, 20),
                            strokes_add(&batch->strokes, 0, ROLE_ARTIFACT, false, 30),
                            strokes_add(&batch->strokes, 0, ROLE_P, false, 40)};
    make(batch);
    const struct pdf_segment *segment = &batch->plan->segments[0];
    const struct pdf_content_resources resources = {0};
    struct buf out = {0};
    assert_true(pdf_page_put_segment(batch->plan, segment, batch->strokes.pages, &resources,
                                     &out, &batch->err));
    assert_string_equal(buf_text(&out), "/P<</MCID 0>>BDC\n1 w\n0 0 0 RG\n"
                                        "19 504 m\n19 404 l\nS\nEMC\n"
                                        "/Artifact BMC\n39 504 m\n39 404 l\nS\nEMC\n"
                                        "/P<</MCID 1>>BDC\n49 504 m\n49 404 l\nS\nEMC\n");
    buf_clear(&out);
    parts[0]->count = parts[2]->count = parts[3]->count = 0; /* a row with nothing to say */
    assert_true(pdf_page_put_segment(batch->plan, segment, batch->strokes.pages, &resources,
                                     &out, &batch->err));
    assert_string_equal(buf_text(&out), "");
    buf_free(&out);
}

/* Says that the page's object, as text, has the words. */
static void assert_page(const struct batch *batch, size_t index, size_t annotation,
                        const char *words, bool there)
{
    static const size_t contents[] = {31, 32, 33};
    const struct pdf_page_numbers numbers = {.page = 4,
                                             .parent = 5,
                                             .resources = 6,
                                             .contents = contents,
                                             .parent_key = 7,
                                             .annotation = annotation,
                                             .annotation_count = annotation ? 1 : 0};
    struct pdf_object *set = pdf_object_new();
    struct buf out = {0};
    size_t offsets[5];
    struct error err;
    pdf_page_add(batch->plan, index, &batch->strokes.pages[index], &numbers, set);
    assert_true(pdf_object_write(set, &out, offsets, &err));
    assert_memory_equal(out.data, "4 0 obj\n", 8);
    if ((strstr(out.data, words) != NULL) != there)
        fail_msg("%s in\n%s", words, out.data);
    buf_free(&out);
    pdf_object_free(set);
}

static void a_page_has_its_own_streams_in_their_order(void **state)
{
    struct batch *batch = *state;
    strokes_add(&batch->strokes, 0, ROLE_P, true, 10);
    strokes_add(&batch->strokes, 0, ROLE_P, false, 20);
    strokes_add(&batch->strokes, 1, ROLE_P, false, 30);
    make(batch);
    assert_page(batch, 0, 0, "/Contents [ 31 0 R 32 0 R ]\n", true);
    assert_page(batch, 1, 0, "/Contents [ 33 0 R ]\n", true);
    assert_page(batch, 1, 0, "/Parent 5 0 R\n", true);
    assert_page(batch, 1, 0, "/Resources 6 0 R\n", true);
    assert_page(batch, 1, 0, "/StructParents 7\n", true);
}

/* A print shop cuts at the trim. */
static void bleed_lies_around_the_trim(void **state)
{
    struct batch *batch = *state;
    make(batch);
    assert_page(batch, 0, 0,
                "/MediaBox [ 0 0 860 613 ]\n/BleedBox [ 0 0 860 613 ]\n"
                "/TrimBox [ 9 9 851 604 ]\n",
                true);
}

static void a_printer_is_put_right_around_the_page(void **state)
{
    struct batch *batch = *state;
    static const size_t contents[] = {31};
    const struct pdf_page_numbers numbers = {
        .page = 4, .parent = 5, .resources = 6, .contents = contents, .before = 8, .after = 9};
    struct pdf_object *set = pdf_object_new();
    struct buf out = {0};
    size_t offsets[5];
    strokes_add(&batch->strokes, 0, ROLE_P, true, 10);
    make(batch);
    pdf_page_add(batch->plan, 0, batch->strokes.pages, &numbers, set);
    pdf_page_add_blank(batch->strokes.pages, &numbers, set);
    assert_true(pdf_object_write(set, &out, offsets, &batch->err));
    assert_non_null(strstr(out.data, "/Contents [ 8 0 R 31 0 R 9 0 R ]\n"));
    const char *blank = out.data + offsets[4];
    assert_non_null(strstr(blank, "/MediaBox [ 0 0 860 613 ]\n"));
    assert_null(strstr(blank, "/Contents"));
    assert_null(strstr(blank, "/StructParents"));
    buf_free(&out);
    pdf_object_free(set);
}

static void only_a_page_with_a_field_has_annotations(void **state)
{
    struct batch *batch = *state;
    make(batch);
    assert_page(batch, 0, 9, "/Annots [ 9 0 R ]\n", true);
    assert_page(batch, 0, 0, "/Annots", false);
}

static void other_documents_are_refused(void **state)
{
    struct batch *batch = *state;
    strokes_add(&batch->strokes, 1, ROLE_P, true, 10);
    make(batch);
    assert_true(pdf_page_plan_check(batch->plan, &batch->document, &batch->err));
    strokes_add(&batch->strokes, 1, ROLE_P, true, 20);
    assert_false(pdf_page_plan_check(batch->plan, &batch->document, &batch->err));
    assert_string_equal(words_of(&batch->err),
                        "Page 2 has 2 parts; the shared one has 1." INTERNAL);
    batch->document.page_count = 1;
    assert_false(pdf_page_plan_check(batch->plan, &batch->document, &batch->err));
    pdf_page_plan_free(NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(neighbours_of_one_kind_are_one_stream),
        TEST(a_line_between_goes_with_the_others),
        TEST(only_what_is_never_painted_has_no_stream),
        TEST(operators_are_those_of_the_segment),
        TEST(a_page_has_its_own_streams_in_their_order),
        TEST(bleed_lies_around_the_trim),
        TEST(a_printer_is_put_right_around_the_page),
        TEST(only_a_page_with_a_field_has_annotations),
        TEST(other_documents_are_refused),
    };
    return cmocka_run_group_tests_name("pdf_page", tests, NULL, NULL);
}
