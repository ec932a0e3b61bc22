#include "numbering/person_match.h"

#include "numbering/number_clash.h"
#include "register/registry_mark.h"
#include "unit/matched_rows.h"

static void mark(const char *number, enum registry_state becomes)
{
    bool done = registry_begin(registry, &err) &&
                registry_mark(registry, number, becomes, "қате", &err);
    if (!registry_end(registry, done, &err))
        fail_msg("%s", words_of(&err));
}

/* Looks the next row up; `number` is the list's own, or NULL. */
static void row_is(const char *who, const char *fields, const char *number)
{
    struct numbered_row *row = &rows[match.count++];
    *row = (struct numbered_row){
        .row = match.count + 1, .selected = true, .person = person_of(who), .number = number};
    if (!person_match_row(&match, row, fields, who, &err))
        fail_msg("%s", words_of(&err));
}

static void choose(size_t row, const char *number)
{
    const struct numbering_choice choice = {row, number};
    if (!person_match_choose(&match, &choice, &err))
        fail_msg("%s", words_of(&err));
}

/* Says what became of each row: its number, + for a changed certificate; «new», or why not. */
static void assert_rows(const char *wanted)
{
    struct buf out = {0};
    for (size_t i = 0; i < match.count; i++) {
        const struct numbered_row *row = &rows[i];
        buf_puts(&out, i ? "; " : "");
        if (row->kind == NUMBERED_REFUSED)
            buf_puts(&out, words_of(row->fault));
        else if (row->kind == NUMBERED_NEW)
            buf_puts(&out, "new");
        else
            buf_printf(&out, "%s%s", row->number, row->changed ? "+" : "");
    }
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
}

static void groups(void)
{
    if (!person_match_groups(&match, &err))
        fail_msg("%s", words_of(&err));
}

static void who_is_known_keeps_the_number(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "region=Астана\n");
    enter(2, "№ 2", "Болат", "region=Астана\n");
    row_is("Әлия", "region=Астана\n", NULL);
    row_is("Болат", "region=Астана қаласы\n", NULL);
    row_is("Вера", "region=Астана\n", NULL);
    groups();
    assert_rows("№ 1; № 2+; new");
}

static void a_spoiled_number_is_nobodys_and_a_revoked_one_stays(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "");
    enter(2, "№ 2", "Болат", "");
    mark("№ 1", REGISTRY_SPOILED);
    mark("№ 2", REGISTRY_REVOKED);
    row_is("Әлия", "", NULL);
    row_is("Болат", "", NULL);
    groups();
    assert_rows(
        "new; certificate № 2 of this person was revoked: қате. Nobody gets another for it, so "
        "delete the row from the list; if it is somebody else of this name, use --new 3.");
}

/* Two of one name are told apart by their other fields, wherever they stand in the list; one of
 * them who has moved is whoever is left. */
static void of_two_of_one_name_the_fields_decide(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "region=Астана\n");
    enter(2, "№ 2", "Әлия", "region=Алматы\n");
    row_is("Әлия", "region=Алматы қаласы\n", NULL);
    row_is("Әлия", "region=Астана\n", NULL);
    groups();
    assert_rows("№ 2+; № 1");
}

/* … but for a field that the certificate does not show, too. */
static void fields_that_are_only_kept_decide_too(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "name=Әлия\n+region=Астана\n");
    enter(2, "№ 2", "Әлия", "name=Әлия\n+region=Алматы\n");
    row_is("Әлия", "name=Әлия\n+region=Алматы\n", NULL);
    row_is("Әлия", "name=Әлия\n+region=Астана\n", NULL);
    groups();
    assert_rows("№ 2; № 1");
}

/* Whoever has only the name in common may be somebody else. */
static void a_name_alone_is_asked_for(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "region=Астана\n");
    row_is("Әлия", "region=Семей\n", NULL);
    groups();
    assert_rows("the register has a person of this name under number № 1, with other fields: "
                "region «Астана». Use --same 2=№ 1 if it is the same person, or --new 2 if it "
                "is somebody new.");
    rows[0].keyed = true; /* an identity number says who it is */
    groups();
    assert_rows("№ 1+");
}

static void several_who_moved_alike_are_not_asked_for(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "region=Алматы облысы\n");
    enter(2, "№ 2", "Болат", "region=Алматы облысы\n");
    enter(3, "№ 3", "Вера", "region=Алматы облысы\n");
    enter(4, "№ 4", "Гүл", "region=Алматы облысы\n");
    row_is("Әлия", "region=Жетісу\n", NULL);
    row_is("Болат", "region=Жетісу\n", NULL);
    row_is("Гүл", "region=Абай\n", NULL);
    groups();
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(rows[i].fault->what.code, "person-unsure");
    row_is("Вера", "region=Жетісу\n", NULL);
    groups();
    assert_int_equal(rows[2].kind, NUMBERED_REFUSED);
    for (size_t i = 0; i < 4; i += i == 1 ? 2 : 1) {
        assert_int_equal(rows[i].kind, NUMBERED_KNOWN);
        assert_true(rows[i].changed);
    }
}

