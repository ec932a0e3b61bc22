#include "verify/message_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool reads(const char *bytes, size_t size, const char *wanted)
{
    struct buf text = {0}, message = {0};
    buf_add(&text, bytes, size);
    bool read = message_text_read(&text, &message);
    if (read && wanted) {
        assert_int_equal(message.size, strlen(wanted));
        assert_memory_equal(message.data, wanted, message.size);
    }
    buf_free(&text);
    buf_free(&message);
    return read;
}

static void pem_and_lines_of_base64_are_read(void **state)
{
    static const char *const texts[] = {
        "MAAx",
        "MAAx\n",
        "MA\r\nAx\r\n",
        "-----BEGIN CMS-----\nMAAx\n-----END CMS-----\n",
        "-----BEGIN PKCS7-----\r\nMA\r\nAx\r\n-----END PKCS7-----",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buf text = {0}, message = {0};
        buf_puts(&text, texts[i]);
        assert_true(message_text_read(&text, &message));
        assert_int_equal(message.size, 3);
        assert_memory_equal(message.data, "0\0001", 3);
        buf_free(&text);
        buf_free(&message);
    }
}

static void anything_else_is_not(void **state)
{
    static const char *const texts[] = {
        "",
        "\n",
        "words",
        "MAAx MAAx",
        "-----BEGIN CMS-----\nMAAx\n",
        "MAAx\n-----END CMS-----\n",
        "-----BEGIN CMS-----\n-----END CMS-----\n",
        "-----BEGIN CMS-----\nMAAx\n-----END CMS-----\nMAAx\n",
        "-----BEGIN CMS-----\n-----BEGIN CMS-----\nMAAx\n-----END CMS-----\n",
        "-----BEGIN-----\nMAAx\n-----END-----\n",
        "MAAx\n-----BEGIN CMS-----\nMAAx\n-----END CMS-----\n",
        "MAAx=",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (reads(texts[i], strlen(texts[i]), NULL))
            fail_msg("«%s» was read", texts[i]);
    assert_true(reads("QUJD", 4, "ABC"));
    assert_false(reads("QUJD\0QUJD", 9, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pem_and_lines_of_base64_are_read),
        cmocka_unit_test(anything_else_is_not),
    };
    return cmocka_run_group_tests_name("message_text", tests, NULL, NULL);
}
