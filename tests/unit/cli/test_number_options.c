#include "cli/number_options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena; /* of the choices */

static int discard(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* Reads the options; what is said against them. */
static const char *said(struct number_options options, struct numbering_source *source)
{
    static char text[400];
    *source = (struct numbering_source){0};
    struct error err;
    struct buf words = {0};
    if (!number_options_check(&options, &arena, source, &err))
        error_print(&err, &words);
    snprintf(text, sizeof text, "%s", buf_text(&words));
    buf_free(&words);
    return text;
}

static const char *refused(struct number_options options)
{
    struct numbering_source source;
    return said(options, &source);
}

static void choices_are_read_in_their_order(void **state)
{
    (void)state;
    struct numbering_source source;
    assert_string_equal(said((struct number_options){.range = "101-5000",
                                                     .same = "17=ОСК-0017,4=1=2",
                                                     .anew = "20,3"},
                             &source),
                        "");
    assert_int_equal(source.first, 101);
    assert_int_equal(source.last, 5000);
    assert_int_equal(source.choice_count, 4);
    assert_int_equal(source.choices[0].row, 17);
    assert_string_equal(source.choices[0].number, "ОСК-0017");
    assert_int_equal(source.choices[1].row, 4);
    assert_string_equal(source.choices[1].number, "1=2");
    assert_int_equal(source.choices[2].row, 20);
    assert_null(source.choices[2].number);
    assert_int_equal(source.choices[3].row, 3);
}

static void nothing_is_asked_for(void **state)
{
    (void)state;
    struct numbering_source source;
    assert_string_equal(said((struct number_options){0}, &source), "");
    assert_int_equal(source.first + source.last + source.choice_count, 0);
}

static void a_range_ascends_from_one(void **state)
{
    (void)state;
    static const char *const wrong[] = {"5-4", "0-4", "4", "4-", "-4", "1-2-3", "1-2000000000"};
    char words[200];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(words, sizeof words,
                 "--range takes the first and the last number, such as 1-5000, not «%s».",
                 wrong[i]);
        assert_string_equal(refused((struct number_options){.range = wrong[i]}), words);
    }
}

static void a_row_is_a_number(void **state)
{
    (void)state;
    static const char *const wrong[] = {"17", "x=1", "17=", "=1", "1=2,3", ",", ""};
    char words[40];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(words, sizeof words, "not «%s».", wrong[i]);
        assert_non_null(strstr(refused((struct number_options){.same = wrong[i]}), words));
    }
    assert_non_null(strstr(refused((struct number_options){.anew = ","}), "not «,»"));
    assert_non_null(strstr(refused((struct number_options){.anew = ""}), "not «»"));
    assert_string_equal(refused((struct number_options){.anew = "17,x"}),
                        "--new takes rows with commas between, such as 17,20; not «17,x».");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(choices_are_read_in_their_order, discard),
        cmocka_unit_test_teardown(nothing_is_asked_for, discard),
        cmocka_unit_test_teardown(a_range_ascends_from_one, discard),
        cmocka_unit_test_teardown(a_row_is_a_number, discard),
    };
    return cmocka_run_group_tests_name("number_options", tests, NULL, NULL);
}
