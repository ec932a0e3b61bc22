#include "form/flow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 100, MOST = 20 };

static struct flow_place places[MOST];

static void assert_place(size_t block, size_t page, double y, bool again)
{
    if (places[block].page != page || places[block].y < y - 0.001 ||
        places[block].y > y + 0.001 || places[block].again != again)
        fail_msg("block %zu is on page %zu at %g%s", block, places[block].page, places[block].y,
                 places[block].again ? " under its head" : "");
}

static void rows_fill_a_page_and_go_on_under_their_head(void **state)
{
    (void)state;
    const struct flow_block row = {.height = 30, .head = 10};
    const struct flow_block blocks[] = {
        {.height = 10, .keep = true}, row, row, row, row, row, row};
    assert_int_equal(flow_pages(blocks, 7, ROOM, places), 2);
    assert_place(0, 0, 0, false);
    assert_place(3, 0, 70, false); /* to the very edge */
    assert_place(4, 1, 10, true);
    assert_place(5, 1, 40, false);
    assert_place(6, 1, 70, false);
}

static void a_heading_is_never_alone_at_the_foot(void **state)
{
    (void)state;
    const struct flow_block blocks[] = {{.height = 60, .head = 10},
                                        {.height = 20, .head = 10, .keep = true},
                                        {.height = 30, .head = 10}};
    assert_int_equal(flow_pages(blocks, 3, ROOM, places), 2);
    assert_place(1, 1, 10, true);
    assert_place(2, 1, 30, false);
}

static void what_no_page_holds_together_breaks_where_it_must(void **state)
{
    (void)state;
    const struct flow_block kept = {.height = 40, .head = 10, .keep = true};
    const struct flow_block blocks[] = {{.height = 30, .head = 10}, kept, kept, kept};
    assert_int_equal(flow_pages(blocks, 4, ROOM, places), 2);
    assert_place(1, 0, 30, false);
    assert_place(2, 1, 10, true);
    assert_place(3, 1, 50, false);
}

static void a_space_goes_at_the_top_of_a_page(void **state)
{
    (void)state;
    const struct flow_block blocks[] = {
        {.height = 50, .space = 9}, {.height = 30, .space = 9}, {.height = 30, .space = 9}};
    assert_int_equal(flow_pages(blocks, 3, ROOM, places), 2);
    assert_place(0, 0, 0, false);
    assert_place(1, 0, 59, false);
    assert_place(2, 1, 0, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_fill_a_page_and_go_on_under_their_head),
        cmocka_unit_test(a_heading_is_never_alone_at_the_foot),
        cmocka_unit_test(what_no_page_holds_together_breaks_where_it_must),
        cmocka_unit_test(a_space_goes_at_the_top_of_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
