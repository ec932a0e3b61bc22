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
    enter(1, "№ 1", "Ахметова Айгүл Серікқызы",
          "last=Ахметова\nregion=Ақтау қаласы\npost=хатшы\n");
    enter(2, "№ 2", "Ким Юлия", "region=Семей\n");
    assert_string_equal(asked_for_row("Сәрсенбай Айгүл Серікқызы",
                                      "last=Сәрсенбай\nregion=Ақтау қаласы\npost=хатшы\n"),
                        "№ 1");
    assert_string_equal(asked_for_row("ЮЛИЯ КИМ", "region=Абай\n"), "№ 2");
    assert_string_equal(
        asked_for_row("Сәрсенбай Айгүл Серікқызы", "region=Абай\npost=төраға\n"), "new");
    assert_string_equal(
        asked_for_row("Болат Асқар Ерланұлы", "last=Болат\nregion=Ақтау қаласы\npost=хатшы\n"),
        "new");
}

/* Whatever else is corrected in the row. */
static void a_name_that_has_all_of_the_other_is_asked_for(void **state)
{
    (void)state;
    enter(1, "№ 1", "Яковлев Нұржан", "region=Алматы\n");
    enter(2, "№ 2", "Ким Юлия Олеговна", "region=Семей\n");
    enter(3, "№ 3", "Болат", "region=Семей\n");
    assert_string_equal(asked_for_row("Яковлев Нұржан Маратұлы", "region=Ұлытау\n"), "№ 1");
    assert_string_equal(asked_for_row("Ким Юлия", "region=Абай\n"), "№ 2");
    assert_string_equal(asked_for_row("Болат Асқаров", "region=Ұлытау\n"), "new");
    assert_string_equal(asked_for_row("Яковлева Нуржан Маратұлы", "region=Ұлытау\n"), "№ 1");
}

/* The certificates say the same, and only what tells people apart is another. */
static void who_says_the_same_in_all_is_asked_for(void **state)
{
    (void)state;
    enter(1, "№ 1", "Яковлев Нұржан", "name_kk=Яковлев Нұржан\nname_ru=Яковлев Нуржан\n");
    assert_string_equal(
        asked_for_row("Нуржан Я.", "name_kk=Яковлев Нұржан\nname_ru=Яковлев Нуржан\n"), "№ 1");
}

/* In the same list most of a name is enough. */
static void a_surname_and_a_region_may_both_have_changed(void **state)
{
    (void)state;
    enter(1, "№ 1", "Ахметова Айгүл Серікқызы", "last=Ахметова\nregion=Ақтау\n");
    enter(2, "№ 2", "Ким Юлия", "region=Семей\n");
    row_is("Ким Юлия", "region=Семей\n");
    assert_string_equal(
        asked_for_row("Сәрсенбай Айгүл Серікқызы", "last=Сәрсенбай\nregion=Абай\n"), "№ 1");
}

/* A person whose row has changed, and a row of nearly that name: which is it? */
static void beside_a_changed_row_one_of_nearly_the_name_is_asked_for(void **state)
{
    (void)state;
    enter(1, "№ 1", "Яковлев Нұржан", "region=Алматы\npost=хатшы\n");
    row_is("Яковлев Нұржан", "region=Алматы\npost=төраға\n");
    row_is("Яков?ев Нұржан", "region=Алматы\npost=хатшы\n");
    assert_true(person_match_groups(&match, &err));
    assert_int_equal(rows[0].kind, NUMBERED_KNOWN);
    struct missing_people *missing = missing_people_find(registry, rows, match.count, &err);
    missing_people_ask(missing, &rows[1], "Яков?ев Нұржан", "region=Алматы\npost=хатшы\n",
                       &arena);
    missing_people_free(missing);
    assert_string_equal(
        words_of(rows[0].fault),
        "the register has «Яковлев Нұржан» as number № 1, and both this row and row 3 may be "
        "that person. Use --same 2=№ 1 if it is this row, or --new 2 if it is somebody new; "
        "and say the same of row 3.");
    assert_non_null(strstr(words_of(rows[1].fault), "--same 3=№ 1"));
}

/* Half of a name is enough in a list that has most people of the register, and says nothing in
 * the list of others. */
static void half_of_a_name_counts_in_the_same_list(void **state)
{
    (void)state;
    enter(1, "№ 1", "Ким Юлия", "last=Ким\nregion=Семей қаласы\n");
    assert_string_equal(asked_for_row("Ли Юлия", "last=Ли\nregion=Семей қаласы\n"), "new");
    enter(2, "№ 2", "Асқар Болат", "region=Семей\n");
    row_is("Асқар Болат", "region=Семей\n");
    assert_string_equal(asked_for(&rows[0], "Ли Юлия", "last=Ли\nregion=Семей қаласы\n"),
                        "№ 1");
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
    enter(1, "№ 1", "Ким Юлия", "last=Ким\nregion=Семей\n");
    enter(2, "№ 2", "Асқар Болат", "region=Семей\n");
    enter(3, "№ 3", "Жанар Ли", "last=Ли\nregion=Семей\n");
    enter(4, "№ 4", "Сәуле Ахметова", "region=Семей\n");
    row_is("Сәуле Ахметова", "region=Семей\n");
    row_is("Әлия Цой", "last=Цой\nregion=Семей\n");
    row_is("Асқар Болат", "region=Семей\n");
    struct missing_people *missing = missing_people_find(registry, rows, match.count, &err);
    missing_people_ask(missing, &rows[1], "Әлия Цой", "last=Цой\nregion=Семей\n", &arena);
    assert_int_equal(rows[1].kind, NUMBERED_NEW);
    assert_string_equal(
        told(missing),
        "list.csv: warning: 2 people of the register have no row in this list: № 1 (Ким Юлия), "
        "№ 3 (Жанар Ли). Rows that get new numbers: 3. If one of them is such a person under "
        "another name, use "
        "--same ROW=NUMBER with kualik issue; else it gets a number of its own.");
    rows[1].newcomer = true;
    assert_string_equal(told(missing), "");
    rows[1].newcomer = false;
    missing_people_free(missing);
    match.count = 2; /* a person who is there shows that it is their list, … */
    missing = missing_people_find(registry, rows, match.count, &err);
    assert_non_null(strstr(told(missing), "3 people of the register have no row in this list"));
    missing_people_free(missing);
    rows[0] = rows[1]; /* … and nobody that it is the list of others */
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
        TEST(a_name_that_has_all_of_the_other_is_asked_for),
        TEST(who_says_the_same_in_all_is_asked_for),
        TEST(a_surname_and_a_region_may_both_have_changed),
        TEST(beside_a_changed_row_one_of_nearly_the_name_is_asked_for),
        TEST(half_of_a_name_counts_in_the_same_list),
        TEST(the_most_alike_is_asked_for),
        TEST(who_is_missing_beside_new_rows_is_told),
        TEST(who_is_asked_for_is_not_told_again),
        TEST(in_a_list_with_numbers_the_number_is_corrected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
