
#include "pdf/pdf_shared.h"

#include "base/mem.h"
#include "unit/packed_object.h"
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
    struct face face;
    size_t contents_size;
    struct glyph_use *usage;
    struct error err;
};

static int set_up(void **state)
{
    struct batch *batch = mem_new(1, sizeof *batch);
    batch->usage = glyph_use_new(1);
    strokes_open(&batch->strokes);
    batch->document = (struct document){.pages = batch->strokes.pages,
                                        .page_count = PAGES,
                                        .faces = &batch->face,
                                        .face_count = 1,
                                        .lang = "kk"};
    *state = batch;
    return 0;
}

static int tear_down(void **state)
{
    struct batch *batch = *state;
    glyph_use_free(batch->usage);
    arena_free(&batch->strokes.arena);
    free(batch);
    return 0;
}

static struct pdf_shared *make(struct batch *batch)
{
    struct pdf_shared *common = pdf_shared_new(&batch->document, batch->usage,
                                               batch->contents_size, FLATE_SMALL, &batch->err);
    if (!common)
        fail_msg("%s", words_of(&batch->err));
    return common;
}

/* Returns the text of object `number`, "" if it is left to each row. */
static const char *object_of(const struct pdf_shared *common, size_t number)
{
    return packed_object(&common->beginning, &common->xref, number);
}

/* Says that object `number` stands in the shared bytes, or that it is left to each row. */
static void assert_shared(const struct pdf_shared *common, size_t number, bool shared)
{
    assert_in_range(number, 1, common->object_count);
    assert_int_equal(*object_of(common, number) != '\0', shared);
}

static void only_what_all_rows_have_in_common_is_shared(void **state)
{
    struct batch *batch = *state;
    batch->contents_size = 100;
    strokes_add(&batch->strokes, 0, ROLE_P, true, 10);
    strokes_add(&batch->strokes, 0, ROLE_P, false, 20);
    strokes_add(&batch->strokes, 1, ROLE_P, true, 30);
    struct pdf_shared *common = make(batch);
    const size_t shared[] = {
        common->catalog,     common->page_tree,      common->pages[1],
        common->intent,      common->parents,        common->resources.dictionary,
        common->form,        common->contents[0],    common->resources.xobjects,
        common->contents[2], common->elements.first, common->elements.top,
        common->field,       common->appearance};
    const size_t own[] = {common->info, common->metadata, common->value, common->contents[1]};
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        assert_shared(common, shared[i], true);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        assert_shared(common, own[i], false);
    pdf_shared_free(common);
}

/* Readers tell a PDF by its first line, and that it is no text by the second. */
static void every_file_begins_alike(void **state)
{
    static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    struct batch *batch = *state;
    strokes_add(&batch->strokes, 0, ROLE_P, true, 10);
    struct pdf_shared *common = make(batch), *again = make(batch);
    assert_memory_equal(common->beginning.data, header, strlen(header));
    assert_int_equal(common->beginning.size, again->beginning.size);
    assert_memory_equal(common->beginning.data, again->beginning.data, common->beginning.size);
    struct span parts[] = {{common->beginning.data, common->beginning.size}, {"row", 3}};
    struct digest whole = hash_of(parts, 2),
                  prefix = hash_continue(common->prefix, &parts[1], 1);
    assert_memory_equal(whole.bytes, prefix.bytes, DIGEST_SIZE);
    pdf_shared_free(common);
    pdf_shared_free(again);
}

/* Says that the words stand in the page's object. */
static void assert_on_page(const struct pdf_shared *common, size_t page, const char *words)
{
    const char *object = object_of(common, common->pages[page]);
    if (!strstr(object, words))
        fail_msg("%s in\n%s", words, object);
}

static void pages_come_in_their_order_with_their_streams(void **state)
{
    struct batch *batch = *state;
    char words[200];
    strokes_add(&batch->strokes, 0, ROLE_P, true, 10);
    strokes_add(&batch->strokes, 0, ROLE_P, false, 20);
    struct pdf_shared *common = make(batch);
    snprintf(words, sizeof words, "/Kids [ %zu 0 R %zu 0 R ]", common->pages[0],
             common->pages[1]);
    assert_non_null(strstr(object_of(common, common->page_tree), words));
    snprintf(words, sizeof words, "/Contents [ %zu 0 R %zu 0 R ]", common->contents[0],
             common->contents[1]);
    assert_on_page(common, 0, words);
    assert_on_page(common, 1, "/Contents [ ]");
    pdf_shared_free(common);
}

