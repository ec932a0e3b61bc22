#include "roster/roster_headings.h"

#include "table/record.h"
#include "unit/fixture.h"
#include "unit/make_zip.h"
#include "unit/words.h"

/* Appends the headings, then what the notes say, and the first field of the next row. */
static void put_headings(struct list *list, const struct roster_headings *headings,
                         const struct report *notes, struct buf *out)
{
    struct record record;
    struct report faults = {0};
    struct error err;
    for (size_t i = 0; i < headings->columns; i++)
        buf_printf(out, "%s%s", i ? "|" : "", headings->list[i]);
    buf_printf(out, " in row %zu", headings->row);
    for (size_t i = 0; i < notes->count; i++) {
        buf_puts(out, "; ");
        finding_print(&notes->list[i], out);
    }
    if (list_next(list, &record, &faults, &err) == RECORD_READ)
        buf_printf(out, "; then %s", record.fields[0]);
    report_free(&faults);
}

/* What stands for the headings that names usually have. */
static bool is_name(void *context, const char *heading)
{
    (void)context;
    return strcmp(heading, "Есімі") == 0;
}

/* What is read of the list's headings, or the error; `wanted` ends with NULL. */
static void assert_bytes(const char *bytes, size_t size, const struct list_options *options,
                         const char *const *wanted, const char *expected)
{
    struct fixture fixture;
    fixture_open(&fixture);
    struct roster_wanted headings_wanted = {.list = wanted, .is_name = is_name};
    struct roster_headings headings;
    struct report notes = {0};
    struct error err = {0};
    struct buf out = {0};
    while (wanted[headings_wanted.count])
        headings_wanted.count++;
    struct list *list =
        list_open(fixture_write(&fixture, "list", bytes, size), options, &notes, &err);
    assert_non_null(list);
    if (roster_headings_read(list, &headings_wanted, &fixture.arena, &headings, &notes, &err))
        put_headings(list, &headings, &notes, &out);
    else
        error_print(&err, &out);
    assert_string_equal(buf_text(&out), expected);
    list_close(list);
    report_free(&notes);
    buf_free(&out);
    fixture_close(&fixture);
}

#define WANTED(...) ((const char *const[]){__VA_ARGS__, NULL})

static void assert_csv(const char *text, const char *const *wanted, const char *expected)
{
    assert_bytes(text, strlen(text), &(struct list_options){0}, wanted, expected);
}

/* A report of Zoom has the meeting above its people. */
static void headings_are_found_below_other_rows(void **state)
{
    (void)state;
    assert_csv(
        "Meeting ID,Topic,Start Time,Participants\n812 3456,Семинар,09:00,3\n\n"
        "Name (Original Name),User Email,Duration (Minutes)\nИванов Иван,i@e.kz,180\n",
        WANTED("Name (Original Name)"),
        "Name (Original Name)|User Email|Duration (Minutes) in row 4; note: the headings "
        "are in row 4; what stands above them is not read.; then Иванов Иван");
    /* What stands above may break the rules. */
    assert_csv(
        "Приложение к \"Приказу\"\n;;\nФИО;Регион\nИванов;Астана\n", WANTED("Регион", "ФИО"),
        "ФИО|Регион in row 3; note: the headings are in row 3; what stands above them is "
        "not read.; then Иванов");
    assert_csv("\n\nФИО;Регион\nИванов;Астана\n", WANTED("ФИО"),
               "ФИО|Регион in row 3; then Иванов");
}

