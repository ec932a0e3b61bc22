#include "bind/file_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_name(const char *text, const char *name)
{
    struct arena arena = {0};
    const char *safe = file_name_safe(&arena, text, ".pdf");
    if (name)
        assert_string_equal(safe, name);
    else
        assert_null(safe);
    arena_free(&arena);
}

static void test_ordinary_names_stay(void **state)
{
    (void)state;
    assert_name("001_Акмолинская область_Әбдірахманова",
                "001_Акмолинская_область_Әбдірахманова.pdf");
    assert_name("Иванов-Петров", "Иванов-Петров.pdf");
}

static void test_no_way_out_of_the_folder(void **state)
{
    (void)state;
    assert_name("../../etc/passwd", "etc_passwd.pdf");
    assert_name("/etc/passwd", "etc_passwd.pdf");
    assert_name("a/../b", "a_.._b.pdf");
    assert_name("C:\\Windows", "C_Windows.pdf");
    assert_name("..", NULL);
    assert_name(".hidden", "hidden.pdf");
    assert_name("-rf", "rf.pdf");
}

static void test_unsafe_characters_become_one_underscore(void **state)
{
    (void)state;
    assert_name("a<>|\"?*b", "a_b.pdf");
    assert_name("a\n\tb", "a_b.pdf");
    assert_name("1\xE2\x80\xAE"
                "fdp.exe",
                "1_fdp.exe.pdf"); /* right-to-left override */
    assert_name("   ", NULL);
    assert_name("", NULL);
}

static void test_names_of_devices_are_changed(void **state)
{
    (void)state;
    assert_name("con", "_con.pdf");
    assert_name("Lpt1", "_Lpt1.pdf");
    assert_name("nul.x", "_nul.x.pdf");
    assert_name("console", "console.pdf");
    assert_name("com", "com.pdf");
}

static void test_long_names_are_cut_between_letters(void **state)
{
    (void)state;
    struct arena arena = {0};
    char text[601] = {0};
    for (size_t i = 0; i < 300; i++)
        memcpy(text + 2 * i, "Ң", 2);
    const char *safe = file_name_safe(&arena, text, ".pdf");
    assert_true(strlen(safe) <= 255);
    assert_true(strlen(safe) > 250);
    assert_memory_equal(safe, text, strlen(safe) - 4);
    assert_int_equal(strlen(safe) % 2, 0); /* no half letter before ".pdf" */
    arena_free(&arena);
}

static void test_keys_ignore_letter_case(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(file_name_key(&arena, "ӘЛИЯ.pdf"), file_name_key(&arena, "әлия.pdf"));
    assert_string_not_equal(file_name_key(&arena, "Алия.pdf"),
                            file_name_key(&arena, "Әлия.pdf"));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ordinary_names_stay),
        cmocka_unit_test(test_no_way_out_of_the_folder),
        cmocka_unit_test(test_unsafe_characters_become_one_underscore),
        cmocka_unit_test(test_names_of_devices_are_changed),
        cmocka_unit_test(test_long_names_are_cut_between_letters),
        cmocka_unit_test(test_keys_ignore_letter_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