static void assert_field(struct batch *batch, size_t page, size_t part)
{
    char words[40];
    struct pdf_shared *common = make(batch);
    assert_int_equal(common->fields[0].page, page);
    assert_int_equal(common->fields[0].part, part);
    snprintf(words, sizeof words, "/Annots [ %zu 0 R ]", common->field);
    assert_on_page(common, page, words);
    pdf_shared_free(common);
}

static void the_field_stands_where_its_part_does(void **state)
{
    struct batch *batch = *state;
    batch->contents_size = 100;
    strokes_add(&batch->strokes, 0, ROLE_P, true, 10);
    assert_field(batch, 0, SIZE_MAX); /* nowhere to be seen, but a page must have it */
    strokes_add(&batch->strokes, 1, ROLE_P, true, 20);
    strokes_add(&batch->strokes, 1, ROLE_FORM, false, 30);
    assert_field(batch, 1, 1);
}

static void every_signatory_has_a_field(void **state)
{
    struct batch *batch = *state;
    char words[80];
    batch->contents_size = 100;
    strokes_add(&batch->strokes, 0, ROLE_FORM, true, 10)->name = "signature chairman";
    strokes_add(&batch->strokes, 0, ROLE_FORM, true, 20)->name = "signature secretary";
    strokes_add(&batch->strokes, 1, ROLE_FORM, true, 30)->name = "signature member";
    struct pdf_shared *common = make(batch);
    assert_int_equal(common->field_count, 3);
    assert_int_equal(common->signed_field, 0);
    snprintf(words, sizeof words, "/Annots [ %zu 0 R %zu 0 R ]", common->field,
             common->field + 1);
    assert_on_page(common, 0, words);
    snprintf(words, sizeof words, "/Annots [ %zu 0 R ]", common->field + 2);
    assert_on_page(common, 1, words);
    snprintf(words, sizeof words, "/Fields [ %zu 0 R %zu 0 R %zu 0 R ]", common->field,
             common->field + 1, common->field + 2);
    assert_non_null(strstr(object_of(common, common->form), words));
    assert_non_null(strstr(object_of(common, common->field + 1), "/T (secretary)"));
    assert_non_null(strstr(object_of(common, common->field + 2), "/T (member)"));
    assert_null(strstr(object_of(common, common->field + 2), "/V"));
    pdf_shared_free(common);
}

/* Not even the font's file is looked at. */
static void a_face_nobody_uses_is_left_out(void **state)
{
    struct pdf_shared *common = make(*state);
    assert_non_null(strstr(object_of(common, common->resources.dictionary), "/Font <<\n>>"));
    pdf_shared_free(common);
}

static void refused(struct batch *batch, const char *why)
{
    assert_null(pdf_shared_new(&batch->document, batch->usage, batch->contents_size,
                               FLATE_SMALL, &batch->err));
    assert_string_equal(words_of(&batch->err), why);
}

static void what_cannot_be_written_is_refused(void **state)
{
    struct batch *batch = *state;
    struct item items[] = {
        {.kind = ITEM_PICTURE, .picture = {0, {1, 1, 2, 2}, {1, 1, 2, 2}}},
        {.kind = ITEM_RUN, .run = {.face = 1, .size = 12, .text = "A"}},
    };
    struct image empty = {.width = 1, .height = 1, .components = 3};
    const struct image *const images[] = {&empty};
    struct part *part = strokes_add(&batch->strokes, 1, ROLE_FIGURE, true, 10);
    part->items = &items[0];
    refused(batch, "A page shows image 1 of 0." INTERNAL);
    part->items = &items[1];
    refused(batch, "A page shows text in face 2 of 1." INTERNAL);
    part->items = &items[0];
    batch->document.images = images;
    batch->document.image_count = 1;
    refused(batch, "An image's samples do not fit its size." INTERNAL);
    pdf_shared_free(NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(only_what_all_rows_have_in_common_is_shared),
        TEST(every_file_begins_alike),
        TEST(pages_come_in_their_order_with_their_streams),
        TEST(the_field_stands_where_its_part_does),
        TEST(every_signatory_has_a_field),
        TEST(a_face_nobody_uses_is_left_out),
        TEST(what_cannot_be_written_is_refused),
    };
    return cmocka_run_group_tests_name("pdf_shared", tests, NULL, NULL);
}