/* What cannot be read may be the person. */
static void beside_an_unread_row_a_changed_one_is_asked_for(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "region=Астана\npost=хатшы\n");
    rows[match.count++] = (struct numbered_row){.row = 2};
    row_is("Әлия", "region=Астана\npost=төраға\n", NULL);
    groups();
    assert_string_equal(
        words_of(rows[1].fault),
        "the register has a person of this name under number № 1, with other fields (post "
        "«хатшы»), and row 2, which cannot be read, may be that person. Correct row 2 first; "
        "or use --same 3=№ 1 if it is this row all the same, and --new 3 if this is somebody "
        "new.");
    match.count = 0;
    row_is("Әлия", "region=Астана\npost=төраға\n", NULL);
    groups();
    assert_rows("№ 1+");
}

/* Somebody new gets a number, whatever the register has; but nobody a second by a run that is
 * made again. */
static void who_is_said_to_be_new_gets_no_number_of_the_name(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "region=Астана\n");
    enter(2, "№ 2", "Болат", "region=Астана\n");
    row_is("Әлия", "region=Семей\n", NULL);
    row_is("Болат", "region=Астана\n", NULL);
    choose(2, NULL);
    choose(3, NULL);
    groups();
    assert_rows("new; the register has this person as number № 2 already. Leave 3 out of "
                "--new; if there are two people who are alike in everything, the list needs a "
                "row for each.");
    match.count = 0;
    row_is("Болат", "region=Астана\n", NULL);
    row_is("Болат", "region=Астана\n", NULL);
    choose(2, NULL);
    groups();
    assert_rows("new; № 2");
}

static void a_revoked_number_keeps_nobody_else_from_one(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "region=Астана\n");
    mark("№ 1", REGISTRY_REVOKED);
    row_is("Әлия", "region=Семей\n", NULL);
    groups();
    assert_string_equal(rows[0].fault->what.code, "number-revoked");
    choose(2, NULL);
    groups();
    assert_rows("new");
    enter(2, "№ 2", "Әлия", "region=Астана\n"); /* alike in everything, and valid */
    match.count = 0;
    row_is("Әлия", "region=Астана\n", NULL);
    groups();
    assert_rows("№ 2");
}

static void who_is_listed_twice_gets_no_second_number(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "region=Астана\n");
    row_is("Әлия", "region=Астана\n", NULL);
    row_is("Әлия", "region=Астана\n", NULL);
    groups();
    assert_rows("№ 1; row 2, which has number № 1 in the register, is of the same name and "
                "says the same. Delete one of the two; if they are two people, use --new 3.");
    choose(3, NULL);
    groups();
    assert_rows("№ 1; new");
}

static void neither_does_one_with_two_numbers_in_the_list(void **state)
{
    (void)state;
    match.own = true;
    enter(0, "1", "Әлия", "number=1\nregion=Астана\n");
    row_is("Әлия", "number=1\nregion=Астана\n", "1");
    row_is("Әлия", "number=2\nregion=Астана\n", "2");
    row_is("Әлия", "number=3\nregion=Семей\n", "3");
    groups();
    assert_int_equal(rows[0].kind, NUMBERED_KNOWN);
    assert_string_equal(rows[1].fault->what.code, "person-twice");
    assert_int_equal(rows[2].kind, NUMBERED_NEW);
}

/* Who has a number gets no other by a choice. */
static void a_choice_gives_no_second_number(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "region=Астана\n");
    enter(2, "№ 2", "Болат", "region=Астана\n");
    row_is("Әлия", "region=Астана\n", NULL);
    choose(2, "№ 2");
    groups();
    assert_rows("the register has this person as number № 1 already, and --same says № 2. If "
                "the person is to have the other number, spoil № 1 first with kualik register "
                "spoil.");
}

static void where_two_answers_are_left_somebody_is_asked(void **state)
{
    (void)state;
    enter(1, "№ 1", "Әлия", "region=Астана\n");
    enter(2, "№ 2", "Әлия", "region=Алматы\n");
    row_is("Әлия", "region=Семей\n", NULL);
    groups();
    assert_rows("the register has several people of this name, and none whose other fields "
                "are those of this row: № 1 (region «Астана»), № 2 (region «Алматы»). Use "
                "--same 2=NUMBER with the number of the one that it is, or --new 2 if it is "
                "somebody new.");
    choose(2, "№ 1");
    groups();
    assert_rows("№ 1+");
    row_is("Әлия", "region=Ақтау\n", NULL);
    choose(3, NULL);
    groups();
    assert_int_equal(rows[1].kind, NUMBERED_NEW);
    assert_true(rows[1].newcomer);
    const struct numbering_choice nobody = {2, "№ 9"}, nowhere = {9, "№ 1"};
    assert_false(person_match_choose(&match, &nobody, &err));
    assert_string_equal(words_of(&err),
                        "The register has no number № 9. The nearest: № 1 (Әлия), № 2 (Әлия).");
    assert_false(person_match_choose(&match, &nowhere, &err));
    assert_string_equal(words_of(&err), "There is no row 9 that can be used.");
}

