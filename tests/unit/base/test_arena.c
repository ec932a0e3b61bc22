#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (int round = 0; round < 2; round++) {
        for (size_t size = 1; size < 3000; size += 7) {
            char *bytes = arena_new(&arena, size, 1);
            assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(bytes[i], 0);
            memset(bytes, 0xAA, size);
        }
        arena_reset(&arena);
    }
    arena_free(&arena);
}

static void what_was_taken_stays(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *name = arena_text(&arena, "Әлия");
    const char *part = arena_copy(&arena, "Мұқанқызы", 4);
    const char *line = arena_printf(&arena, "%s, %d", name, 17);
    const char *none = arena_copy(&arena, NULL, 0);
    char *large = arena_new(&arena, 3, 100000);
    memset(large, 'x', 300000);
    for (int i = 0; i < 10000; i++)
        arena_text(&arena, "some text that fills the blocks");
    assert_string_equal(name, "Әлия");
    assert_string_equal(part, "Мұ");
    assert_string_equal(line, "Әлия, 17");
    assert_string_equal(none, "");
    assert_int_equal(large[299999], 'x');
    arena_free(&arena);
}

/* One block serves every row, however many there are. */
static void memory_comes_back_after_a_reset(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_new(&arena, 10, 1);
    arena_new(&arena, 500000, 1);
    arena_new(&arena, 10, 1);
    arena_reset(&arena);
    const char *first = arena_new(&arena, 400000, 1);
    for (int row = 0; row < 100; row++) {
        arena_reset(&arena);
        assert_ptr_equal(arena_new(&arena, 400000, 1), first);
    }
    arena_free(&arena);
    assert_string_equal(arena_text(&arena, "usable again"), "usable again");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(what_was_taken_stays),
        cmocka_unit_test(memory_comes_back_after_a_reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
