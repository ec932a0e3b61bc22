#include "check/field.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct column column = {.name = "last", .heading = "Тегі"};

struct fixture {
    struct arena arena;
    struct report findings;
    struct buf reported;
    struct field field;
};

static void open_field(struct fixture *fixture, const char *text)
{
    *fixture = (struct fixture){0};
    fixture->field = (struct field){&column,
                                    text,
                                    {.file = "list.csv", .line = 17, .row = 17, .who = "Әлия"},
                                    &fixture->arena,
                                    &fixture->findings};
}

static void assert_reported(struct fixture *fixture, const char *expected)
{
    for (size_t i = 0; i < fixture->findings.count; i++) {
        finding_print(&fixture->findings.list[i], &fixture->reported);
        buf_putc(&fixture->reported, '\n');
    }
    assert_string_equal(buf_text(&fixture->reported), expected);
}

static void close_field(struct fixture *fixture)
{
    buf_free(&fixture->reported);
    report_free(&fixture->findings);
    arena_free(&fixture->arena);
}

static void the_column_and_the_text_stand_before_what_is_wrong(void **state)
{
    (void)state;
    struct fixture fixture;
    open_field(&fixture, "Мұқан0в");
    field_report(&fixture.field, LEVEL_WARNING, "Type «о».", "U+%04X is %s.", 0x30u, "a digit");
    field_report(&fixture.field, LEVEL_NOTE, NULL, "it is long.");
    field_report(&fixture.field, LEVEL_ERROR, "", "it is bad.");
    assert_reported(&fixture,
                    "list.csv:17: warning: Әлия: «Тегі», «Мұқан0в»: U+0030 is a digit. "
                    "Type «о».\n"
                    "list.csv:17: note: Әлия: «Тегі», «Мұқан0в»: it is long.\n"
                    "list.csv:17: Әлия: «Тегі», «Мұқан0в»: it is bad.\n");
    assert_int_equal(fixture.findings.errors, 1);
    close_field(&fixture);
}

/* Neither what the list says nor what is said of it is a format. */
static void percent_signs_are_shown(void **state)
{
    (void)state;
    const struct column rate = {.heading = "100%s"};
    struct fixture fixture;
    open_field(&fixture, "%n%s%d%%");
    fixture.field.column = &rate;
    field_report(&fixture.field, LEVEL_ERROR, "Take 5%s off.", "«%s» is %d%%.", "%s%n", 5);
    assert_reported(&fixture, "list.csv:17: Әлия: «100%s», «%n%s%d%%»: «%s%n» is 5%. Take 5%s "
                              "off.\n");
    close_field(&fixture);
}

/* Findings are told when the rows are long gone. */
static void the_finding_outlives_the_row(void **state)
{
    (void)state;
    struct fixture fixture;
    char text[] = "Асан", heading[] = "first", advice[] = "Mend it.", what[] = "bad";
    const struct column lent = {.heading = heading};
    open_field(&fixture, text);
    fixture.field.column = &lent;
    field_report(&fixture.field, LEVEL_ERROR, advice, "it is %s.", what);
    memset(text, 'x', sizeof text - 1);
    memset(heading, 'x', sizeof heading - 1);
    memset(advice, 'x', sizeof advice - 1);
    memset(what, 'x', sizeof what - 1);
    memset(arena_new(&fixture.arena, 1, 64), 'x', 64);
    arena_free(&fixture.arena);
    assert_reported(&fixture, "list.csv:17: Әлия: «first», «Асан»: it is bad. Mend it.\n");
    close_field(&fixture);
}

static void a_field_may_be_empty_or_long(void **state)
{
    (void)state;
    struct fixture fixture;
    struct buf text = {0};
    open_field(&fixture, "");
    fixture.field.place = (struct place){0};
    field_report(&fixture.field, LEVEL_ERROR, NULL, "it is empty.");
    assert_reported(&fixture, "«Тегі», «»: it is empty.\n");
    for (int i = 0; i < 5000; i++)
        buf_puts(&text, "Ә");
    fixture.field.text = text.data;
    field_report(&fixture.field, LEVEL_ERROR, "Shorten it.", "it is long.");
    const char *what = WHAT(&fixture.findings.list[1]);
    assert_int_equal(strlen(what), strlen("«Тегі», «…»: it is long.") + 79 * strlen("Ә"));
    assert_string_equal(what + strlen(what) - strlen("Ә…»: it is long."), "Ә…»: it is long.");
    assert_string_equal(ADVICE(&fixture.findings.list[1]), "Shorten it.");
    buf_free(&text);
    close_field(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_column_and_the_text_stand_before_what_is_wrong),
        cmocka_unit_test(percent_signs_are_shown),
        cmocka_unit_test(the_finding_outlives_the_row),
        cmocka_unit_test(a_field_may_be_empty_or_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
