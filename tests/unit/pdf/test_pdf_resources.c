#include "pdf/pdf_resources.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A document with one image, and a horn that is placed twice. */
struct sample {
    struct path_step steps[2];
    struct item stroke, items[3];
    struct art horn;
    struct part part;
    const struct part *parts[1];
    struct page page;
    struct image image, own;
    const struct image *images[2];
    struct document document;
    struct pdf_font_set fonts;
    struct pdf_resources resources;
    struct pdf_object *set;
    struct buf out;
    size_t last, offsets[20];
    struct error err;
};

static int set_up(void **state)
{
    struct sample *s = calloc(1, sizeof *s);
    s->steps[0] = (struct path_step){PATH_MOVE, {{1, 2}}};
    s->steps[1] = (struct path_step){PATH_LINE, {{3, 4}}};
    s->stroke.kind = ITEM_PATH;
    s->stroke.path = (struct path){.steps = s->steps, .count = 2, .stroke = 1};
    s->horn =
        (struct art){.name = "horn", .box = {-5, -2, 10, 8}, .items = &s->stroke, .count = 1};
    for (size_t i = 0; i < 2; i++) {
        s->items[i].kind = ITEM_PLACED;
        s->items[i].placed = (struct placed){&s->horn, {{1, 2}, {1, 0}, {0, 1}}};
    }
    s->items[2].kind = ITEM_PICTURE; /* of image 0 */
    s->part = (struct part){.alt = "", .fixed = true, .items = s->items, .count = 3};
    s->parts[0] = &s->part;
    s->page = (struct page){.width = 10, .height = 10, .parts = s->parts, .count = 1};
    s->image = (struct image){.width = 1, .height = 1, .components = 3};
    buf_add(&s->image.data, "rgb", 3);
    s->own = (struct image){.width = 2, .height = 2, .components = 1, .jpeg = true};
    buf_puts(&s->own.data, "of this row");
    s->images[0] = &s->image;
    s->images[1] = &s->own;
    s->document = (struct document){
        .pages = &s->page, .page_count = 1, .images = s->images, .image_count = 1};
    s->last = 4;
    pdf_resources_plan(&s->resources, &s->document, &s->fonts, &s->last);
    s->set = pdf_object_new();
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    struct sample *s = *state;
    pdf_resources_free(&s->resources);
    pdf_object_free(s->set);
    buf_free(&s->image.data);
    buf_free(&s->own.data);
    buf_free(&s->out);
    free(s);
    return 0;
}

static const char *written(struct sample *s)
{
    if (!pdf_object_write(s->set, &s->out, s->offsets, &s->err))
        fail_msg("%s", words_of(&s->err));
    return s->out.data;
}

/* A frame's horns are some sixty; what they are made of must not be. */
static void art_is_written_once_however_often_it_is_placed(void **state)
{
    struct sample *s = *state;
    assert_true(pdf_resources_add(&s->resources, &s->document, FLATE_SMALL, s->set, &s->err));
    const char *text = written(s), *form = text + s->offsets[s->resources.forms];
    static const char wanted[] = "9 0 obj\n<<\n/Subtype /Form\n/BBox [ -5 -6 5 2 ]\n/Filter";
    assert_memory_equal(form, wanted, strlen(wanted));
    assert_null(strstr(form + 50, " 0 obj"));
    assert_int_equal(s->last, 9);
}

/* Only what names others needs to say where they are (ISO 19005-2, 6.2.2). */
static void art_of_art_has_resources(void **state)
{
    struct sample *s = *state;
    const struct item inner = {.kind = ITEM_PLACED,
                               .placed = {&s->horn, {{1, 2}, {1, 0}, {0, 1}}}};
    const struct art outer = {.name = "pair", .box = {0, 0, 9, 9}, .items = &inner, .count = 1};
    s->items[0].placed.art = s->items[1].placed.art = &outer;
    pdf_resources_free(&s->resources);
    pdf_resources_plan(&s->resources, &s->document, &s->fonts, &s->last);
    assert_int_equal(s->resources.art.count, 2);
    assert_true(pdf_resources_add(&s->resources, &s->document, FLATE_SMALL, s->set, &s->err));
    const char *text = written(s), *horn = text + s->offsets[s->resources.forms],
               *pair = text + s->offsets[s->resources.forms + 1];
    assert_memory_equal(strstr(horn, "]\n"), "]\n/Filter", 9);
    assert_memory_equal(strstr(pair, "]\n"), "]\n/Resources 10 0 R\n", 20);
}

static void names_are_those_that_streams_use(void **state)
{
    struct sample *s = *state;
    s->document.image_count = 2;
    pdf_resources_add_dictionary(&s->resources, &s->fonts, s->set);
    pdf_resources_name(&s->resources, &s->document, 12,
                       pdf_object_dict(s->set, s->resources.xobjects));
    assert_string_equal(written(s), "5 0 obj\n<<\n/XObject 6 0 R\n/Font <<\n>>\n>>\nendobj\n"
                                    "6 0 obj\n<<\n/I0 7 0 R\n/I1 12 0 R\n/A0 9 0 R\n>>\n"
                                    "endobj\n");
}

static void images_of_one_document_come_behind_the_shared_ones(void **state)
{
    struct sample *s = *state;
    struct flate *flate = flate_new(FLATE_QUICK);
    s->document.image_count = 2;
    assert_int_equal(pdf_resources_own_images(&s->resources, &s->document), 1);
    assert_true(pdf_resources_add_own(&s->resources, &s->document, 12, flate, s->set, &s->err));
    flate_free(flate);
    const char *text = written(s);
    assert_memory_equal(text, "12 0 obj\n", 9);
    assert_non_null(strstr(text, "stream\nof this row\nendstream"));
    assert_null(strstr(text + 9, " 0 obj"));
}

/* As on sheets that have the pictures already. */
static void images_that_nobody_shows_are_left_out(void **state)
{
    struct sample *s = *state;
    s->part.count = 2;
    pdf_resources_free(&s->resources);
    pdf_resources_plan(&s->resources, &s->document, &s->fonts, &s->last);
    assert_true(pdf_resources_add(&s->resources, &s->document, FLATE_SMALL, s->set, &s->err));
    pdf_resources_name(&s->resources, &s->document, 0,
                       pdf_object_dict(s->set, s->resources.xobjects));
    const char *text = written(s);
    assert_null(memmem(text, s->out.size, "/Image", 6));
    assert_null(memmem(text, s->out.size, "/I0", 3));
    assert_non_null(memmem(text, s->out.size, "/A0", 3));
}

static void impossible_images_are_refused(void **state)
{
    struct sample *s = *state;
    s->image.height = 2;
    assert_false(pdf_resources_add(&s->resources, &s->document, FLATE_SMALL, s->set, &s->err));
    assert_string_equal(words_of(&s->err), "An image's samples do not fit its size." INTERNAL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(art_is_written_once_however_often_it_is_placed),
        TEST(art_of_art_has_resources),
        TEST(names_are_those_that_streams_use),
        TEST(images_of_one_document_come_behind_the_shared_ones),
        TEST(images_that_nobody_shows_are_left_out),
        TEST(impossible_images_are_refused),
    };
    return cmocka_run_group_tests_name("pdf_resources", tests, NULL, NULL);
}
