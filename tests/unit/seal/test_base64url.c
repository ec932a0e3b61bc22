#include "seal/base64url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* The examples of RFC 4648, 10, and of its letters that differ. */
static void bytes_are_written_without_padding_and_read_back(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "-_8"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0}, back = {0};
        base64url_add(&out, (const uint8_t *)cases[i][0], strlen(cases[i][0]));
        assert_string_equal(buf_text(&out), cases[i][1]);
        assert_true(base64url_read(cases[i][1], strlen(cases[i][1]), &back));
        assert_string_equal(buf_text(&back), cases[i][0]);
        buf_free(&out);
        buf_free(&back);
    }
}

static void other_texts_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"Z",    "Zg==", "Zm+v", "Zm/v",
                                        "Zm 9", "Zh",   "Zm9",  "Zm9vY"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buf back = {0};
        if (base64url_read(texts[i], strlen(texts[i]), &back))
            fail_msg("%s", texts[i]);
        buf_free(&back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_written_without_padding_and_read_back),
        cmocka_unit_test(other_texts_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
