#include "pdf/pdf_field.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

enum { CONTENTS_SIZE = 400 };

/* A field's three objects as text. */
struct written {
    struct buf out;
    size_t offsets[64];
    struct placeholder placeholder;
    struct error err;
};

static bool write_field(const struct pdf_field *field, const struct pdf_field_value *value,
                        struct written *written)
{
    struct pdf_content_resources resources = {0};
    struct pdf_object *set = pdf_object_new();
    struct flate *flate = flate_new(FLATE_QUICK);
    *written = (struct written){0};
    bool done = pdf_field_add(field, &resources, flate, set, &written->err);
    if (done) {
        pdf_field_add_value(value, set, &written->placeholder);
        done = pdf_object_write(set, &written->out, written->offsets, &written->err);
    }
    pdf_object_free(set);
    flate_free(flate);
    return done;
}

static void release(struct written *written)
{
    buf_free(&written->out);
}

/* Says that the object has each of the entries; the list ends with NULL. */
static void assert_has(const struct written *written, size_t number, const char *const *entries)
{
    const char *object = written->out.data + written->offsets[number];
    const char *end =
        memmem(object, (size_t)(written->out.data + written->out.size - object), "endobj", 6);
    for (; *entries; entries++) {
        const char *found = strstr(object, *entries);
        if (!found || found > end)
            fail_msg("%s in %.600s", *entries, object);
    }
}

/* Says that the field's appearance draws so. */
static void assert_looks(const struct written *written, const char *operators)
{
    char text[400];
    uLongf size = sizeof text - 1;
    const char *stream = strstr(written->out.data + written->offsets[9], "\nstream\n") + 8;
    assert_int_equal(uncompress((Bytef *)text, &size, (const Bytef *)stream,
                                (uLong)(written->out.data + written->out.size - stream)),
                     Z_OK);
    text[size] = '\0';
    if (!strstr(text, operators))
        fail_msg("%s in %s", operators, text);
}

static const struct page page = {.width = 800, .height = 500, .bleed = 10};

static struct pdf_field plain(void)
{
    return (struct pdf_field){.number = 7,
                              .value = 8,
                              .appearance = 9,
                              .page_number = 3,
                              .resources_number = 4,
                              .parent_key = 2,
                              .page = &page};
}

static const struct pdf_field_value unnamed = {.number = 8,
                                               .signer = "",
                                               .time = "D:20171005120000+06'00'",
                                               .contents_size = CONTENTS_SIZE};

/* A blue square in the left half of the field. */
static const struct path_step square[] = {{PATH_MOVE, {{100, 50}}},
                                          {PATH_LINE, {{150, 50}}},
                                          {PATH_LINE, {{150, 90}}},
                                          {PATH_CLOSE, {{0, 0}}}};
static const struct item look = {
    .kind = ITEM_PATH,
    .path = {.steps = square, .count = 4, .filled = true, .fill = {.parts = {0, 0, 255}}}};

static void a_field_stands_where_its_part_does(void **state)
{
    (void)state;
    struct part part = {.alt = "Signature of B. Imashev",
                        .box = {100, 50, 200, 40},
                        .items = &look,
                        .count = 1};
    struct pdf_field field = plain();
    struct written written;
    struct pdf_field_value value = unnamed;
    field.part = &part;
    value.signer = "B. Imashev";
    value.sub_filter = SUB_FILTER_PKCS7;
    assert_true(write_field(&field, &value, &written));
    /* y grows upwards now, from the lower edge of the bleed: 10 + 500 - 50 - 40 */
    assert_has(&written, 7,
               (const char *const[]){"/Type /Annot", "/Subtype /Widget", "/FT /Sig", "/F 132",
                                     "/Rect [ 110 420 310 460 ]", "/P 3 0 R", "/V 8 0 R",
                                     "/StructParent 2", "/N 9 0 R", "(Signature of B. Imashev)",
                                     NULL});
    assert_has(&written, 8,
               (const char *const[]){"/Type /Sig", "/SubFilter /adbe.pkcs7.detached",
                                     "(B. Imashev)", "D:20171005120000+06", NULL});
    assert_has(&written, 9,
               (const char *const[]){"/Subtype /Form", "/BBox [ 0 0 200 40 ]",
                                     "/Resources 4 0 R", NULL});
    /* The look is drawn from the field's own corner. */
    assert_looks(&written, "\n0 40 m");
    assert_looks(&written, "\n50 40 l");
    assert_looks(&written, "0 0 1 rg");
    release(&written);
}

static void a_hidden_field_takes_no_place(void **state)
{
    (void)state;
    struct pdf_field field = plain();
    struct written written;
    assert_true(write_field(&field, &unnamed, &written));
    assert_has(&written, 7, (const char *const[]){"/Rect [ 0 0 0 0 ]", "/TU <FEFF", NULL});
    assert_has(&written, 9, (const char *const[]){"/BBox [ 0 0 0 0 ]", NULL});
    const char *value = written.out.data + written.offsets[8];
    const char *name = strstr(value, "/Name");
    assert_true(!name || name > strstr(value, "endobj"));
    release(&written);
}

static void a_field_is_called_something_in_both_languages(void **state)
{
    (void)state;
    struct part part = {.alt = "", .box = {100, 50, 200, 40}};
    struct pdf_field field = plain();
    struct written written;
    field.part = &part;
    assert_true(write_field(&field, &unnamed, &written));
    /* Э of Электрондық, Э of Электронная */
    const char *said = strstr(written.out.data + written.offsets[7], "/TU <FEFF042D");
    assert_non_null(said);
    assert_non_null(strstr(said + 14, "042D"));
    release(&written);
}

static void the_hole_is_where_the_signature_goes(void **state)
{
    (void)state;
    struct pdf_field field = plain();
    struct written written;
    assert_true(write_field(&field, &unnamed, &written));
    const struct placeholder *placeholder = &written.placeholder;
    assert_int_equal(placeholder->contents_size, CONTENTS_SIZE);
    assert_int_equal(written.out.data[placeholder->contents_at], '<');
    assert_int_equal(written.out.data[placeholder->contents_at + CONTENTS_SIZE - 1], '>');
    assert_int_equal(written.out.data[placeholder->range_at], '[');
    assert_int_equal(written.out.data[placeholder->range_at + placeholder->range_size - 1],
                     ']');
    assert_in_range(placeholder->contents_at, written.offsets[8], written.out.size);
    release(&written);
}

static void a_look_that_refers_to_nothing_is_refused(void **state)
{
    (void)state;
    struct item picture = {.kind = ITEM_PICTURE, .picture = {.image = 5}};
    struct part part = {.alt = "", .box = {100, 50, 200, 40}, .items = &picture, .count = 1};
    struct pdf_field field = plain();
    struct written written;
    field.part = &part;
    assert_false(write_field(&field, &unnamed, &written));
    assert_true(words_of(&written.err)[0]);
    release(&written);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_stands_where_its_part_does),
        cmocka_unit_test(a_hidden_field_takes_no_place),
        cmocka_unit_test(a_field_is_called_something_in_both_languages),
        cmocka_unit_test(the_hole_is_where_the_signature_goes),
        cmocka_unit_test(a_look_that_refers_to_nothing_is_refused),
    };
    return cmocka_run_group_tests_name("pdffield", tests, NULL, NULL);
}
