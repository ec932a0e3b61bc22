#include "pdf/pdf_look.h"

#include "unit/drawn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST = 40 };

static struct document document_of(struct drawn *drawn)
{
    return (struct document){.pages = drawn->pages,
                             .page_count = 2,
                             .faces = &drawn->face,
                             .face_count = 1,
                             .images = drawn->images,
                             .field = "signature member"};
}

static void a_look_is_objects_that_follow_each_other(void **state)
{
    (void)state;
    struct drawn drawn = {0};
    struct pdf_look look;
    struct error err = {0};
    drawn_open(&drawn);
    struct part *other = drawn_add(&drawn, 0, ROLE_P, true, drawn_text(&drawn, "А"));
    other->name = "text a";
    other->count = 0;
    drawn_add(&drawn, 1, ROLE_FORM, true, drawn_text(&drawn, "Қолтаңба"))->name =
        "signature member";
    const struct document document = document_of(&drawn);
    assert_true(pdf_look_write(&document, FIRST, &look, &err));
    assert_true(look.count > 2);
    for (size_t i = 0; i < look.count; i++) {
        char head[32];
        snprintf(head, sizeof head, "%zu 0 obj\n", FIRST + i);
        assert_memory_equal(look.bytes.data + look.offsets[i], head, strlen(head));
    }
    const char *appearance = look.bytes.data + look.offsets[0];
    assert_non_null(memmem(appearance, 200, "/Subtype /Form", 14));
    assert_non_null(memmem(appearance, 200, "/BBox [ 0 0 60 20 ]", 19));
    assert_non_null(memmem(look.bytes.data, look.bytes.size, "+PTSerif-Regular", 16));
    pdf_look_free(&look);
    drawn_free(&drawn);
}

static void a_part_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct drawn drawn = {0};
    struct pdf_look look;
    struct error err = {0};
    drawn_open(&drawn);
    drawn_add(&drawn, 0, ROLE_FORM, true, drawn_text(&drawn, "А"))->name = "signature other";
    const struct document document = document_of(&drawn);
    assert_false(pdf_look_write(&document, FIRST, &look, &err));
    assert_string_equal(err.what.code, "look-part-missing");
    assert_int_equal(look.count, 0);
    drawn_free(&drawn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_look_is_objects_that_follow_each_other),
        cmocka_unit_test(a_part_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
