#include "page/art_list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct item placed(const struct art *art)
{
    return (struct item){.kind = ITEM_PLACED, .placed = {art, {{0, 0}, {1, 0}, {0, 1}}}};
}

static void pieces_stand_once_and_before_what_they_make(void **state)
{
    (void)state;
    const struct item stroke = {.kind = ITEM_PATH};
    const struct art horn = {.name = "horn", .items = &stroke, .count = 1};
    const struct art other = {.name = "other", .items = &stroke, .count = 1};
    const struct item horns[] = {placed(&horn), placed(&horn)};
    const struct art side = {.name = "side", .items = horns, .count = 2};
    const struct item items[] = {placed(&side), stroke, placed(&horn), placed(&side)};
    const struct part frame = {.items = items, .count = 4}, *const parts[] = {&frame};
    const struct page page = {.parts = parts, .count = 1};
    const struct document document = {.pages = &page, .page_count = 1};

    struct art_list list = {0};
    size_t index = 9;
    art_list_gather(&list, &document);
    assert_int_equal(list.count, 2);
    assert_ptr_equal(list.pieces[0], &horn);
    assert_ptr_equal(list.pieces[1], &side);
    assert_true(art_list_find(&list, &side, &index));
    assert_int_equal(index, 1);
    assert_false(art_list_find(&list, &other, &index));
    art_list_free(&list);
    assert_int_equal(list.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_stand_once_and_before_what_they_make)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
