#include "unit/fixture.h"

#define LIST "n,last_ru,Аты\n1,Имашев,Бөрі\n"

#define WHAT_TO_DO                                                                             \
    "Write in [columns] of the template what the list calls them, a line for each, such as "   \
    "`last_kk = Surname`, or give the list these headings: the first of 30 rows that has "     \
    "them "                                                                                    \
    "all is taken."

static void test_unknown_column_names_the_nearest(void **state)
{
    (void)state;
    fixture_refused(BEGINNING TEXT("a", "Құрметті {last_rru}"), LIST,
                    "t.ini:12: [text a] text: {last_rru}: list.csv has no such column. Did you "
                    "mean {last_ru}?\n");
    fixture_refused(
        BEGINNING TEXT("a", "{somebody_else}"), LIST,
        "t.ini:12: [text a] text: {somebody_else}: list.csv has no such column. Row 1 was "
        "taken "
        "for the headings: «n», «last_ru», «Аты». Write in [columns] of the template which of "
        "them it is.\n");
}

/* Every place that has placeholders is looked at. */
static void test_unknown_columns_are_told_together(void **state)
{
    (void)state;
    fixture_refused("[document]\ntitle = {n1}\nfile = {n2}\nwho = {n3}\nauthor = {n4}\n"
                    "subject = {n5}\nkeywords = {n6}\n"
                    "[define]\nd = {n7}\n"
                    "[page 1]\nsize = A4\nimage = {n8}.png\n" FONT
                    "[text a]\nbox = 0 0 50mm 9mm\nfont = text\ntext = {n9}\n"
                    "[image b]\nbox = 0 0 50mm 9mm\nfile = {n10}\nalt = {n11}\n"
                    "[qr c]\nbox = 0 0 50mm 50mm\ntext = {n12}\nalt = {n13}\n",
                    "num,x\n1,2\n",
                    "list.csv: not one heading that the template uses is here: «n2», «n1», "
                    "«n4», «n5», «n3», «n6», «n7», «n8», «n9», «n10», «n11», «n12», «n13». "
                    "Row 1 was taken for the headings: «num», «x». " WHAT_TO_DO "\n");
}

/* A list with other headings lacks the columns, whatever definition has a name like theirs. */
static void test_definitions_are_not_taken_for_columns_of_another_list(void **state)
{
    (void)state;
    fixture_refused(
        BEGINNING TEXT("a",
                       "{left_ru} {last_ru} {first_ru} {post_ru}") "[define]\nleft_ru = x\n",
        "n,Name\n1,A\n",
        "list.csv: of the headings that the template uses, these are missing: "
        "«last_ru», «first_ru», «post_ru»; these are here: «n». Row 1 was taken for "
        "the headings: «n», «Name». " WHAT_TO_DO "\n");
    fixture_refused(
        BEGINNING TEXT("a", "{left_ru} {lfet_ru} {lfet_ru}") "[define]\nleft_ru = x\n",
        "n,Name\n1,A\n",
        "t.ini:12: [text a] text: {lfet_ru}: list.csv has no such column, which the "
        "template uses 2 times. Did you mean {left_ru}?\n");
}

/* Those for which something similar is there are told by themselves. */
static void test_headings_that_are_there_are_told_with_those_missing(void **state)
{
    (void)state;
    fixture_refused(BEGINNING "[columns]\nlast = Тегі\ntown = Қала\npost = Лауазымы\n" TEXT(
                        "a", "{last} {last_rru} {photo}"),
                    "n,Қалa,x,last_ru,Қосымша\n1,x,y,z,q\n",
                    "list.csv: of the headings that the template uses, these are missing: "
                    "«photo», «Тегі», «Лауазымы»; these are here: «n». Row 1 was taken for the "
                    "headings: «n», «Қалa», «x», «last_ru», «Қосымша». " WHAT_TO_DO "\n"
                    "t.ini:11: [columns] town: list.csv has no heading «Қала». There is "
                    "«Қалa», which looks the same, but its «а» is Cyrillic here and Latin "
                    "there. Type it again.\n"
                    "t.ini:16: [text a] text: {last_rru}: list.csv has no such column. Did you "
                    "mean {last_ru}?\n");
}