/* The first line of such a list separates nothing, or with another sign. */
static void the_separator_is_that_of_the_headings(void **state)
{
    (void)state;
    static const char *const expected =
        "Name|Email in row 3; note: the headings are in row 3; what stands above them is not "
        "read.; then Ким Ли";
    assert_csv("2. Participants\n\nName\tEmail\nКим Ли\tk@e.kz\n", WANTED("Name", "Email"),
               expected);
    assert_csv("Тізім\n2017\nName;Email\nКим Ли;k@e.kz\n", WANTED("Name", "Email"), expected);
    assert_csv("Тізім, 2017\n\nName;Email\nКим Ли;k@e.kz\n", WANTED("Name", "Email"), expected);
    assert_csv("Тізім, 2017\n\nName;Email\nКим Ли;k@e.kz\n", WANTED("Name"), expected);
    /* The signs of the title may stand in the headings, too. */
    assert_csv("Тізім, 2017, Астана\nТегі, аты;Email\nКим Ли;k@e.kz\n",
               WANTED("Тегі, аты", "Email"),
               "Тегі, аты|Email in row 2; note: the headings are in row 2; what stands above "
               "them is not read.; then Ким Ли");
    assert_csv("Тізім; 2017; Астана\nТегі; аты\tEmail\nКим Ли\tk@e.kz\n",
               WANTED("Тегі; аты", "Email"),
               "Тегі; аты|Email in row 2; note: the headings are in row 2; what stands above "
               "them is not read.; then Ким Ли");
    assert_bytes("Тізім\n2017\nName;Email\nКим Ли;k@e.kz\n", 41,
                 &(struct list_options){.separator = ','}, WANTED("Name", "Email"),
                 "Тізім in row 1; then 2017");
}

static void one_column_may_have_commas_in_its_names(void **state)
{
    (void)state;
    assert_csv("ФИО\nИванов Иван\nПетров Пётр, к.э.н., доцент\nЛи, Ян, Ким\n", WANTED("ФИО"),
               "ФИО in row 1; then Иванов Иван");
}

static void a_line_break_in_a_heading_is_white_space(void **state)
{
    (void)state;
    assert_csv("\"№\nр/с\",\"Т.А.Ә. \n\n(толық)\"\n1,x\n", WANTED("№ р/с", "Т.А.Ә. (толық)"),
               "№ р/с|Т.А.Ә. (толық) in row 1; note: cell B1: white space around «Т.А.Ә. "
               "(толық)» was removed.; then 1");
}

/* Whoever misses one heading is told which, and not that the report has a title. */
static void most_of_the_headings_are_found_below_other_rows(void **state)
{
    (void)state;
    assert_csv(
        "1. Summary\nAttended\t2\n\n2. Participants\nName\tEmail\tRole\nКим Ли\tk@e.kz\tX\n",
        WANTED("Name", "E-mail"),
        "Name|Email|Role in row 5; note: the headings are in row 5; what stands above "
        "them is not read.; then Ким Ли");
    assert_csv("Тізім;;Қосымша 1\n;;\n№;ФИО;Регион\n1;Иванов;Астана\n",
               WANTED("ФИО", "Город", "№"),
               "№|ФИО|Регион in row 3; note: the headings are in row 3; what stands above them "
               "is not read.; then 1");
}

/* Somebody saved the list in an encoding without its letters. */
static void headings_without_letters_are_told(void **state)
{
    (void)state;
    static const char lost[] =
        "the headings are question marks: their letters were lost when the list was saved. "
        "Save the original list again as «CSV UTF-8», or as a workbook; from this file nothing "
        "can be won back.";
    assert_csv("\?\?\?;\?\?\?-\?\?\?\?;\?\?\?\nИванов;Иван;x\n", WANTED("ФИО"), lost);
    assert_csv("???\nИванов\n", WANTED("ФИО"), lost);
    assert_csv("№;???\n1;??????\n", WANTED("ФИО"), lost);
    assert_csv("Кто?;Когда?;??\na;b;c\n", WANTED("ФИО"), "Кто?|Когда?|?? in row 1; then a");
    assert_csv("???;ФИО\n1;Иванов\n", WANTED("ФИО"), "???|ФИО in row 1; then 1");
}

/* A title is never named without the row that the headings seem to be in, and a row that may be
 * theirs is not to be deleted. */
