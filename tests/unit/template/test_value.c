#include "template/value.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void near(double is, double should)
{
    assert_float_equal(is, should, 1e-9);
}

static void lengths_in_every_unit(void **state)
{
    (void)state;
    double points = -1;
    assert_true(value_length("25.4mm", &points));
    near(points, 72);
    assert_true(value_length("2.54cm", &points));
    near(points, 72);
    assert_true(value_length(" 1in\t", &points));
    near(points, 72);
    assert_true(value_length("10.5pt", &points));
    near(points, 10.5);
    assert_true(value_length("-3mm", &points));
    near(points, -3 * POINTS_PER_MM);
    assert_true(value_length("0", &points));
    near(points, 0);
}

static void not_a_length(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",      " ",     "mm",      "25",         "1,5mm",
        "1.mm",  ".5mm",  "1e3mm",   "0x10mm",     "inf",
        "infmm", "nanmm", "25 mm",   "25MM",       "25mmm",
        "25m",   "--1mm", "+1mm",    "-mm",        "1.2.3mm",
        "25mm;", "2 5mm", "1mm 2mm", "\xD9\xA1mm", "9999999999999999mm",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        double points = 42;
        if (value_length(wrong[i], &points) || points != 42)
            fail_msg("«%s» was taken for a length", wrong[i]);
    }
}

static void boxes(void **state)
{
    (void)state;
    struct box box = {0};
    assert_true(value_box("  24mm 30mm\t249mm   18mm ", &box));
    near(box.x, 24 * POINTS_PER_MM);
    near(box.y, 30 * POINTS_PER_MM);
    near(box.width, 249 * POINTS_PER_MM);
    near(box.height, 18 * POINTS_PER_MM);
    assert_true(value_box("-3mm 0 0 1pt", &box));

    const struct box before = box;
    assert_false(value_box("1mm 2mm 3mm", &box));
    assert_false(value_box("1mm 2mm 3mm 4mm 5mm", &box));
    assert_false(value_box("1mm, 2mm, 3mm, 4mm", &box));
    assert_false(value_box("1mm 2mm -3mm 4mm", &box));
    assert_false(value_box("1mm 2mm 3mm -4mm", &box));
    assert_false(value_box("", &box));
    assert_memory_equal(&box, &before, sizeof box);
}

static void numbers(void **state)
{
    (void)state;
    double number = 42;
    assert_true(value_number(" 1.25 ", &number));
    assert_true(number == 1.25);
    assert_true(value_number("0.1", &number));
    assert_true(number == 0.1);
    assert_true(value_number("-0.3", &number));
    assert_true(number == -0.3);
    assert_true(value_number("3.14159265358979323846", &number));
    near(number, 3.14159265358979);
    assert_true(value_number("000000000000000000007", &number));
    assert_true(number == 7);
    static const char *const wrong[] = {"",    "1,25", "inf", "nan", "0x1p3", "1e5",
                                        "1 2", "1.",   "1mm", "-",   "."};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(value_number(wrong[i], &number));
    assert_true(number == 7);
}

/* A locale whose decimal separator is the comma (where one is installed) must not change
 * what a template means. */
static void numbers_under_a_comma_locale(void **state)
{
    (void)state;
    static const char *const names[] = {"ru_RU.UTF-8", "kk_KZ.UTF-8", "de_DE.UTF-8"};
    size_t set = 0;
    while (set < 3 && !setlocale(LC_ALL, names[set]))
        set++;
    double number;
    bool point = value_number("1.5", &number);
    bool comma = value_number("1,5", &number);
    setlocale(LC_ALL, "C");
    assert_true(point);
    assert_false(comma);
}

static void colors(void **state)
{
    (void)state;
    struct color color = {0};
    assert_true(value_color(" #1A3c6E", &color));
    assert_int_equal(color.parts[0], 0x1A);
    assert_int_equal(color.parts[1], 0x3C);
    assert_int_equal(color.parts[2], 0x6E);
    assert_false(value_color("1A3C6E", &color));
    assert_false(value_color("#1A3C6", &color));
    assert_false(value_color("#1A3C6E0", &color));
    assert_false(value_color("#1A3C6G", &color));
    assert_false(value_color("#1A 3C6", &color));
    assert_false(value_color("", &color));
    assert_int_equal(color.parts[2], 0x6E);
}

static void words(void **state)
{
    (void)state;
    bool yes = false;
    assert_true(value_yes("yes ", &yes));
    assert_true(yes);
    assert_true(value_yes("no", &yes));
    assert_false(yes);
    assert_false(value_yes("true", &yes));
    assert_false(value_yes("", &yes));

    static const char *const sides[] = {"left", "centre", "right"};
    size_t index = 42;
    assert_true(value_word(" right ", sides, 3, &index));
    assert_int_equal(index, 2);
    assert_false(value_word("righ", sides, 3, &index));
    assert_false(value_word("left right", sides, 3, &index));
    assert_false(value_word("", sides, 3, &index));
    assert_int_equal(index, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_in_every_unit),
        cmocka_unit_test(not_a_length),
        cmocka_unit_test(boxes),
        cmocka_unit_test(numbers),
        cmocka_unit_test(numbers_under_a_comma_locale),
        cmocka_unit_test(colors),
        cmocka_unit_test(words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
