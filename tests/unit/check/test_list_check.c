#include "check/list_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { NAME_KK, PHONE, REGION, COUNT, MOST = 64 };

static struct column list[COUNT] = {
    [NAME_KK] = {.name = "name_kk",
                 .heading = "Аты-жөні",
                 .language = LANGUAGE_KAZAKH,
                 .used = true,
                 .personal = true,
                 .named = true,
                 .pair = NO_COLUMN},
    [PHONE] = {.name = "phone", .heading = "Телефон", .used = true, .pair = NO_COLUMN},
    [REGION] = {.name = "region", .heading = "Облыс", .used = true, .pair = NO_COLUMN},
};

static struct columns columns = {.list = list,
                                 .count = COUNT,
                                 .gender = NO_COLUMN,
                                 .number = NO_COLUMN,
                                 .unknown_name = NO_COLUMN};

/* Twice as many people as are needed to say what is usual, with nothing to tell. */
struct people {
    size_t count;
    char names[MOST][64], phones[MOST][32];
    const char *fields[MOST][COUNT];
};

static void begin(struct people *people)
{
    people->count = 40;
    for (size_t i = 0; i < people->count; i++) {
        snprintf(people->names[i], sizeof people->names[i], "Әлиев%c%c Нұрлан",
                 'a' + (int)i / 26, 'a' + (int)i % 26);
        snprintf(people->phones[i], sizeof people->phones[i], "%zu", 7000 + i * 37);
        people->fields[i][NAME_KK] = people->names[i];
        people->fields[i][PHONE] = people->phones[i];
        people->fields[i][REGION] = i % 2 ? "Ақмола облысы" : "Түркістан облысы";
    }
}

static struct row row_of(const struct people *people, size_t i)
{
    return (struct row){.line = i + 2, .number = i + 2, .fields = people->fields[i]};
}

/* Says what is told of all rows, counted forwards and backwards. */
static void reported(const struct people *people, const char *wanted)
{
    for (int backwards = 0; backwards < 2; backwards++) {
        struct list_check *check = list_check_new(&columns);
        struct arena arena = {0};
        struct report findings = {0};
        struct buf out = {0};
        for (size_t n = 0; n < people->count; n++) {
            size_t i = backwards ? people->count - 1 - n : n;
            struct row row = row_of(people, i);
            list_check_count(check, i, &row, &arena);
        }
        bool any = list_check_close(check);
        for (size_t i = 0; i < people->count; i++) {
            struct row row = row_of(people, i);
            struct place place = {.file = "list.csv", .line = row.line, .row = row.number};
            size_t before = findings.count;
            list_check_report(check, i, &row, place, &findings);
            assert_int_equal(list_check_flags(check, i, &row), findings.count > before);
            assert_true(any || findings.count == before);
        }
        for (size_t i = 0; i < findings.count; i++) {
            finding_print(&findings.list[i], &out);
            buf_putc(&out, '\n');
        }
        assert_string_equal(buf_text(&out), wanted);
        buf_free(&out);
        report_free(&findings);
        arena_free(&arena);
        list_check_free(check);
    }
}

static void an_even_list_has_nothing_to_tell(void **state)
{
    (void)state;
    struct people people;
    begin(&people);
    reported(&people, "");
    people.count = 0;
    reported(&people, "");
}

static void two_people_of_one_name_are_told(void **state)
{
    (void)state;
    struct people people;
    begin(&people);
    snprintf(people.names[30], sizeof people.names[30], "ӘЛИЕВab Нұрлан");
    reported(&people, "list.csv:32: warning: row 3 has the same name. Delete one of them, "
                      "unless they are two people.\n");
}

static void names_with_and_without_dots_are_one(void **state)
{
    (void)state;
    struct people people;
    begin(&people);
    people.fields[20][NAME_KK] = "Петров Пётр Петрович";
    people.fields[30][NAME_KK] = "Петров Петр Петрович";
    reported(&people, "list.csv:32: warning: row 22 has the same name. Delete one of them, "
                      "unless they are two people.\n");
    people.fields[30][NAME_KK] = "Петров Питр Петрович";
    reported(&people, "");
}

static void an_empty_field_that_others_fill_is_told(void **state)
{
    (void)state;
    struct people people;
    begin(&people);
    people.fields[5][PHONE] = "";
    reported(&people, "list.csv:7: note: «Телефон»: the field is empty; nearly all others are "
                      "filled. Fill it in, unless it is meant so.\n");
    list[PHONE].needed = true; /* row_check reports it */
    reported(&people, "");
    list[PHONE].needed = false;
    for (size_t i = 0; i < people.count; i += 2)
        people.fields[i][PHONE] = "";
    reported(&people, "");
}

static void a_slip_in_a_frequent_value_is_told(void **state)
{
    (void)state;
    struct people people;
    begin(&people);
    people.fields[8][REGION] = "Түркстан облысы";
    reported(&people, "list.csv:10: warning: «Облыс»: «Түркстан облысы» is rare; the list "
                      "often says «Түркістан облысы». Correct it, unless it is meant so.\n");
}

