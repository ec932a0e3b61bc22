#include "bind/shown_columns.h"

#include "unit/fixture.h"

/* The text shows the columns with these names, a space behind each. */
static void assert_shown(const char *text, const char *expected)
{
    struct fixture fixture;
    struct arena arena = {0};
    char template[1024];
    snprintf(template, sizeof template,
             DOCUMENT "[columns]\nlast = Тегі\n[define]\nname = {last} {first}\n"
                      "twice = {name} {name} {n}\n" PAGE FONT
                      "[text a]\nbox = 20mm 20mm 200mm 40mm\nfont = text\ntext = %s\n",
             text);
    fixture_open(&fixture);
    fixture_sound(&fixture, template, "n;Тегі;first;firs\n1;А;Б;В\n");
    const struct binding *binding = fixture.job.binding;
    const char *const *names =
        shown_columns(binding, &fixture.job.template->elements[0].content, &arena);
    struct buf shown = {0};
    for (; *names; names++)
        buf_printf(&shown, "%s ", *names);
    assert_string_equal(buf_text(&shown), expected);
    buf_free(&shown);
    arena_free(&arena);
    fixture_close(&fixture);
}

static void columns_are_named_once(void **state)
{
    (void)state;
    assert_shown("Мәтін", "");
    assert_shown("{row} {time}", "");
    assert_shown("{n|pad:3} {n}", "n ");
    assert_shown("{firs} {first}", "firs first ");
}

static void definitions_show_what_they_use(void **state)
{
    (void)state;
    assert_shown("{name}", "last first ");
    assert_shown("{first}: {twice}", "first last n ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(columns_are_named_once),
                                       cmocka_unit_test(definitions_show_what_they_use)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
