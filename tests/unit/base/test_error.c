#include "base/error.h"

#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_sentence_with_its_place(void **state)
{
    (void)state;
    struct error err = {0};
    assert_false(error_set(&err, "%d fields, but the headings have %d.", 3, 5));
    assert_false(error_prefix(&err, "%s:%d: ", "trainers.csv", 17));
    assert_string_equal(err.text, "trainers.csv:17: 3 fields, but the headings have 5.");
    error_prefix(&err, "%s", "");
    assert_string_equal(err.text, "trainers.csv:17: 3 fields, but the headings have 5.");
}

static void assert_cut_well(const struct error *err)
{
    size_t size = strlen(err->text), bad;
    assert_in_range(size, sizeof err->text - 5, sizeof err->text - 1);
    assert_true(utf8_valid(err->text, size, &bad));
}

static void long_texts_are_cut_between_letters(void **state)
{
    (void)state;
    char name[1500];
    for (size_t shift = 0; shift < 4; shift++) {
        struct error err = {0};
        memset(name, 'x', shift);
        for (size_t i = shift; i + 2 < sizeof name; i += 2)
            memcpy(name + i, "ә", 3);
        error_set(&err, "%s", name);
        assert_cut_well(&err);
        error_prefix(&err, "№ %zu: ", shift);
        assert_cut_well(&err);
        assert_memory_equal(err.text, "№ ", 4);
        error_prefix(&err, "%s", name);
        assert_cut_well(&err);
    }
}

static void a_text_that_just_fits_is_whole(void **state)
{
    (void)state;
    struct error err = {0};
    char text[sizeof err.text] = {0};
    memset(text, 'x', sizeof text - 3);
    memcpy(text + sizeof text - 3, "ә", 2);
    error_set(&err, "%s", text);
    assert_string_equal(err.text, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_with_its_place),
        cmocka_unit_test(long_texts_are_cut_between_letters),
        cmocka_unit_test(a_text_that_just_fits_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
