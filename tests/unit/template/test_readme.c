/* templates/README.md, "Template reference" and "Form reference", against the tables that
 * templates and forms are really read by. */
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
    return file_read("templates/README.md", 1 << 20, &readme, &err) ? 0 : -1;
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

/* Where the keys of a kind of template are explained. */
struct reference {
    enum template_kind kind;
    const char *from, *to; /* headings of the file; NULL: its end */
};

static const struct reference references[] = {
    {TEMPLATE_CERTIFICATE, "\n## Template reference\n", "\n## Form reference\n"},
    {TEMPLATE_FORM, "\n## Form reference\n", NULL},
};

static const char *chapters(struct arena *arena, const struct reference *reference)
{
    const char *start = strstr(readme.data, reference->from);
    if (!start)
        fail_msg("templates/README.md lacks%s", reference->from);
    const char *end = reference->to ? strstr(start, reference->to) : start + strlen(start);
    if (!end)
        fail_msg("templates/README.md lacks%s", reference->to);
    return arena_copy(arena, start, (size_t)(end - start));
}

/* Returns the part of the reference under the section's heading. */
static const char *chapter(struct arena *arena, const char *chapters, const char *section)
{
    const char *heading = arena_printf(arena, "\n### [%s]\n", section);
    const char *start = strstr(chapters, heading);
    if (!start) {
        fail_msg("templates/README.md has no chapter [%s].", section);
        return "";
    }
    const char *end = strstr(start + 1, "\n##");
    return arena_copy(arena, start, end ? (size_t)(end - start) : strlen(start));
}

/* A form's [font] and [style] are those of a template, and explained there. */
static bool is_explained_elsewhere(const struct reference *reference,
                                   const struct template_key *key)
{
    return reference->kind == TEMPLATE_FORM &&
           (strcmp(key->section, "font") == 0 || strcmp(key->section, "style") == 0);
}

static void test_every_key_is_explained(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct template_key key;
    for (size_t r = 0; r < sizeof references / sizeof *references; r++) {
        const char *all = chapters(&arena, &references[r]);
        size_t count = 0;
        for (; template_key_at(references[r].kind, count, &key); count++) {
            const char *row = arena_printf(&arena, "\n| `%s` | %s | %s |", key.key, key.type,
                                           written_default(&arena, &key));
            if (!is_explained_elsewhere(&references[r], &key) &&
                !strstr(chapter(&arena, all, key.section), row))
                fail_msg("templates/README.md, [%s], lacks the row:%s", key.section, row);
        }
        assert_true(count > 50);
    }
    arena_free(&arena);
}

static void test_nothing_else_is_explained(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct template_key key;
    for (size_t r = 0; r < sizeof references / sizeof *references; r++) {
        size_t keys = 0, rows = 0;
        const char *at = strstr(chapters(&arena, &references[r]), "\n### [document]\n");
        assert_non_null(at);
        for (size_t i = 0; template_key_at(references[r].kind, i, &key); i++)
            keys += !is_explained_elsewhere(&references[r], &key);
        for (; (at = strstr(at, "\n| `")); at++)
            rows++;
        assert_int_equal(rows, keys);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_key_is_explained),
        cmocka_unit_test(test_nothing_else_is_explained),
    };
    return cmocka_run_group_tests(tests, read_readme, free_readme);
}
