/* Base64 there and back, and what is none. */
#include "base/base64.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void must_be(const char *bytes, size_t size, const char *text)
{
    struct buf out = {0};
    base64_encode(bytes, size, &out);
    assert_string_equal(buf_text(&out), text);
    buf_clear(&out);
    assert_true(base64_decode(text, &out));
    assert_int_equal(out.size, size);
    assert_memory_equal(buf_text(&out), bytes, size);
    buf_free(&out);
}

static void bytes_come_back(void **state)
{
    (void)state;
    /* RFC 4648, 10 */
    must_be("", 0, "");
    must_be("f", 1, "Zg==");
    must_be("fo", 2, "Zm8=");
    must_be("foo", 3, "Zm9v");
    must_be("foob", 4, "Zm9vYg==");
    must_be("foobar", 6, "Zm9vYmFy");
    must_be("\xFF\xEF\xBF", 3, "/++/");
    must_be("\0\0", 2, "AAA=");
}

static void what_is_no_base64_is_refused(void **state)
{
    static const char *const texts[] = {
        "Z",      "Zg",    "Zg=",  "Zg===",    "=Zg=", "Z===", "====",
        "Zm9v\n", "Zm 9v", "Zm-_", "Zg==Zg==", "Zh==", "Zm9=", "Zm9v\xFF\xFF\xFF\xFF"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buf out = {0};
        if (base64_decode(texts[i], &out))
            fail_msg("«%s»", texts[i]);
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_come_back),
        cmocka_unit_test(what_is_no_base64_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
