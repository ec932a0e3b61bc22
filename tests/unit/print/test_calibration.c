#include "print/calibration.h"

#include "base/file.h"
#include "page/geometry.h"
#include "unit/fixture.h"
#include "unit/words.h"

#define SHEET                                                                                  \
    "[document]\ntitle = Парақ\nfile = {printer}\n" PAGE FONT                                  \
    "[line across]\nbox = 30mm 40mm 100mm 0mm\n[line down]\nbox = 20mm 40mm 0mm 80mm\n"

static void assert_near(double value, double expected)
{
    assert_true(value > expected - 0.001 && value < expected + 0.001);
}

static void assert_read(const char *text, double left, double down)
{
    struct calibration_measured measured;
    struct error err;
    if (!calibration_read(text, &measured, &err))
        fail_msg("%s", words_of(&err));
    assert_near(measured.left, left);
    assert_near(measured.down, down);
}

static void numbers_are_written_in_two_ways(void **state)
{
    (void)state;
    assert_read("30.5,29.8,100.2,99.9", 30.5, 99.9);
    assert_read("30,5 29,8 100,2 99,9", 30.5, 99.9);
    assert_read("30,5; 29,8; 100,2; 99.9", 30.5, 99.9);
}

static void other_numbers_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "30",
        "30,30,100",
        "30,30,100,100,1",
        "30,30,100,-1",
        "30,30,100,0",
        "30,30,x,100",
        "30,30,nan,100",
        "30,30,100,",
        ",30,30,100,100",
        "30.5.5,30,100,100",
        "00000000000000000000000000000000000000000000000000000030,30,100,100,100"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct calibration_measured measured;
        struct error err;
        if (calibration_read(wrong[i], &measured, &err))
            fail_msg("«%s» is taken", wrong[i]);
    }
}

/* Rulers of other lengths at other places than those of the sheet that comes with kualik. */
static void a_profile_undoes_what_the_printer_does(void **state)
{
    (void)state;
    struct fixture fixture;
    struct printer printer;
    struct error err;
    /* 5 % larger across and 3 mm to the right, 4 % smaller down and 2 mm up. */
    const struct calibration_measured measured = {
        .left = 20 * 1.05 + 3, .top = 40 * 0.96 - 2, .across = 105, .down = 80 * 0.96};
    fixture_open(&fixture);
    const char *path = fixture_write(&fixture, "sheet.ini", SHEET, sizeof SHEET - 1);
    assert_true(calibration_find(path, &measured, &printer, &fixture.findings, &err));
    const double at = 200; /* mm, of a mark somewhere else */
    double across = printer.scale_x / 100 * at + printer_mm(printer.dx);
    double down = printer.scale_y / 100 * at + printer_mm(printer.dy);
    assert_near(across * 1.05 + 3, at);
    assert_near(down * 0.96 - 2, at);
    fixture_close(&fixture);
}

static void nothing_is_lost_of_the_profiles(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    struct buf bytes = {0};
    const struct printer printer = {.scale_x = 100, .scale_y = 101};
    fixture_open(&fixture);
    const char *path = fixture_write(&fixture, "printers.ini", "# ours\n", 7);
    assert_true(calibration_save(path, "a", &printer, false, &err));
    assert_false(calibration_save(path, "a", &printer, false, &err));
    assert_true(calibration_save(path, "b", &printer, false, &err));
    assert_true(file_read(path, 1 << 10, &bytes, &err));
#define VALUES "dx = 0.000mm\ndy = 0.000mm\nscale_x = 100.0000\nscale_y = 101.0000\n"
    assert_string_equal(buf_text(&bytes),
                        "# ours\n\n[printer a]\n" VALUES "\n[printer b]\n" VALUES);
    buf_free(&bytes);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_in_two_ways),
        cmocka_unit_test(other_numbers_are_refused),
        cmocka_unit_test(a_profile_undoes_what_the_printer_does),
        cmocka_unit_test(nothing_is_lost_of_the_profiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
