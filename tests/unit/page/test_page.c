#include "page/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void clusters_share_their_text(void **state)
{
    (void)state;
    /* "ffi" is one glyph, "й" two, "Қ" one. */
    struct glyph glyphs[] = {{.cluster = 0}, {.cluster = 3}, {.cluster = 3}, {.cluster = 5}};
    struct run run = {.text = "ffiйҚ", .glyphs = glyphs, .count = 4};
    const char *text;
    size_t size;
    assert_int_equal(page_cluster(&run, 0, &text, &size), 1);
    assert_memory_equal(text, "ffi", 3);
    assert_int_equal(size, 3);
    assert_int_equal(page_cluster(&run, 1, &text, &size), 2);
    assert_int_equal(size, 2);
    assert_int_equal(page_cluster(&run, 3, &text, &size), 1);
    assert_string_equal(text, "Қ");
    assert_int_equal(size, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(clusters_share_their_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