/* Where the list brings its numbers, they say who it is, but for another's name. */
static void the_lists_own_numbers_say_who_it_is(void **state)
{
    (void)state;
    match.own = true;
    enter(0, "7", "Жанаргүл Сәкенқызы", "");
    enter(0, "8", "Болат Асқарұлы", "");
    enter(0, "9", "Вера Ли", "");
    mark("9", REGISTRY_SPOILED);
    row_is("Жанаргул Сәкенқызы", "", "7");
    row_is("Серік Ан", "", "8");
    row_is("Вера Ли", "", "9");
    row_is("Тимур Ким", "", "10");
    assert_int_equal(rows[0].kind, NUMBERED_KNOWN);
    assert_string_equal(words_of(rows[1].fault),
                        "number 8 is that of «Болат Асқарұлы» in the register. If that is this "
                        "person under another name, use --same 3=8; else give the row another "
                        "number.");
    assert_string_equal(words_of(rows[2].fault), "number 9 is spoiled (қате) and is not used "
                                                 "again. Give the row another number.");
    assert_int_equal(rows[3].kind, NUMBERED_NEW);
}

/* Numbers that were filled down, or typed wrongly: neither does anybody get the number of
 * somebody else, nor a second one. */
static void who_has_a_number_gets_no_other_by_the_list(void **state)
{
    (void)state;
    match.own = true;
    enter(0, "1", "Асан Серіков", "number=1\nregion=Ақтау\n");
    enter(0, "2", "Асхан Серіков", "number=2\nregion=Ақтау\n");
    enter(0, "3", "Дана Ли", "number=3\nregion=Семей\n");
    row_is("Асан Серіков", "number=2\nregion=Ақтау\n", "2");
    row_is("Асхан Серіков", "number=3\nregion=Ақтау\n", "3");
    row_is("Дана Ли", "number=4\nregion=Семей\n", "4");
    groups();
    assert_rows(
        "number 2 is somebody else's in the register, and this person's is 1. Give the row the "
        "number 1 back.; "
        "number 3 is that of «Дана Ли» in the register, and this person's is 2. Give the row "
        "the number 2 back; somebody else of this name gets one that nobody has.; "
        "the register has a person of this name under number 3, of whom the list has no row "
        "with that number. If it is the same person, give the row that number, or spoil it "
        "with kualik register spoil so that the person gets this one; else use --new 4.");
    match.count = 0;
    row_is("Дана Ли", "number=4\nregion=Семей\n", "4");
    choose(2, NULL);
    groups();
    assert_int_equal(rows[0].kind, NUMBERED_NEW);
}

static void two_of_one_name_do_not_exchange_their_numbers(void **state)
{
    (void)state;
    match.own = true;
    enter(0, "1", "Дана Ли", "number=1\nregion=Ақтау\n");
    enter(0, "2", "Дана Ли", "number=2\nregion=Семей\n");
    row_is("Дана Ли", "number=2\nregion=Ақтау\n", "2");
    row_is("Дана Ли", "number=1\nregion=Семей\n", "1");
    groups();
    assert_rows(
        "number 2 is somebody else's in the register, and this person's is 1. Give the row the "
        "number 1 back.; "
        "number 1 is somebody else's in the register, and this person's is 2. Give the row the "
        "number 2 back.");
}

/* One row has the name, the other the number. */
static void of_a_name_and_a_number_in_two_rows_neither_is_guessed(void **state)
{
    (void)state;
    match.own = true;
    enter(0, "1", "Асан Серіков", "");
    row_is("Асхан Серіков", "", "1");
    row_is("Асан Серіков", "", "2");
    groups();
    assert_string_equal(words_of(rows[0].fault),
                        "number 1 is that of «Асан Серіков» in the register, whose name row 3 "
                        "has. If it is this row that was corrected, use --same 2=1; else give "
                        "the row another number.");
    assert_string_equal(rows[1].fault->what.code, "number-second");
}

static void two_rows_have_no_number_in_common(void **state)
{
    (void)state;
    match.own = true;
    row_is("Әлия", "", "7");
    row_is("Болат", "", "8");
    row_is("Вера", "", "7");
    number_clash_rows(&match);
    assert_rows("rows 2 and 4 would both have the number 7. Correct it in the list.; new; rows "
                "2 and 4 would both have the number 7. Correct it in the list.");
}

