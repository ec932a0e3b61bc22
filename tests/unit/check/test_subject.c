#include "check/subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_field_stands_at_its_column(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report findings = {0};
    struct column list[] = {{.heading = "Аты"}, {.heading = "Тегі", .personal = true}};
    const struct columns columns = {.list = list, .count = 2};
    const char *fields[] = {"Әлия", "Серікқызы"};
    const struct row row = {.number = 7, .fields = fields};
    const struct row_subject subject = {
        .columns = &columns,
        .row = &row,
        .place = {.file = "list.csv", .line = 8, .row = 7, .who = "Әлия"},
        .arena = &arena,
        .findings = &findings,
        .not_1251 = true,
    };
    struct field field = subject_field(&subject, 1);
    assert_string_equal(field.text, "Серікқызы");
    assert_ptr_equal(field.column, &list[1]);
    assert_string_equal(field.place.column, "Тегі");
    assert_int_equal(field.place.line, 8);
    assert_string_equal(field.place.who, "Әлия");
    assert_ptr_equal(field.findings, &findings);
    assert_true(field.not_1251);
    assert_null(subject.place.column);
    assert_string_equal(field_text(&field), "Серікқызы");
    arena_free(&arena);
}

/* A message is no place for a whole page. */
static void long_texts_are_shown_by_their_beginning(void **state)
{
    (void)state;
    struct arena arena = {0};
    char text[400] = "";
    for (size_t i = 0; i < 100; i++)
        strcat(text, "ә");
    const struct row_subject subject = {.arena = &arena};
    const struct field field = {.text = text, .arena = &arena};
    const char *shown = subject_text(&subject, text);
    assert_string_equal(field_text(&field), shown);
    assert_true(strlen(shown) < strlen(text));
    assert_memory_equal(shown + strlen(shown) - strlen("…"), "…", strlen("…"));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_stands_at_its_column),
        cmocka_unit_test(long_texts_are_shown_by_their_beginning),
    };
    return cmocka_run_group_tests_name("subject", tests, NULL, NULL);
}
