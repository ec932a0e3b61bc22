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
    const struct art other = {.name = "other", .items = &stroke, .count = 1, .box = {.x = 1}};
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

/* The horns and the side of a frame, made for it alone. */
struct frame {
    struct path_step steps[2];
    struct item stroke, horns[2];
    struct art horn, side;
};

static void make_frame(struct frame *frame)
{
    *frame = (struct frame){
        .steps = {{PATH_MOVE, {{1, 2}}}, {PATH_CURVE, {{3, 4}, {5, 6}, {7, 8}}}},
        .stroke = {.kind = ITEM_PATH, .path = {.steps = frame->steps, .count = 2, .stroke = 1}},
        .horns = {placed(&frame->horn), placed(&frame->horn)},
        .horn = {.name = "horn", .items = &frame->stroke, .count = 1},
        .side = {.name = "side", .items = frame->horns, .count = 2},
    };
}

/* Returns how many pieces there are on a page with both sides. */
static size_t count_pieces(const struct frame *one, const struct frame *other)
{
    const struct item items[] = {placed(&one->side), placed(&other->side)};
    const struct part frame = {.items = items, .count = 2}, *const parts[] = {&frame};
    const struct page page = {.parts = parts, .count = 1};
    const struct document document = {.pages = &page, .page_count = 1};
    struct art_list list = {0};
    size_t first = 8, second = 9;
    art_list_gather(&list, &document);
    assert_true(art_list_find(&list, &one->side, &first));
    assert_true(art_list_find(&list, &other->side, &second));
    assert_int_equal(first == second, list.count == 2);
    size_t count = list.count;
    art_list_free(&list);
    return count;
}

static void alike_pieces_are_one(void **state)
{
    (void)state;
    struct frame one, other;
    make_frame(&one);
    make_frame(&other);
    assert_int_equal(count_pieces(&one, &other), 2);
    other.horns[1].placed.at.origin.x = 1;
    assert_int_equal(count_pieces(&one, &other), 3);
    make_frame(&other);
    other.steps[1].p[2].y = 9;
    assert_int_equal(count_pieces(&one, &other), 4);
    make_frame(&other);
    other.stroke.path.color.parts[1] = 9;
    assert_int_equal(count_pieces(&one, &other), 4);
    make_frame(&other);
    other.stroke.kind = one.stroke.kind = ITEM_PICTURE;
    assert_int_equal(count_pieces(&one, &other), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_stand_once_and_before_what_they_make),
        cmocka_unit_test(alike_pieces_are_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