/* A certificate is never issued anew with another number on it than in the register. */
static void nobody_is_said_to_have_another_number_than_the_list_says(void **state)
{
    (void)state;
    match.own = true;
    enter(0, "АСК-3/26", "Әлия", "");
    row_is("Әлия", "", "АСК-103/26");
    const struct numbering_choice choice = {2, "АСК-3/26"};
    assert_false(person_match_choose(&match, &choice, &err));
    assert_string_equal(
        words_of(&err),
        "Row 2 has the number «АСК-103/26» in the list, and --same says АСК-3/26: the "
        "certificate would show another number than the register. Write АСК-3/26 into the "
        "list; "
        "if the person is to get a new number, spoil the old one with kualik register spoil "
        "first.");
    assert_int_equal(rows[0].kind, NUMBERED_NEW);
}

/* A spreadsheet drops zeros, which makes no other number. */
static void zeros_alone_make_no_number(void **state)
{
    (void)state;
    match.own = true;
    enter(0, "001", "Әлия", "");
    enter(0, "7", "Болат", "");
    row_is("Әлия", "", "1");
    row_is("Вера", "", "007");
    row_is("Тимур", "", "10");
    row_is("Серік", "", "010");
    groups();
    choose(2, NULL);
    number_clash_rows(&match);
    assert_rows(
        "number 1 differs from number 001, that of «Әлия» in the register, in zeros alone. If "
        "it is that number, write 001 into the list, in a cell of text, so that no zeros are "
        "lost; else give the row another number.; "
        "number 007 differs from number 7, that of «Болат» in the register, in zeros alone. If "
        "it is that number, write 7 into the list, in a cell of text, so that no zeros are "
        "lost; else give the row another number.; "
        "rows 4 and 5 would have the numbers 10 and 010, which differ in zeros alone. Correct "
        "it in the list.; "
        "rows 4 and 5 would have the numbers 10 and 010, which differ in zeros alone. Correct "
        "it in the list.");
}

/* An older version told them apart, and people have the certificates. */
static void numbers_that_were_issued_with_other_zeros_stay(void **state)
{
    (void)state;
    match.own = true;
    enter(0, "005", "Әлия", "");
    enter(0, "05", "Болат", "");
    row_is("Болат", "", "05");
    row_is("Әлия", "", "005");
    groups();
    number_clash_rows(&match);
    assert_rows("05; 005");
}

static void reserve_spare(const char *number)
{
    struct registry_record spare = {
        .number = number, .who = "", .fields = "", .file = "", .reason = "spare"};
    bool done = registry_begin(registry, &err) && registry_reserve(registry, &spare, &err);
    if (!registry_end(registry, done, &err))
        fail_msg("%s", words_of(&err));
}

/* Only somebody knows whether the sheet with that number was given to the person. */
static void the_number_of_a_spare_is_asked_for(void **state)
{
    (void)state;
    match.own = true;
    reserve_spare("013");
    row_is("Әлия", "", "013");
    groups();
    assert_rows(
        "number 013 is a spare one of the register. If the spare certificate was handed "
        "out to this person, use --same 2=013; else give the row another number.");
    choose(2, "013");
    assert_rows("013+");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, discard)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(who_is_known_keeps_the_number),
        TEST(a_spoiled_number_is_nobodys_and_a_revoked_one_stays),
        TEST(of_two_of_one_name_the_fields_decide),
        TEST(where_two_answers_are_left_somebody_is_asked),
        TEST(the_lists_own_numbers_say_who_it_is),
        TEST(fields_that_are_only_kept_decide_too),
        TEST(a_name_alone_is_asked_for),
        TEST(several_who_moved_alike_are_not_asked_for),
        TEST(beside_an_unread_row_a_changed_one_is_asked_for),
        TEST(who_is_said_to_be_new_gets_no_number_of_the_name),
        TEST(a_revoked_number_keeps_nobody_else_from_one),
        TEST(who_is_listed_twice_gets_no_second_number),
        TEST(neither_does_one_with_two_numbers_in_the_list),
        TEST(a_choice_gives_no_second_number),
        TEST(who_has_a_number_gets_no_other_by_the_list),
        TEST(two_of_one_name_do_not_exchange_their_numbers),
        TEST(of_a_name_and_a_number_in_two_rows_neither_is_guessed),
        TEST(two_rows_have_no_number_in_common),
        TEST(nobody_is_said_to_have_another_number_than_the_list_says),
        TEST(zeros_alone_make_no_number),
        TEST(numbers_that_were_issued_with_other_zeros_stay),
        TEST(the_number_of_a_spare_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
