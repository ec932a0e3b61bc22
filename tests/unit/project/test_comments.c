#include "project/comments.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What has no translation here; tests/e2e/new.sh looks at what has one. */
static void what_is_not_translated_stays_byte_by_byte(void **state)
{
    (void)state;
    static const char *const templates[] = {
        "",
        "# A comment that ends with the file",
        "# One\n# in two  lines.\n\n[a]\nb = # c\n#d = e\n",
        "# ---- a heading ----\n# and what is below\r\n#\n# - an item\n#   of two lines\n",
        "# \n#  \n# -\n# ----\n",
    };
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
        struct buf out = {0};
        comments_translate(templates[i], &out);
        assert_string_equal(buf_text(&out), templates[i]);
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_translated_stays_byte_by_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
