#include "numbering/missing_people.h"

#include "numbering/person_match.h"
#include "unit/matched_rows.h"

/* Looks the next row up. */
static void row_is(const char *who, const char *fields)
{
    struct numbered_row *row = &rows[match.count++];
    *row = (struct numbered_row){
        .row = match.count + 1, .selected = true, .person = person_of(who)};
    if (!person_match_row(&match, row, fields, who, &err))
        fail_msg("%s", words_of(&err));
}

/* A new row beside somebody of nearly that name who is missing is the same person, corrected.
 */
static void a_corrected_name_is_not_a_new_person(void **state)
{
    (void)state;
    enter(1, "№ 1", "Ахметов Асқар Болатұлы", "");
    enter(2, "№ 2", "Ким Ли", "");
    row_is("Ахметова Асхар Болатұлы", "");
    row_is("Серік Ан", "");
    struct missing_people *missing = missing_people_find(registry, rows, match.count, &err);
    assert_non_null(missing);
    assert_int_equal(missing_people_count(missing), 2);
    missing_people_ask(missing, &rows[0], "Ахметова Асхар Болатұлы", "", &arena);
    missing_people_ask(missing, &rows[1], "Серік Ан", "", &arena);
    missing_people_free(missing);
    assert_int_equal(rows[0].kind, NUMBERED_REFUSED);
    assert_non_null(strstr(words_of(rows[0].fault), "Ахметов Асқар Болатұлы"));
    assert_int_equal(rows[1].kind, NUMBERED_NEW);
}

/* Returns the number that the new row may be, or "new". */
static const char *asked_for(struct numbered_row *row, const char *who, const char *fields)
{
    struct missing_people *missing = missing_people_find(registry, rows, match.count, &err);
    assert_non_null(missing);
    missing_people_ask(missing, row, who, fields, &arena);
    missing_people_free(missing);
    if (row->kind == NUMBERED_NEW)
        return "new";
    const char *number = strstr(words_of(row->fault), "№");
    return arena_copy(&arena, number, strcspn(number, ","));
}

static const char *asked_for_row(const char *who, const char *fields)
{
    row_is(who, fields);
    return asked_for(&rows[match.count - 1], who, fields);
}

/* Another surname, a word that moved, and what else is corrected with them. */
static void a_person_is_known_by_most_words_of_name_and_fields(void **state)
{
    (void)state;
    enter(1, "№ 1", "Ахметова Айгүл Серікқызы", "region=Ақтау қаласы\npost=хатшы\n");
    enter(2, "№ 2", "Ким Юлия", "region=Семей\n");
    assert_string_equal(
        asked_for_row("Сәрсенбай Айгүл Серікқызы", "region=Ақтау қаласы\npost=хатшы\n"), "№ 1");
    assert_string_equal(asked_for_row("ЮЛИЯ КИМ", "region=Абай\n"), "№ 2");
    assert_string_equal(
        asked_for_row("Сәрсенбай Айгүл Серікқызы", "region=Абай\npost=төраға\n"), "new");
    assert_string_equal(
        asked_for_row("Болат Асқар Ерланұлы", "region=Ақтау қаласы\npost=хатшы\n"), "new");
}

/* Half of a name is enough in a list that has most people of the register, and says nothing in
 * the list of others. */
static void half_of_a_name_counts_in_the_same_list(void **state)
{
    (void)state;
    enter(1, "№ 1", "Ким Юлия", "region=Семей\n");
    assert_string_equal(asked_for_row("Ли Юлия", "region=Семей\n"), "new");
    enter(2, "№ 2", "Асқар Болат", "region=Семей\n");
    row_is("Асқар Болат", "region=Семей\n");
    assert_string_equal(asked_for(&rows[0], "Ли Юлия", "region=Семей\n"), "№ 1");
}

/* Of several the one that most words are of. */
static void the_most_alike_is_asked_for(void **state)
{
    (void)state;
    enter(1, "№ 1", "Ахметов Айдар Серікұлы", "region=Ақтау\npost=төраға\n");
    enter(2, "№ 2", "Ахметов Болат Серікұлы", "region=Ақтау\npost=хатшы\n");
    assert_string_equal(asked_for_row("Ахметов Дархан Серікұлы", "region=Ақтау\npost=хатшы\n"),
                        "№ 2");
}