/* However many headings there are, what is said of them stays short, and says what to do. */
static void test_long_lists_of_headings_are_cut_short(void **state)
{
    (void)state;
    struct buf template = {0}, list = {0};
    struct fixture fixture;
    fixture_open(&fixture);
    buf_puts(&template, BEGINNING "[columns]\n");
    for (int i = 0; i < 40; i++)
        buf_printf(&template, "c%d = Қатысушының мекенжайы %d\n", i, i);
    for (int i = 0; i < 40; i++)
        buf_printf(&list, "Жиналыстағы баяндама тақырыбы %d,", i);
    buf_puts(&template, TEXT("a", "{c1}"));
    buf_puts(&list, "n\n");
    assert_false(fixture_edition(&fixture, template.data, list.data));
    const char *reported = fixture_reported(&fixture);
    assert_non_null(strstr(reported, "«Қатысушының мекенжайы 0», "));
    assert_non_null(strstr(reported, ", …; these are here: «n». Row 1 was taken for the "
                                     "headings: «Жиналыстағы баяндама тақырыбы 0», "));
    assert_non_null(strstr(reported, ", …. " WHAT_TO_DO "\n"));
    assert_in_range(strlen(reported), 1, 1300);
    buf_free(&template);
    buf_free(&list);
    fixture_close(&fixture);
}

/* What hangs on a missing heading is not told again for each placeholder. */
static void test_missing_heading_is_told_once(void **state)
{
    (void)state;
    fixture_refused(BEGINNING "[columns]\nlast = Тегі\n" TEXT("a", "{last} {last|upper}"), LIST,
                    "t.ini:10: [columns] last: list.csv has no heading «Тегі». Row 1 was taken "
                    "for the headings: «n», «last_ru», «Аты». Write in [columns] of the "
                    "template which of them it is.\n");
}

/* A template that was made for another list is told each column once. */
static void test_a_missing_column_is_told_once(void **state)
{
    (void)state;
    fixture_refused(BEGINNING TEXT("a", "{town} {town|upper}") TEXT("b", "{town}"), LIST,
                    "t.ini:12: [text a] text: {town}: list.csv has no such column, which the "
                    "template uses 3 times. Row 1 was taken for the headings: «n», «last_ru», "
                    "«Аты». Write in [columns] of the template which of them it is.\n");
}

/* A letter of another script is told, wherever it stands. */
static void test_a_letter_of_another_script_is_told(void **state)
{
    (void)state;
    fixture_refused(BEGINNING "[columns]\nlast = Teгі\n" TEXT("a", "{last}"), "n,Тегі\n1,Ким\n",
                    "t.ini:10: [columns] last: list.csv has no heading «Teгі». There is "
                    "«Тегі», which looks the same, but its «T» is Latin here and Cyrillic "
                    "there. Type it again.\n");
    fixture_refused(BEGINNING TEXT("a", "{nаme}"), "n,name\n1,Ким\n",
                    "t.ini:12: [text a] text: {nаme}: list.csv has no such column. There is "
                    "«name», which looks the same, but its «а» is Cyrillic here and Latin "
                    "there. Type it again.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unknown_column_names_the_nearest),
        cmocka_unit_test(test_unknown_columns_are_told_together),
        cmocka_unit_test(test_definitions_are_not_taken_for_columns_of_another_list),
        cmocka_unit_test(test_headings_that_are_there_are_told_with_those_missing),
        cmocka_unit_test(test_long_lists_of_headings_are_cut_short),
        cmocka_unit_test(test_missing_heading_is_told_once),
        cmocka_unit_test(test_a_missing_column_is_told_once),
        cmocka_unit_test(test_a_letter_of_another_script_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
