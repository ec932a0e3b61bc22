#include "project/comments.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *other_language(const char *english)
{
    assert_true(*english);
    return strcmp(english, "The size of the paper.") == 0 ? "Қағаздың өлшемі." : english;
}

static void assert_becomes(const char *ini, const char *expected)
{
    struct buf out = {0};
    comments_translate(ini, other_language, &out);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

/* Whoever calls chooses the language. */
static void comments_are_translated_whole(void **state)
{
    (void)state;
    assert_becomes("# The size\n# of the paper.\n[page]\n", "# Қағаздың өлшемі.\n[page]\n");
    assert_becomes("# - The size of the paper.\n", "# - Қағаздың өлшемі.\n");
}

static void what_has_no_translation_stays(void **state)
{
    (void)state;
    assert_becomes("# Another\n# comment.\n\n#key = 1\n#\n",
                   "# Another\n# comment.\n\n#key = 1\n#\n");
    assert_becomes("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments_are_translated_whole),
        cmocka_unit_test(what_has_no_translation_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
