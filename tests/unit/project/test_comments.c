#include "project/comments.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *keep(const char *english)
{
    return english;
}

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
        comments_translate(templates[i], keep, &out);
        assert_string_equal(buf_text(&out), templates[i]);
        buf_free(&out);
    }
}

#define TEN "тоғызыншы "

/* Eleven long words, and a short one for a heading. */
static const char *translate(const char *english)
{
    return strcmp(english, "by whom") == 0 ? "кім"
                                           : TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "он бір";
}

static void a_translation_is_broken_into_lines_of_its_kind(void **state)
{
    (void)state;
    struct buf out = {0};
    comments_translate("# One.\n# And more.\n[a]\n# - An\n#   item.\n#b = c\n", translate,
                       &out);
    assert_string_equal(buf_text(&out),
                        "# " TEN TEN TEN TEN TEN TEN TEN TEN "тоғызыншы\n# " TEN "он бір\n[a]\n"
                        "# - " TEN TEN TEN TEN TEN TEN TEN TEN "тоғызыншы\n#   " TEN
                        "он бір\n#b = c\n");
    buf_clear(&out);
    comments_translate("# ---- by whom ----\n", translate, &out);
    assert_string_equal(
        buf_text(&out),
        "# ---- кім ------------------------------------------------------------"
        "---------------------\n");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_translated_stays_byte_by_byte),
        cmocka_unit_test(a_translation_is_broken_into_lines_of_its_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