static void a_title_is_told_from_headings(void **state)
{
    (void)state;
    assert_csv(
        "Тізім\n№;ФИО;Регион\n1;Иванов;Астана\n", WANTED("Аты-жөні"),
        "row 1 looks like a title; the headings seem to be in row 2. If they are, delete "
        "the rows above them.");
    /* One of many headings may be a word of some row. */
    assert_csv("Имя;Вид\nИванов;Семинар\nПетров;Семинар\n",
               WANTED("Название", "Дата", "Семинар"), "Имя|Вид in row 1; then Иванов");
    /* A stray cell beside one column does not make it a title. */
    assert_csv("Участник;\nИванов;\nПетров;позже\nКим;\n", WANTED("ФИО"),
               "Участник in row 1; then Иванов");
}

/* Of what nobody asks for it does not matter what it is called. */
static void headings_alike_matter_where_they_are_wanted(void **state)
{
    (void)state;
    static const char list[] = "ФИО;Телефон;;Телефон\nКим;1;;2\n";
    assert_csv(list, WANTED("ФИО"),
               "ФИО|Телефон||Телефон in row 1; note: columns B and D have the same heading, "
               "«Телефон»; rename one of them.; then Ким");
    assert_csv(list, WANTED("Телефон"),
               "columns B and D have the same heading, «Телефон»; rename one of them.");
}

/* Whoever gives the template of another list is told the headings, not what stands above. */
static void usual_headings_are_found_where_none_is_wanted(void **state)
{
    (void)state;
    assert_csv("Meeting ID,Topic\n812 3456,Семинар\n\nЕсімі,User Email\nКим Ли,k@e.kz\n",
               WANTED("ФИО"),
               "Есімі|User Email in row 4; note: the headings are in row 4; what stands above "
               "them is not read.; then Ким Ли");
    assert_csv(
        "1. Summary\nAttended\t2\n\nЕсімі\tEmail\nКим Ли\tk@e.kz\n", WANTED("ФИО"),
        "Есімі|Email in row 4; note: the headings are in row 4; what stands above them is "
        "not read.; then Ким Ли");
    assert_csv("Тақырып,Күні\nx,y\nЕсімі,z\n", WANTED("Күні"), "Тақырып|Күні in row 1; then x");
    assert_csv("Тақырып,y\nx,z\nЕсімі,z\n", WANTED("ФИО"), "Тақырып|y in row 1; then x");
    assert_csv("Есімі,Күні\nКим,y\n", WANTED("ФИО"), "Есімі|Күні in row 1; then Ким");
    assert_csv("a,b\nЕсімі,z\n", WANTED(NULL), "a|b in row 1; then Есімі");
}

static void headings_are_looked_for_in_the_first_rows_alone(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 1; i < 30; i++)
        buf_puts(&text, "x;y\n");
    size_t size = text.size;
    buf_puts(&text, "ФИО;Регион\nКим;Астана\n");
    assert_csv(text.data, WANTED("ФИО"),
               "ФИО|Регион in row 30; note: the headings are in row 30; what stands above them "
               "is not read.; then Ким");
    text.size = size;
    buf_puts(&text, "x;y\nФИО;Регион\nКим;Астана\n");
    assert_csv(text.data, WANTED("ФИО"), "x|y in row 1; then x");
    buf_free(&text);
}

#define URN        "urn:oasis:names:tc:opendocument:xmlns:"
#define CELL(text) "<t:table-cell o:value-type=\"string\"><x:p>" text "</x:p></t:table-cell>"
#define WIDE(text)                                                                             \
    "<t:table-cell t:number-columns-spanned=\"2\" o:value-type=\"string\"><x:p>" text          \
    "</x:p></t:table-cell><t:covered-table-cell/>"
#define TALL(text)                                                                             \
    "<t:table-cell t:number-rows-spanned=\"2\" o:value-type=\"string\"><x:p>" text             \
    "</x:p></t:table-cell>"