/* Says what is told of those who are missing, "" where nothing is. */
static const char *told(struct missing_people *missing)
{
    struct report findings = {0};
    struct buf line = {0};
    missing_people_tell(missing, rows, match.count, (struct place){.file = "list.csv"},
                        &findings);
    for (size_t i = 0; i < findings.count; i++)
        finding_print(&findings.list[i], &line);
    const char *text = arena_text(&arena, buf_text(&line));
    buf_free(&line);
    report_free(&findings);
    return text;
}

/* Nobody can know whether somebody with quite another name is another person. */
static void who_is_missing_beside_new_rows_is_told(void **state)
{
    (void)state;
    enter(1, "№ 1", "Ким Юлия", "region=Семей\n");
    enter(2, "№ 2", "Асқар Болат", "region=Семей\n");
    enter(3, "№ 3", "Жанар Ли", "region=Семей\n");
    enter(4, "№ 4", "Сәуле Ахметова", "region=Семей\n");
    row_is("Сәуле Ахметова", "region=Семей\n");
    row_is("Әлия Цой", "region=Семей\n");
    row_is("Асқар Болат", "region=Семей\n");
    struct missing_people *missing = missing_people_find(registry, rows, match.count, &err);
    missing_people_ask(missing, &rows[1], "Әлия Цой", "region=Семей\n", &arena);
    assert_int_equal(rows[1].kind, NUMBERED_NEW);
    assert_string_equal(
        told(missing),
        "list.csv: warning: 2 people of the register have no row in this list: № 1 (Ким Юлия), "
        "№ 3 (Жанар Ли). New rows: 3. If one of them is such a person under another name, use "
        "--same ROW=NUMBER with kualik issue; else it gets a number of its own.");
    rows[1].newcomer = true;
    assert_string_equal(told(missing), "");
    rows[1].newcomer = false;
    missing_people_free(missing);
    match.count = 2; /* with one known person of four it is the list of others */
    missing = missing_people_find(registry, rows, match.count, &err);
    assert_string_equal(told(missing), "");
    missing_people_free(missing);
}

/* Who is asked for is told with the row. */
static void who_is_asked_for_is_not_told_again(void **state)
{
    (void)state;
    enter(1, "№ 1", "Ким Юлия", "region=Семей\n");
    enter(2, "№ 2", "Асқар Болат", "region=Семей\n");
    row_is("Асқар Болат", "region=Семей\n");
    row_is("Ли Юлия", "region=Семей\n");
    row_is("Әлия Цой", "region=Абай\n");
    struct missing_people *missing = missing_people_find(registry, rows, match.count, &err);
    missing_people_ask(missing, &rows[1], "Ли Юлия", "region=Семей\n", &arena);
    assert_int_equal(rows[1].kind, NUMBERED_REFUSED);
    assert_string_equal(told(missing), "");
    missing_people_free(missing);
}

/* Where the list brings the numbers, a person is named by giving the row the number back. */
static void in_a_list_with_numbers_the_number_is_corrected(void **state)
{
    (void)state;
    match.own = true;
    enter(0, "3", "Ким Юлия", "");
    row_is("Ким Юлия", "");
    rows[0].kind = NUMBERED_NEW;
    rows[0].number_id = 0;
    rows[0].number = "103";
    struct missing_people *missing = missing_people_find(registry, rows, match.count, &err);
    missing_people_ask(missing, &rows[0], "Ким Юлия", "", &arena);
    missing_people_free(missing);
    assert_string_equal(
        words_of(rows[0].fault),
        "the register has «Ким Юлия» as number 3, of whom the list has no row: is that this "
        "person? If it is, give the row that number, or spoil it with kualik register spoil so "
        "that the person gets this one; else use --new 2.");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, discard)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_corrected_name_is_not_a_new_person),
        TEST(a_person_is_known_by_most_words_of_name_and_fields),
        TEST(half_of_a_name_counts_in_the_same_list),
        TEST(the_most_alike_is_asked_for),
        TEST(who_is_missing_beside_new_rows_is_told),
        TEST(who_is_asked_for_is_not_told_again),
        TEST(in_a_list_with_numbers_the_number_is_corrected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
