#include "base/sign_name.h"

#include "unit/speak.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_named(uint32_t letter, bool english, const char *expected)
{
    struct buf out = {0};
    sign_name_print(letter, english, &out);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

static void signs_have_the_names_of_unicode(void **state)
{
    (void)state;
    assert_named(0x4D9, true, "U+04D9 CYRILLIC SMALL LETTER SCHWA");
    assert_named(0x1F58B, true, "U+1F58B LOWER LEFT FOUNTAIN PEN");
    assert_named(7, true, "U+0007");
}

static void only_known_names_are_translated(void **state)
{
    (void)state;
    speak("kk");
    assert_named(0xA0, false, "U+00A0 «үзілмейтін бос орын»");
    assert_named(0x4D9, false, "U+04D9");
    speak("en");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_have_the_names_of_unicode),
        cmocka_unit_test(only_known_names_are_translated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
