#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_members(void **state)
{
    (void)state;
    struct buf line = {0};
    json_text(&line, "status", "written");
    json_count(&line, "row", 17);
    json_text(&line, "who", "Әлия «Мұқанқызы»");
    json_text(&line, "message", "");
    json_end(&line);
    assert_string_equal(line.data, "{\"status\":\"written\",\"row\":17,"
                                   "\"who\":\"Әлия «Мұқанқызы»\",\"message\":\"\"}\n");
    buf_free(&line);
}

static void test_escapes(void **state)
{
    (void)state;
    struct buf line = {0};
    json_text(&line, "k\"", "a\"b\\c\n\t\x01\x1F\x7F/");
    json_end(&line);
    assert_string_equal(line.data, "{\"k\\\"\":\"a\\\"b\\\\c\\u000a\\u0009\\u0001\\u001f"
                                   "\\u007f/\"}\n");
    buf_clear(&line);
    json_text(&line, "file", "a\xC2\x9B\u202Efdp.\xFFӘ\xD3");
    json_end(&line);
    assert_string_equal(line.data, "{\"file\":\"a\\u009b\\u202efdp.\uFFFDӘ\uFFFD\"}\n");
    buf_free(&line);
}

static void test_numbers(void **state)
{
    (void)state;
    struct buf line = {0};
    json_count(&line, "n", 0);
    json_count(&line, "m", 4294967295u);
    json_decimal(&line, "d", -2.65306);
    json_end(&line);
    assert_string_equal(line.data, "{\"n\":0,\"m\":4294967295,\"d\":-2.6531}\n");
    buf_free(&line);
}

static void test_objects(void **state)
{
    (void)state;
    struct buf line = {0}, inner = {0};
    json_object_member(&line, "empty", &inner);
    json_text(&inner, "k", "Ә");
    json_object_member(&line, "full", &inner);
    buf_clear(&inner);
    json_list_text(&inner, "a\"");
    json_list_text(&inner, "б");
    json_list(&line, "list", &inner);
    json_end(&line);
    assert_string_equal(line.data, "{\"empty\":{},\"full\":{\"k\":\"Ә\"},"
                                   "\"list\":[\"a\\\"\",\"б\"]}\n");
    buf_free(&inner);
    buf_free(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_objects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
