#include "base/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_path_has_a_folder_and_a_name(void **state)
{
    (void)state;
    static const struct {
        const char *path, *folder, *name;
    } paths[] = {
        {"list.csv", ".", "list.csv"},
        {"a/list.csv", "a", "list.csv"},
        {"/a b/c/list", "/a b/c", "list"},
        {"/list.csv", "/", "list.csv"},
        {"../list.csv", "..", "list.csv"},
        {"./list.csv", ".", "list.csv"},
        {"тізім/1.csv", "тізім", "1.csv"},
        {"a//list.csv", "a/", "list.csv"},
        {"a/", "a", ""},
        {"", ".", ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        assert_string_equal(path_folder(&arena, paths[i].path), paths[i].folder);
        assert_string_equal(path_name(paths[i].path), paths[i].name);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_has_a_folder_and_a_name),
    };
    return cmocka_run_group_tests_name("path", tests, NULL, NULL);
}
