#include "unit/fixture.h"

#include "page/geometry.h"
#include "template/printer.h"
#include "unit/words.h"

#define OFFICE "[printer office]\ndx = 0.4mm\ndy = -1mm\nscale_x = 100.3\nscale_y = 99.8\n"
#define TRAY   "[printer office/2]\ndx = 7mm\n"

/* Reads a profile from a file of that text; returns what is reported. */
static const char *profile(struct fixture *fixture, const char *text, const char *name,
                           struct printer *printer)
{
    fixture_open(fixture);
    const char *path = fixture_write(fixture, "printers.ini", text, strlen(text));
    bool sound = printer_read(path, name, printer, &fixture->findings);
    assert_int_equal(sound, fixture->findings.errors == 0);
    return fixture_reported(fixture);
}

static void assert_reported(const char *text, const char *name, const char *expected)
{
    struct fixture fixture;
    struct printer printer;
    assert_string_equal(profile(&fixture, text, name, &printer), expected);
    fixture_close(&fixture);
}

static void assert_near(double value, double expected)
{
    assert_true(value > expected - 0.0005 && value < expected + 0.0005);
}

static void a_printer_has_a_profile_for_each_tray(void **state)
{
    (void)state;
    struct fixture fixture;
    struct printer printer;
    assert_string_equal(profile(&fixture, OFFICE TRAY, "office", &printer), "");
    assert_near(printer.dx / POINTS_PER_MM, 0.4);
    assert_near(printer.dy / POINTS_PER_MM, -1);
    assert_near(printer.scale_x, 100.3);
    assert_near(printer.scale_y, 99.8);
    fixture_close(&fixture);
    assert_string_equal(profile(&fixture, OFFICE TRAY, "office/2", &printer), "");
    assert_near(printer.dx / POINTS_PER_MM, 7);
    assert_near(printer.dy, 0);
    assert_near(printer.scale_y, 100);
    fixture_close(&fixture);
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    assert_reported("[printer a]\nscale_x = 89.9\n", "a",
                    "printers.ini:2: [printer a] scale_x: \"89.9\" is out of bounds. It may be "
                    "from 90 to 110.\n");
    assert_reported(
        "[printer a]\nscale_y = 110.1\n", "a",
        "printers.ini:2: [printer a] scale_y: \"110.1\" is out of bounds. It may be "
        "from 90 to 110.\n");
    assert_reported("[printer a]\ndx = 51mm\n", "a",
                    "printers.ini:2: [printer a] dx: \"51mm\" is out of bounds. It may be from "
                    "-50mm to 50mm.\n");
    assert_reported("[printer a]\ndz = 1mm\n", "a",
                    "printers.ini:2: [printer a] dz: There is no such key. Did you mean dx?\n");
    assert_reported("[text a]\nsize = 1mm\n", "a",
                    "printers.ini:1: [text a]: There is no kind of section \"text\".\n");
}

static void an_unknown_name_names_the_nearest(void **state)
{
    (void)state;
    assert_reported(OFFICE TRAY, "ofice",
                    "printers.ini: There is no [printer ofice]. Did you mean office?\n");
    assert_reported(OFFICE TRAY, "hall",
                    "printers.ini: There is no [printer hall]. There are: office, office/2. To "
                    "make it: kualik calibrate --printer hall.\n");
    assert_reported(
        OFFICE, "Office",
        "«Office» cannot be the name of a printer. A name has only the small letters a-z, "
        "digits, - and _; a tray follows after a /, such as office/2.\n");
    assert_reported(
        OFFICE, "office/",
        "«office/» cannot be the name of a printer. A name has only the small letters a-z, "
        "digits, - and _; a tray follows after a /, such as office/2.\n");
}

static void without_a_file_there_is_no_profile(void **state)
{
    (void)state;
    struct fixture fixture;
    struct printer printer;
    fixture_open(&fixture);
    const char *path = arena_printf(&fixture.arena, "%s/none.ini", fixture.folder);
    assert_false(printer_read(path, "a", &printer, &fixture.findings));
    assert_string_equal(fixture_reported(&fixture),
                        "none.ini: There is no profile of any printer yet. Make it: kualik "
                        "calibrate --printer a.\n");
    fixture_close(&fixture);
}

static void no_printer_is_very_wrong(void **state)
{
    (void)state;
    struct error err;
    struct printer printer = {.dx = 50 * POINTS_PER_MM, .scale_x = 90, .scale_y = 110};
    assert_true(printer_check(&printer, &err));
    printer.dy = -50.1 * POINTS_PER_MM;
    assert_false(printer_check(&printer, &err));
    assert_string_equal(words_of(&err),
                        "Sheets would have to be moved by 50.0 and -50.1 mm; no "
                        "printer is so wrong. It may be at most 50 mm. Measure again, "
                        "from the edges of the paper.");
    printer.scale_y = 110.01;
    assert_false(printer_check(&printer, &err));
}

static void assert_put(const char *before, const char *name, const char *after)
{
    const struct printer printer = {1 * POINTS_PER_MM, -0.25 * POINTS_PER_MM, 101, 99.5};
    struct buf file = {0}, out = {0};
    buf_puts(&file, before);
    printer_put(&file, name, &printer, &out);
    assert_string_equal(buf_text(&out), after);
    assert_true(printer_is_in(&out, name));
    buf_free(&file);
    buf_free(&out);
}

#define PUT "dx = 1.000mm\ndy = -0.250mm\nscale_x = 101.0000\nscale_y = 99.5000\n"

static void all_else_stays_as_it_was(void **state)
{
    (void)state;
    assert_put("", "a", "[printer a]\n" PUT);
    assert_put("# ours\n" OFFICE, "a", "# ours\n" OFFICE "\n[printer a]\n" PUT);
    assert_put("[printer b]\ndx = 1mm", "a", "[printer b]\ndx = 1mm\n\n[printer a]\n" PUT);
    assert_put("# ours\n[printer a]\n# old\ndx = 9mm\n\n# the hall\n[printer b]\ndx = 1mm\n",
               "a", "# ours\n[printer a]\n" PUT "\n# the hall\n[printer b]\ndx = 1mm\n");
    assert_put("[printer a/2]\ndx = 9mm\n", "a",
               "[printer a/2]\ndx = 9mm\n\n[printer a]\n" PUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_printer_has_a_profile_for_each_tray),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(an_unknown_name_names_the_nearest),
        cmocka_unit_test(without_a_file_there_is_no_profile),
        cmocka_unit_test(no_printer_is_very_wrong),
        cmocka_unit_test(all_else_stays_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
