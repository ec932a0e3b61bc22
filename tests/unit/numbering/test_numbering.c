#include "numbering/numbering.h"

#include "unit/fixture.h"
#include "unit/words.h"

#define TEMPLATE                                                                               \
    "[document]\ntitle = {name}\nfile = {number}\nwho = {name}\n"                              \
    "[register]\nevent = Семинар\nnumber = ОСК-{year}-{seq:3}\norder = region, name\n" PAGE    \
        FONT TEXT("a", "{name} {number}")

#define LIST                                                                                   \
    "name,region\nЫқылас,Семей\nӘлия,Семей\nБолат,Астана\n"     \
    "Жанар,Ақтөбе\n"

/* The job of the template and the list, numbered as the source says. */
struct numbers {
    struct fixture fixture;
    struct numbering *numbering;
    struct error err;
};

static void begin(struct numbers *numbers, const char *list, struct numbering_source source)
{
    *numbers = (struct numbers){0};
    fixture_open(&numbers->fixture);
    fixture_sound(&numbers->fixture, TEMPLATE, list);
    struct job *job = &numbers->fixture.job;
    numbering_close(job->numbering); /* its own */
    job->numbering = NULL;
    source.year = 2017;
    source.clock = (struct clock){1800000000, 0};
    source.path = arena_printf(&numbers->fixture.arena, "%s/none.db", numbers->fixture.folder);
    numbers->numbering = numbering_open(&source, job->binding, job->roster,
                                        &numbers->fixture.findings, &numbers->err);
}

static void end(struct numbers *numbers)
{
    numbering_close(numbers->numbering);
    fixture_close(&numbers->fixture);
}

/* Says the numbers of the first rows, in the order of the list. */
static void assert_numbers(const struct numbers *numbers, size_t count, const char *wanted)
{
    struct arena arena = {0};
    struct buf out = {0};
    if (!numbers->numbering)
        fail_msg("%s", words_of(&numbers->err));
    for (size_t i = 0; i < count; i++)
        buf_printf(&out, "%s%s", i ? " " : "", numbering_number(numbers->numbering, i, &arena));
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
    arena_free(&arena);
}

/* By region, then by name, both by the Kazakh alphabet. */
static void numbers_follow_the_order_of_the_template(void **state)
{
    (void)state;
    struct numbers numbers;
    begin(&numbers, LIST, (struct numbering_source){0});
    assert_numbers(&numbers, 4, "ОСК-2017-004 ОСК-2017-003 ОСК-2017-002 ОСК-2017-001");
    assert_int_equal(numbering_row(numbers.numbering, 0)->kind, NUMBERED_NEW);
    assert_null(numbering_registry(numbers.numbering)); /* to look at them makes no register */
    end(&numbers);
}

static void the_roster_gives_its_rows_their_numbers(void **state)
{
    (void)state;
    struct numbers numbers;
    struct row row;
    begin(&numbers, LIST, (struct numbering_source){0});
    struct roster *roster = numbers.fixture.job.roster;
    assert_int_equal(roster_next(roster, &row, &numbers.err), ROSTER_ROW);
    assert_string_equal(row.registered.number, "ОСК-2017-004");
    assert_string_equal(row.registered.duplicate, "");
    end(&numbers);
}

static bool all_but_the_third(const void *context, size_t index)
{
    (void)context;
    return index != 2;
}

/* Whoever cannot be issued gets no number, and leaves no gap. */
static void a_row_that_fails_gives_its_number_back(void **state)
{
    (void)state;
    struct numbers numbers;
    bool settled;
    begin(&numbers, LIST, (struct numbering_source){0});
    assert_true(
        numbering_settle(numbers.numbering, all_but_the_third, NULL, &settled, &numbers.err));
    assert_false(settled); /* the numbers behind it are others now */
    assert_numbers(&numbers, 2, "ОСК-2017-003 ОСК-2017-002");
    assert_true(
        numbering_settle(numbers.numbering, all_but_the_third, NULL, &settled, &numbers.err));
    assert_true(settled);
    end(&numbers);
}

/* The number of one row depends on the new ones before it in the order, and on no others. */
static void one_number_needs_only_those_before_it(void **state)
{
    (void)state;
    struct numbers numbers;
    bool settled;
    begin(&numbers, LIST, (struct numbering_source){0});
    numbering_narrow(numbers.numbering, 1); /* the third of four */
    assert_true(numbering_passes(numbers.numbering, 0));
    for (size_t i = 1; i < 4; i++)
        assert_false(numbering_passes(numbers.numbering, i));
    assert_true(
        numbering_settle(numbers.numbering, all_but_the_third, NULL, &settled, &numbers.err));
    struct arena arena = {0};
    assert_string_equal(numbering_number(numbers.numbering, 1, &arena), "ОСК-2017-002");
    arena_free(&arena);
    end(&numbers);
}

static void a_range_is_where_numbers_begin_and_end(void **state)
{
    (void)state;
    struct numbers numbers;
    begin(&numbers, LIST, (struct numbering_source){.first = 101, .last = 104});
    assert_numbers(&numbers, 4, "ОСК-2017-104 ОСК-2017-103 ОСК-2017-102 ОСК-2017-101");
    end(&numbers);
    begin(&numbers, LIST, (struct numbering_source){.first = 101, .last = 103});
    assert_null(numbers.numbering);
    assert_string_equal(words_of(&numbers.err),
                        "The register gives out the numbers from 101 to 103, which are too "
                        "few: needed: 4; left: 3. Give a register with another --range.");
    end(&numbers);
}

/* Two rows of one number are told, each with the other. */
static void the_lists_own_numbers_are_checked(void **state)
{
    (void)state;
    struct numbers numbers;
    struct report findings = {0};
    begin(&numbers, "name,region,number\nӘлия,Семей,7\nБолат,Семей,\nВера,Семей,7\n",
          (struct numbering_source){0});
    assert_numbers(&numbers, 1, "7");
    for (size_t i = 0; i < 3; i++)
        assert_false(
            numbering_check(numbers.numbering, i, (struct place){.row = i + 2}, &findings));
    struct buf said = {0};
    put_findings(&findings, &said);
    assert_non_null(strstr(buf_text(&said), "rows 2 and 4 would both have the number 7."));
    assert_non_null(strstr(buf_text(&said), "the row has no number."));
    buf_free(&said);
    report_free(&findings);
    end(&numbers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_follow_the_order_of_the_template),
        cmocka_unit_test(the_roster_gives_its_rows_their_numbers),
        cmocka_unit_test(a_row_that_fails_gives_its_number_back),
        cmocka_unit_test(one_number_needs_only_those_before_it),
        cmocka_unit_test(a_range_is_where_numbers_begin_and_end),
        cmocka_unit_test(the_lists_own_numbers_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
