#include "check/column_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { NAME_KK, PHONE, COUNT };

static struct column list[COUNT] = {
    [NAME_KK] = {.name = "name_kk",
                 .heading = "Аты-жөні",
                 .language = LANGUAGE_KAZAKH,
                 .used = true,
                 .personal = true,
                 .named = true,
                 .pair = NO_COLUMN},
    [PHONE] = {.name = "phone", .heading = "Телефон", .used = true, .pair = NO_COLUMN},
};

static struct columns columns = {.list = list,
                                 .count = COUNT,
                                 .gender = NO_COLUMN,
                                 .number = NO_COLUMN,
                                 .unknown_name = NO_COLUMN};

/* Says what is told of `count` people of that name, who have phones of four digits, but for the
 * last. */
static void reported(const char *name, size_t count, const char *phone, const char *wanted)
{
    struct column_check *check = column_check_new(&columns);
    struct arena arena = {0};
    struct report findings = {0};
    struct buf out = {0};
    const bool stripped[COUNT] = {strstr(name, "Нурлан") != NULL};
    for (size_t i = 0; i < count; i++) {
        const char *fields[COUNT] = {name, i + 1 < count ? "7001" : phone};
        const struct row row = {.line = i + 2, .number = i + 2, .fields = fields};
        column_check_count(check, &row, fields[PHONE], stripped, &arena);
    }
    column_check_report(check, "list.csv", &findings);
    for (size_t i = 0; i < findings.count; i++) {
        finding_print(&findings.list[i], &out);
        buf_putc(&out, '\n');
    }
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
    report_free(&findings);
    arena_free(&arena);
    column_check_free(check);
}

static void even_columns_have_nothing_to_tell(void **state)
{
    (void)state;
    reported("Әлиев Нұрлан", 40, "7002", "");
    reported("Әлиев Нұрлан", 0, "7002", "");
}

static void a_kazakh_column_in_russian_letters_is_told(void **state)
{
    (void)state;
    reported("Алиев Нурлан", 5, "7002",
             "list.csv: warning: «Аты-жөні»: none of the 5 texts has a Kazakh letter, "
             "though 5 look as if they should have one. Check whether the column "
             "holds Russian, or Kazakh typed with Russian letters.\n");
    reported("Алиев Нурлан", 4, "7002", "");
    reported("Иванов Иван", 40, "7002", "");
}

/* 10 before 2 in the folder is another order than the list's. */
static void numbers_that_sort_wrongly_are_told(void **state)
{
    (void)state;
    columns.file_name = "phone";
    reported("Әлиев Нұрлан", 9, "7002", "");
    reported(
        "Әлиев Нұрлан", 9, "10001",
        "list.csv: warning: the files are named after numbers of 4 to 5 digits; sorted by "
        "their names, 10 comes before 2. So that the certificates keep the order of the "
        "list, write the numbers with zeros in front (002, 010); where they are nothing but "
        "digits, the template can do it: {phone|pad:5}.\n");
    columns.file_name = NULL;
}

static void a_column_that_may_hold_names_is_told(void **state)
{
    (void)state;
    columns.unknown_name = PHONE;
    reported("Әлиев Нұрлан", 2, "7002",
             "list.csv: note: no column that the certificates show is known to hold people's "
             "names, so that none is checked as a name. If «Телефон» holds them, write who = "
             "{phone} under [document] in the template.\n");
    columns.unknown_name = NO_COLUMN;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(even_columns_have_nothing_to_tell),
        cmocka_unit_test(a_kazakh_column_in_russian_letters_is_told),
        cmocka_unit_test(numbers_that_sort_wrongly_are_told),
        cmocka_unit_test(a_column_that_may_hold_names_is_told),
    };
    return cmocka_run_group_tests_name("column_check", tests, NULL, NULL);
}
