#include "table/csv_separator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void the_most_frequent_sign_separates(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        char separator;
        bool whole;
    } cases[] = {
        {"a;b;c,d\n", ';', true},    {"a,b\n1;2;3\n", ',', true},
        {"a\tb\n", '\t', true},      {"name\n", '\0', true},
        {"\n \r\na,b\n", ',', true}, {"\"a;b\";c,d,e\n", ',', true},
        {"\"a\nb\";c\n", ';', true}, {"a;b", ';', false},
        {"", '\0', false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf text = {0};
        char separator = '?';
        buf_puts(&text, cases[i].text);
        assert_int_equal(csv_separator_find(&text, &separator), cases[i].whole);
        assert_int_equal(separator, cases[i].separator);
        buf_free(&text);
    }
}

static void excels_first_line_names_it(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size;
        char separator;
    } cases[] = {
        {"sep=;\na;b\n", 6, ';'},
        {"SEP=,\r\na,b\n", 7, ','},
        {"\"sep=\t\"\n", 8, '\t'},
        {"sep=a\n", 0, 0},
        {"sep=;", 0, 0},
        {"sep=;x\n", 0, 0},
        {"\"sep=;\n", 0, 0},
        {"separator\n", 0, 0},
        {"", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char separator = 0;
        size_t size = csv_separator_line(cases[i].text, strlen(cases[i].text), &separator);
        assert_int_equal(size, cases[i].size);
        if (size)
            assert_int_equal(separator, cases[i].separator);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_most_frequent_sign_separates),
        cmocka_unit_test(excels_first_line_names_it),
    };
    return cmocka_run_group_tests_name("csv_separator", tests, NULL, NULL);
}
