/* README.md, "Template reference", against the table that templates are really read by. */
#include "base/arena.h"
#include "base/file.h"
#include "template/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct buf readme;

static int read_readme(void **state)
{
    (void)state;
    struct error err;
    return file_read("README.md", 1 << 20, &readme, &err) ? 0 : -1;
}

static int free_readme(void **state)
{
    (void)state;
    buf_free(&readme);
    return 0;
}

/* How the reference writes a default: `11pt`, required, as `size`, or nothing. */
static const char *written_default(struct arena *arena, const struct template_key *key)
{
    if (key->required)
        return "required";
    if (*key->as)
        return arena_printf(arena, "as `%s`", key->as);
    return *key->fallback ? arena_printf(arena, "`%s`", key->fallback) : "";
}

/* Returns the part of README.md under the section's heading. */
static const char *chapter(struct arena *arena, const char *section)
{
    const char *heading = arena_printf(arena, "\n### [%s]\n", section);
    const char *start = strstr(readme.data, heading);
    if (!start) {
        fail_msg("README.md has no chapter [%s].", section);
        return "";
    }
    const char *end = strstr(start + 1, "\n##");
    return arena_copy(arena, start, end ? (size_t)(end - start) : strlen(start));
}

static void test_every_key_is_explained(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct template_key key;
    size_t count = 0;
    for (; template_key_at(count, &key); count++) {
        const char *row = arena_printf(&arena, "\n| `%s` | %s | %s |", key.key, key.type,
                                       written_default(&arena, &key));
        if (!strstr(chapter(&arena, key.section), row))
            fail_msg("README.md, [%s], lacks the row:%s", key.section, row);
    }
    assert_true(count > 50);
    arena_free(&arena);
}

static void test_nothing_else_is_explained(void **state)
{
    (void)state;
    struct template_key key;
    size_t keys = 0, rows = 0;
    while (template_key_at(keys, &key))
        keys++;
    const char *at = strstr(readme.data, "\n### [document]\n");
    const char *end = strstr(readme.data, "\n## Exit statuses\n");
    assert_non_null(at);
    assert_non_null(end);
    while ((at = strstr(at, "\n| `")) && at < end) {
        rows++;
        at++;
    }
    assert_int_equal(rows, keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_key_is_explained),
        cmocka_unit_test(test_nothing_else_is_explained),
    };
    return cmocka_run_group_tests(tests, read_readme, free_readme);
}
