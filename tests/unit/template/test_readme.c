/* templates/README.md, "Template reference" and "Form reference", against the tables that
 * templates and forms are really read by. */
#include "base/arena.h"
#include "base/file.h"
#include "template/schema.h"

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

/* How the reference calls the types. */
static const char *const type_names[] = {
    [SCHEMA_TEXT] = "text",
    [SCHEMA_LIST] = "list of columns",
    [SCHEMA_DAYS] = "list of days",
    [SCHEMA_WIDTH] = "width",
    [SCHEMA_PATTERN] = "pattern",
    [SCHEMA_RICH] = "rich text",
    [SCHEMA_LANG] = "language",
    [SCHEMA_LENGTH] = "length",
    [SCHEMA_LEADING] = "leading",
    [SCHEMA_NUMBER] = "number",
    [SCHEMA_COUNT] = "whole number",
    [SCHEMA_BOX] = "box",
    [SCHEMA_COLOR] = "colour",
    [SCHEMA_YES] = "yes or no",
    [SCHEMA_WORD] = "word",
    [SCHEMA_PAPER] = "paper size",
    [SCHEMA_PAGE] = "page number",
    [SCHEMA_FONT] = "name of a font",
    [SCHEMA_STYLE] = "name of a style",
};

/* How the reference writes a default: `11pt`, required, as `size`, or nothing. */
static const char *written_default(struct arena *arena, const struct schema_key *key)
{
    if (key->required)
        return "required";
    if (key->as)
        return arena_printf(arena, "as `%s`", key->as);
    return key->fallback ? arena_printf(arena, "`%s`", key->fallback) : "";
}

/* Where the keys of a kind of template are explained. */
struct reference {
    const struct schema *(*schema)(void);
    const char *from, *to; /* headings of the file; NULL: its end */
};

static const struct reference references[] = {
    {schema_certificate, "\n## Template reference\n", "\n## Form reference\n"},
    {schema_form, "\n## Form reference\n", NULL},
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

/* Keys that [text] and [signature] share with [style] are explained there only; a form's [font]
 * and [style] are those of a template. */
static bool is_explained_elsewhere(const struct reference *reference,
                                   const struct schema_section *section,
                                   const struct schema_key *key)
{
    return (key->shared && section->is_element) ||
           (reference->schema == schema_form &&
            (strcmp(section->kind, "font") == 0 || strcmp(section->kind, "style") == 0));
}

/* Returns how many keys of the section stand in its chapter; fails if another should. */
static size_t find_rows(struct arena *arena, const struct reference *reference,
                        const struct schema_section *section)
{
    const char *all = chapters(arena, reference);
    size_t rows = 0;
    for (size_t i = 0; i < section->count; i++) {
        const struct schema_key *key = &section->keys[i];
        if (is_explained_elsewhere(reference, section, key))
            continue;
        const char *row = arena_printf(arena, "\n| `%s` | %s | %s |", key->name,
                                       type_names[key->type], written_default(arena, key));
        if (!strstr(chapter(arena, all, section->kind), row))
            fail_msg("templates/README.md, [%s], lacks the row:%s", section->kind, row);
        rows++;
    }
    return rows;
}

static void the_keys_are_explained_and_nothing_else(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (size_t r = 0; r < sizeof references / sizeof *references; r++) {
        const struct schema *schema = references[r].schema();
        size_t keys = 0, rows = 0;
        const char *at = strstr(chapters(&arena, &references[r]), "\n### [document]\n");
        assert_non_null(at);
        for (size_t i = 0; i < schema->count; i++)
            keys += find_rows(&arena, &references[r], &schema->sections[i]);
        for (; (at = strstr(at, "\n| `")); at++)
            rows++;
        assert_int_equal(rows, keys);
        assert_true(keys > 40);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_keys_are_explained_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, read_readme, free_readme);
}