#define COVERED    "<t:covered-table-cell/>"
#define ROW(cells) "<t:table-row>" cells "</t:table-row>"

static void assert_workbook(const char *rows, const char *const *wanted, const char *expected)
{
    struct buf content = {0}, bytes = {0};
    buf_printf(&content,
               "<o:d xmlns:o=\"" URN "office:1.0\" xmlns:t=\"" URN "table:1.0\" xmlns:x=\"" URN
               "text:1.0\"><t:table t:name=\"a\">%s</t:table></o:d>",
               rows);
    const struct zip_text parts[] = {{"content.xml", content.data, 0}, {NULL, NULL, 0}};
    make_zip(parts, ZIP_CM_DEFLATE, &bytes);
    assert_bytes(bytes.data, bytes.size, &(struct list_options){0}, wanted, expected);
    buf_free(&content);
    buf_free(&bytes);
}

static void merged_titles_of_workbooks(void **state)
{
    (void)state;
#define TABLE ROW(CELL("№") CELL("ФИО")) ROW(CELL("1") CELL("Ким")) ROW(CELL("2") CELL("Ли"))
    assert_workbook(
        ROW(WIDE("Тізім")) ROW("") TABLE, WANTED("ФИО"),
        "№|ФИО in row 3; note: the headings are in row 3; what stands above them is "
        "not read.; then 1");
    assert_workbook(ROW(WIDE("Тізім")) TABLE, WANTED("Аты-жөні"),
                    "row 1 looks like a title; the headings seem to be in row 2. If they are, "
                    "delete the rows above them.");
    assert_workbook(ROW(WIDE("ФИО")) ROW(CELL("Ким")), WANTED("ФИО"), "ФИО in row 1; then Ким");
    assert_workbook(ROW(WIDE("Участник")) ROW(CELL("Ким")), WANTED("ФИО"),
                    "the cells A1:B1 are merged; the first row of the list must be the "
                    "headings, each in a cell of its own: unmerge them.");
}

/* Headings in two rows: those of the lower one would pass for a person, and their columns would
 * be lost. */
static void headings_over_headings(void **state)
{
    (void)state;
    assert_workbook(
        ROW(WIDE("ФИО")) ROW(CELL("Фамилия") CELL("Имя")) ROW(CELL("Ким") CELL("Ли")),
        WANTED("ФИО"),
        "the heading «ФИО» stands over several columns (A1:B1); each column needs a "
        "heading of its own. Unmerge the cells, and write all headings into one row.");
    assert_workbook(ROW(TALL("№") CELL("ФИО")) ROW(COVERED CELL("Фамилия"))
                        ROW(CELL("1") CELL("Ли")),
                    WANTED("№", "ФИО"),
                    "the headings take up several rows: the cells A1:A2 are one. Unmerge the "
                    "cells, and write all headings into one row.");
    assert_workbook(ROW(TALL("№") CELL("ФИО")) ROW(COVERED CELL("")) ROW(CELL("1") CELL("Ли")),
                    WANTED("№", "ФИО"), "№|ФИО in row 1; then 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_are_found_below_other_rows),
        cmocka_unit_test(the_separator_is_that_of_the_headings),
        cmocka_unit_test(one_column_may_have_commas_in_its_names),
        cmocka_unit_test(a_line_break_in_a_heading_is_white_space),
        cmocka_unit_test(most_of_the_headings_are_found_below_other_rows),
        cmocka_unit_test(headings_without_letters_are_told),
        cmocka_unit_test(a_title_is_told_from_headings),
        cmocka_unit_test(usual_headings_are_found_where_none_is_wanted),
        cmocka_unit_test(headings_alike_matter_where_they_are_wanted),
        cmocka_unit_test(headings_are_looked_for_in_the_first_rows_alone),
        cmocka_unit_test(merged_titles_of_workbooks),
        cmocka_unit_test(headings_over_headings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
