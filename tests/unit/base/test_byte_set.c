#include "base/byte_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void equal_bytes_are_kept_once(void **state)
{
    (void)state;
    struct byte_set set = {0};
    struct arena arena = {0};
    const char *first = byte_set_add(&set, &arena, "Ли", strlen("Ли"));
    const char other[] = "Ли Ян";
    assert_string_equal(first, "Ли");
    assert_ptr_equal(byte_set_add(&set, &arena, other, strlen("Ли")), first);
    assert_ptr_not_equal(byte_set_add(&set, &arena, other, strlen(other)), first);
    assert_ptr_not_equal(byte_set_add(&set, &arena, "", 0), first);
    assert_int_equal(set.count, 3);
    byte_set_free(&set);
    arena_free(&arena);
}

static void many_are_found_again(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    struct byte_set set = {0};
    struct arena arena = {0};
    const void *kept[MANY];
    char text[16];
    for (size_t i = 0; i < 2 * (size_t)MANY; i++) {
        size_t size = (size_t)snprintf(text, sizeof text, "%zu", i % MANY);
        const void *found = byte_set_add(&set, &arena, text, size);
        if (i < MANY)
            kept[i] = found;
        assert_ptr_equal(found, kept[i % MANY]);
        assert_string_equal(found, text);
    }
    assert_int_equal(set.count, MANY);
    byte_set_free(&set);
    assert_int_equal(set.count, 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_bytes_are_kept_once),
        cmocka_unit_test(many_are_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