/* A number that stands in `who` with the name would make two of every person's rows. */
static void same_names_are_found_beside_their_numbers(void **state)
{
    (void)state;
    struct people people;
    begin(&people);
    list[PHONE].personal = true;
    list[NAME_KK].language = LANGUAGE_OTHER;
    for (size_t i = 0; i < people.count; i++)
        snprintf(people.phones[i], sizeof people.phones[i], "СБ-%zu", i);
    snprintf(people.names[30], sizeof people.names[30], "ӘЛИЕВab Нұрлан");
    reported(&people, "list.csv:32: warning: row 3 has the same name. Delete one of them, "
                      "unless they are two people.\n");
    list[PHONE].personal = false;
    list[NAME_KK].language = LANGUAGE_KAZAKH;
}

static void two_rows_of_one_number_are_told(void **state)
{
    (void)state;
    struct people people;
    begin(&people);
    columns.number = PHONE;
    reported(&people, "");
    people.fields[30][PHONE] = people.fields[20][PHONE] = people.fields[1][PHONE];
    reported(&people,
             "list.csv:22: warning: «Телефон»: row 3 has the same number. Give each its "
             "own.\n"
             "list.csv:32: warning: «Телефон»: row 3 has the same number. Give each its "
             "own.\n");
    people.fields[30][PHONE] = "7";
    people.fields[20][PHONE] = "007";
    reported(&people, "list.csv:32: warning: «Телефон»: row 22 has the same number. Give each "
                      "its own.\n");
    people.fields[30][PHONE] = people.fields[20][PHONE] = people.fields[1][PHONE];
    list[PHONE].used = false;
    reported(&people, "list.csv:22: note: «Телефон»: row 3 has the same number. Give each its "
                      "own.\n"
                      "list.csv:32: note: «Телефон»: row 3 has the same number. Give each its "
                      "own.\n");
    list[PHONE].used = true;
    columns.number = NO_COLUMN;
}

/* On paper, and as the name of a file, nobody sees which alphabet a letter is of. */
static void numbers_that_look_the_same_are_one(void **state)
{
    (void)state;
    struct people people;
    begin(&people);
    columns.number = PHONE;
    people.fields[10][PHONE] = "A-5"; /* Latin */
    people.fields[20][PHONE] = "А-5"; /* Cyrillic */
    people.fields[30][PHONE] = "a-5"; /* Latin */
    reported(&people, "list.csv:22: warning: «Телефон»: the number of row 12 looks the same: "
                      "one has Latin letters, the other Cyrillic ones. Give each its own.\n"
                      "list.csv:32: warning: «Телефон»: row 12 has the same number. Give each "
                      "its own.\n");
    people.fields[10][PHONE] = "Е-5";
    people.fields[20][PHONE] = "Ё-5";
    people.fields[30][PHONE] = "Б-5";
    reported(&people, "");
    columns.number = NO_COLUMN;
}

static void a_row_of_one_field_is_told(void **state)
{
    (void)state;
    struct people people;
    begin(&people);
    people.fields[7][PHONE] = people.fields[7][REGION] = "";
    reported(
        &people,
        "list.csv:9: warning: the row has one field, where others have 3. If it is a remark "
        "or the heading of a group, delete the row.\n");
}

/* Of a handful of rows nobody can say what is usual. */
static void a_short_list_says_nothing_of_what_is_usual(void **state)
{
    (void)state;
    struct people people;
    begin(&people);
    people.count = 10;
    snprintf(people.names[6], sizeof people.names[6], "Ә");
    people.fields[2][PHONE] = "";
    reported(&people, "");
}

/* Among words 0 is what a formula gives that points at nothing; among numbers it is one. */
static void a_zero_among_words_is_told(void **state)
{
    (void)state;
    struct people people;
    begin(&people);
    people.fields[5][REGION] = people.fields[7][PHONE] = "0";
    reported(&people,
             "list.csv:7: warning: «Облыс»: «0» says nothing, but would be printed. "
             "Leave the field empty; a formula that points at an empty cell gives 0.\n");
    list[REGION].required = true; /* row_check has reported it */
    reported(&people, "");
    list[REGION].required = false;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_even_list_has_nothing_to_tell),
        cmocka_unit_test(two_people_of_one_name_are_told),
        cmocka_unit_test(names_with_and_without_dots_are_one),
        cmocka_unit_test(an_empty_field_that_others_fill_is_told),
        cmocka_unit_test(a_slip_in_a_frequent_value_is_told),
        cmocka_unit_test(same_names_are_found_beside_their_numbers),
        cmocka_unit_test(two_rows_of_one_number_are_told),
        cmocka_unit_test(numbers_that_look_the_same_are_one),
        cmocka_unit_test(a_row_of_one_field_is_told),
        cmocka_unit_test(a_zero_among_words_is_told),
        cmocka_unit_test(a_short_list_says_nothing_of_what_is_usual),
    };
    return cmocka_run_group_tests_name("list_check", tests, NULL, NULL);
}
