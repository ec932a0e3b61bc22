#include "pdf/pdf_placing.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct page *sheet(double bleed)
{
    static struct page page;
    page = (struct page){.width = 200, .height = 100, .bleed = bleed};
    return &page;
}

static void a_right_printer_is_left_alone(void **state)
{
    (void)state;
    struct buf out = {0};
    assert_false(pdf_placing_put(&(struct pdf_placing){0}, sheet(0), &out));
    assert_false(
        pdf_placing_put(&(struct pdf_placing){.scale_x = 1, .scale_y = 1}, sheet(0), &out));
    assert_int_equal(out.size, 0);
    assert_true(pdf_placing_margin(sheet(0)) == 0);
}

/* Scaled from the upper left corner: what is higher than before sinks by as much. */
static void what_a_printer_does_is_undone(void **state)
{
    (void)state;
    struct buf out = {0};
    const struct pdf_placing placing = {.scale_x = 0.5, .scale_y = 1.02, .dx = 3, .dy = 4};
    assert_true(pdf_placing_put(&placing, sheet(0), &out));
    assert_string_equal(buf_text(&out), "q\n.5 0 0 1.02 3 -6 cm\n");
    buf_free(&out);
}

/* Two marks at each corner of the trimmed page, clear of the bleed; then the page within. */
static void a_bleed_has_crop_marks(void **state)
{
    (void)state;
    struct buf out = {0};
    size_t marks = 0;
    const double mm = 72 / 25.4, bleed = 3 * mm, edge = 7 * mm + bleed;
    assert_true(pdf_placing_margin(sheet(bleed)) - 7 * mm < 1e-9);
    assert_true(pdf_placing_put(&(struct pdf_placing){0}, sheet(bleed), &out));
    for (const char *at = buf_text(&out); (at = strstr(at, " m ")) != NULL; marks++) {
        double x, y, x_end, y_end;
        const char *line = at;
        while (line > out.data && line[-1] != '\n')
            line--;
        assert_int_equal(sscanf(line, "%lf %lf m %lf %lf l", &x, &y, &x_end, &y_end), 4);
        bool across = y == y_end, on_x = fabs(x - edge) < .01 || fabs(x - edge - 200) < .01,
             on_y = fabs(y - edge) < .01 || fabs(y - edge - 100) < .01;
        assert_true(across ? on_y : on_x);
        assert_true(fabs(across ? x_end - x : y_end - y) > 4.9 * mm);
        assert_false(across && x > edge - bleed && x < edge + 200 + bleed);
        assert_false(!across && y > edge - bleed && y < edge + 100 + bleed);
        at++;
    }
    assert_int_equal(marks, 8);
    assert_non_null(strstr(buf_text(&out), "EMC\n1 0 0 1 19.843 19.843 cm\n"));
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_printer_is_left_alone),
        cmocka_unit_test(what_a_printer_does_is_undone),
        cmocka_unit_test(a_bleed_has_crop_marks),
    };
    return cmocka_run_group_tests_name("pdf_placing", tests, NULL, NULL);
}
