#include "table/ods.h"

#include "unit/make_zip.h"
#include "unit/show_records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NOT_A_NUMBER                                                                           \
    "this is not a number, or it has more than 15 digits, of which workbooks keep no more; "   \
    "type it again, as text."

#define URN "urn:oasis:names:tc:opendocument:xmlns:"
#define NAMES                                                                                  \
    "xmlns:office=\"" URN "office:1.0\" xmlns:table=\"" URN "table:1.0\" "                     \
    "xmlns:text=\"" URN "text:1.0\" xmlns:style=\"" URN "style:1.0\" xmlns:draw=\"" URN        \
    "drawing:1.0\" "                                                                           \
    "xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\""
#define CONTENT(tables)                                                                        \
    "<office:document-content " NAMES "><office:body><office:spreadsheet>" tables              \
    "</office:spreadsheet></office:body></office:document-content>"
#define SHEET(rows) CONTENT("<table:table table:name=\"Тізім\">" rows "</table:table>")
#define ROW(cells)  "<table:table-row>" cells "</table:table-row>"
#define CELL(attributes, inside)                                                               \
    "<table:table-cell " attributes ">" inside "</table:table-cell>"
#define TEXT(text) CELL("office:value-type=\"string\"", "<text:p>" text "</text:p>")

static void assert_sheet(const char *content, const char *wanted, const char *expected)
{
    const struct zip_text parts[] = {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0},
        {"content.xml", content, 0},
        {NULL, NULL, 0},
    };
    struct buf bytes = {0}, out = {0};
    make_zip(parts, ZIP_CM_DEFLATE, &bytes);
    show_workbook(ods_open, &bytes, wanted, &out);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&bytes);
    buf_free(&out);
}

static void texts_are_read(void **state)
{
    (void)state;
    assert_sheet(SHEET(ROW(TEXT("last") TEXT(" Әлия") TEXT("Мұ<text:span>қан</text:span>"))
                           ROW(TEXT("a<text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d"
                                    "</text:p><text:p>e"))),
                 NULL, "1: last|Әлия|Мұқан\n2: a  b\tc\nd\ne\n");
}

/* What hangs on a cell without standing in it. */
static void comments_and_drawings_are_not_read(void **state)
{
    (void)state;
    assert_sheet(
        SHEET("<table:shapes><draw:frame><text:p>x</text:p></draw:frame></table:shapes>" ROW(
            CELL("office:value-type=\"string\"",
                 "<office:annotation><text:p>x</text:p></office:annotation><text:p>a</text:p>"
                 "<draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame>"
                 "<table:table><table:table-row>" TEXT("x") "</table:table-row></table:table>")
                TEXT("b"))),
        NULL, "1: a|b\n");
}

/* LibreOffice keeps the arrows of its detective, and where a range comes from, in the cell. */
static void what_stands_before_a_text_does_not_end_its_cell(void **state)
{
    (void)state;
    assert_sheet(
        SHEET(ROW(CELL("office:value-type=\"string\"",
                       "<table:detective><table:highlighted-range "
                       "table:cell-range-address=\"a.A2\"/><table:operation "
                       "table:name=\"trace-dependents\" table:index=\"0\"/></table:detective>"
                       "<text:p>Иванов</text:p>")
                      CELL("office:value-type=\"string\"",
                           "<table:cell-range-source table:name=\"x\"/><text:p>ФИО</text:p>")
                          TEXT("b"))),
        NULL, "1: Иванов|ФИО|b\n");
}

static void a_formula_that_gives_0_is_warned_of(void **state)
{
    (void)state;
    assert_sheet(
        SHEET(ROW(
            CELL("table:formula=\"of:=[.B9]\" office:value-type=\"float\" "
                 "office:value=\"0\"",
                 "<text:p>0</text:p>")
                CELL("office:value-type=\"float\" office:value=\"0\"", "<text:p>0</text:p>"))),
        NULL,
        "1: 0|0 warning: cell A1: the formula gives 0, as formulas do that point at an "
        "empty cell; check what it points at.\n");
}

static void times_are_rounded_to_seconds(void **state)
{
    (void)state;
#define TIME(value) CELL("office:value-type=\"time\" office:time-value=\"" value "\"", "")
    assert_sheet(SHEET(ROW(TIME("PT09H29M59.9999998S") TIME("PT09H30M15.2S") TIME("PT36H00M00S")
                               TIME("PT09H30M"))),
                 NULL, "1: 09:30|09:30:15|36:00|09:30\n");
}

static void near_values_are_as_a_spreadsheet_shows_them(void **state)
{
    (void)state;
    assert_sheet(
        SHEET(ROW(
            CELL("office:value-type=\"float\" office:value=\"0.10000000000000001\"",
                 "<text:p>0,1</text:p>")
                CELL("office:value-type=\"float\" office:value=\"7\"", "<text:p>007</text:p>")
                    CELL("office:value-type=\"float\" office:value=\"1E5\"",
                         "<text:p>100\u00A0000</text:p>")
                        CELL("office:value-type=\"currency\" office:value=\"4.5\"", "")
                            CELL("office:value-type=\"boolean\" "
                                 "office:boolean-value=\"true\"",
                                 "<text:p>ИСТИНА</text:p>"))
                  ROW(CELL("office:value-type=\"date\" office:date-value=\"2017-10-03\"",
                           "<text:p>3.10.17</text:p>")
                          CELL("office:value-type=\"date\" "
                               "office:date-value=\"2017-10-03T09:30:00\"",
                               "") CELL("office:value-type=\"time\" "
                                        "office:time-value=\"PT09H30M00S\"",
                                        "") CELL("office:value-type=\"string\" "
                                                 "office:string-value=\"s\"",
                                                 ""))
                      ROW(CELL("office:value-type=\"float\" office:value=\"x\"", ""))),
        NULL,
        "1: 0.1|007|100000~|4.5|TRUE\n2: 2017-10-03|2017-10-03T09:30|09:30|s\n"
        "3: cell A3: " NOT_A_NUMBER "\n");
}

static void assert_shown(const char *value, const char *shown, const char *expected)
{
    struct buf content = {0}, rows = {0};
    buf_printf(&content,
               SHEET(ROW(CELL("office:value-type=\"float\" office:value=\"%s\"",
                              "<text:p>%s</text:p>"))),
               value, shown);
    buf_printf(&rows, "1: %s\n", expected);
    assert_sheet(content.data, NULL, rows.data);
    buf_free(&content);
    buf_free(&rows);
}

/* What xlsx makes of the same numbers in the same formats. */
static void numbers_are_those_of_xlsx(void **state)
{
    (void)state;
    assert_shown("7", "KZ-0007", "KZ-0007");
    assert_shown("7", "000-007", "000-007");
    assert_shown("7", "007", "007");
    assert_shown("-7", "-007", "-007");
    assert_shown("0.95", "95%", "95%");
    assert_shown("2", "2,0", "2.0");
    assert_shown("2.5", "2,50", "2.50");
    assert_shown("15000", "15\u202F000,0", "15000.0~");
    assert_shown("15000", "15,000", "15000~");
    assert_shown("15", "15,000", "15.000");
    assert_shown("1234567", "1.234.567", "1234567~");
    assert_shown("7", "8", "7~");
    assert_shown("7", "", "7");
    assert_shown("1234567890123456", "1234567890123456", "cell A1: " NOT_A_NUMBER);
}

/* A program may break the lines of its XML where it likes. */
static void white_space_of_xml_is_one_space(void **state)
{
    (void)state;
    assert_sheet(SHEET(ROW(TEXT("\n    Әлия\n    <text:span>\tМұқан </text:span>\n  ")
                               TEXT(" a <text:s/> b<text:line-break/>c ")) "\n"),
                 NULL, "1: Әлия Мұқан|a   b\nc\n");
}

static void a_hidden_sheet_is_passed_over(void **state)
{
    (void)state;
#define HIDING(name, display)                                                                  \
    "<style:style style:name=\"" name "\"><style:table-properties table:display=\"" display    \
    "\"/></style:style>"
#define STYLED(name, style, text)                                                              \
    "<table:table table:name=\"" name "\" table:style-name=\"" style                           \
    "\">" ROW(TEXT(text)) "</table:table>"
    static const char both[] = CONTENT(HIDING("ta1", "false") HIDING("ta2", "true") STYLED(
        "one", "ta1", "1") STYLED("two", "ta2", "2") STYLED("three", "ta2", "3"));
    assert_sheet(both, NULL,
                 "note: of 2 sheets, «two» is read. Use --sheet for another one.\n1: 2\n");
    assert_sheet(both, "one", "1: 1\n");
    assert_sheet(CONTENT(HIDING("ta1", "false") STYLED("one", "ta1", "1")), NULL,
                 "all sheets of this workbook are hidden; name one with --sheet: «one».\n");
}

#define REPEAT(what, count) "table:number-" what "-repeated=\"" count "\""

static void repetitions_are_unfolded(void **state)
{
    (void)state;
    assert_sheet(
        SHEET("<table:table-header-rows>" ROW(
            TEXT("a") CELL(REPEAT("columns", "2"), "") CELL(
                REPEAT("columns", "3") " office:value-type=\"string\"", "<text:p>b</text:p>")
                CELL(REPEAT("columns", "16377"),
                     "")) "</table:table-header-rows>"
                          "<table:table-row " REPEAT("rows", "2") ">" TEXT(
                              "c") "</table:table-row>"
                                   "<table:table-row " REPEAT(
                                       "rows",
                                       "100") "><table:table-"
                                              "cell/></"
                                              "table:table-"
                                              "row>" ROW(TEXT("d")) "<table:table-row " REPEAT(
                                                  "rows", "1048473") "><"
                                                                     "tab"
                                                                     "le:"
                                                                     "tab"
                                                                     "le-"
                                                                     "cel"
                                                                     "l/"
                                                                     "></"
                                                                     "tab"
                                                                     "le:"
                                                                     "tab"
                                                                     "le-"
                                                                     "row"
                                                                     ">"),
        NULL, "1: a|||b|b|b\n2: c\n3: c\n104: d\n");
}

/* A million people of one name are no list of people. */
static void repetitions_end_with_the_sheet(void **state)
{
    (void)state;
    assert_sheet(SHEET(ROW(TEXT("a")) "<table:table-row " REPEAT(
                     "rows", "99999999999999999999") ">" TEXT("c") "</table:table-row>"),
                 NULL,
                 "1: a\n2: from row 2 on, more than 1000 rows are all alike, which no list of "
                 "people has; delete them.\n");
    assert_sheet(
        SHEET(ROW(CELL("office:value-type=\"string\" " REPEAT("columns", "16384"),
                       "<text:p>b</text:p>"))),
        NULL, "1: cell ALM1: it is too far to the right; a list has at most 1000 columns.\n");
}

static void what_a_formula_cannot_say_is_bad(void **state)
{
    (void)state;
    assert_sheet(
        SHEET(ROW(CELL("table:formula=\"of:=NA()\" office:value-type=\"string\" "
                       "office:string-value=\"\" calcext:value-type=\"error\"",
                       "<text:p>#N/A</text:p>"))
                  ROW(TEXT("a") CELL("table:formula=\"of:=A1\"", ""))
                      ROW(CELL("table:formula=\"of:=A1\" office:value-type=\"float\" "
                               "office:value=\"2\"",
                               ""))),
        NULL,
        "1: cell A1: the cell shows the error «#N/A»; correct its formula, or type what it "
        "should "
        "say.\n"
        "2: cell B2: the formula has no result; open the workbook in its program and save it.\n"
        "3: 2\n");
}

static void merged_cells_are_marked(void **state)
{
    (void)state;
    assert_sheet(
        SHEET(ROW(CELL("table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\" "
                       "office:value-type=\"string\"",
                       "<text:p>a</text:p>") "<table:covered-table-cell/>")
                  ROW(TEXT("b") CELL("table:number-rows-spanned=\"2\" "
                                     "office:value-type=\"string\"",
                                     "<text:p>c</text:p>"))
                      ROW(TEXT("d") "<table:covered-table-cell/>") ROW(TEXT("e"))),
        NULL, "1: a merged A1:B1\n2: b|c merged B2:B3\n3: d merged B3\n4: e\n");
}

static void hidden_rows_are_read_and_told(void **state)
{
    (void)state;
    assert_sheet(
        SHEET(ROW(TEXT("a")) "<table:table-row table:visibility=\"filter\" " REPEAT(
            "rows", "2") ">" TEXT("b") "</table:table-row>"
                                       "<table:table-row "
                                       "table:visibility=\"collapse\"><table:table-cell/></"
                                       "table:table-row>"),
        NULL,
        "note: 2 rows are hidden in the sheet, by a filter or by hand, and read all the "
        "same. Delete them from the list if they do not belong to it.\n"
        "1: a\n2: b\n3: b\n");
}

static void sheets_are_chosen(void **state)
{
    (void)state;
    static const char two[] =
        CONTENT("<table:tracked-changes><table:table-cell><text:p>x</text:p></table:table-cell>"
                "</table:tracked-changes>"
                "<table:table table:name=\"one\">" ROW(TEXT(
                    "1")) "</table:table>"
                          "<table:table table:name=\"two\">" ROW(TEXT("2")) "</table:table>");
    assert_sheet(two, NULL,
                 "note: of 2 sheets, «one» is read. Use --sheet for another one.\n1: 1\n");
    assert_sheet(two, "two", "1: 2\n");
    assert_sheet(two, "three", "there is no sheet «three», but there is «one», «two».\n");
    assert_sheet(CONTENT(""), NULL, "there is no sheet in this workbook.\n");
}

static void other_prefixes_are_understood(void **state)
{
    (void)state;
    assert_sheet(
        "<o:d xmlns:o=\"" URN "office:1.0\" xmlns:a=\"" URN "table:1.0\" xmlns:b=\"" URN
        "text:1.0\"><a:table a:name=\"x\"><a:table-row><a:table-cell "
        "o:value-type=\"string\"><b:p>y</b:p></a:table-cell></a:table-row></a:table></o:d>",
        "x", "1: y\n");
}

static void damage_is_told(void **state)
{
    (void)state;
    assert_sheet("<a><b>", NULL,
                 "the file is damaged in line 1 of its part «content.xml»; open it in the "
                 "spreadsheet program and save it again.\n");
    assert_sheet(
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", NULL,
        "it has a document type, which no workbook has; check where the file comes from.\n");
}

static void a_password_is_told(void **state)
{
    (void)state;
    const struct zip_text parts[] = {
        {"content.xml", "\x01\x02\x03", 0},
        {"META-INF/manifest.xml",
         "<m:manifest xmlns:m=\"" URN "manifest:1.0\"><m:file-entry><m:encryption-data/>"
         "</m:file-entry></m:manifest>",
         0},
        {NULL, NULL, 0},
    };
    struct buf bytes = {0}, out = {0};
    make_zip(parts, ZIP_CM_DEFLATE, &bytes);
    show_workbook(ods_open, &bytes, NULL, &out);
    assert_string_equal(buf_text(&out),
                        "it is protected by a password; save it without one.\n");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_read),
        cmocka_unit_test(comments_and_drawings_are_not_read),
        cmocka_unit_test(what_stands_before_a_text_does_not_end_its_cell),
        cmocka_unit_test(a_formula_that_gives_0_is_warned_of),
        cmocka_unit_test(times_are_rounded_to_seconds),
        cmocka_unit_test(near_values_are_as_a_spreadsheet_shows_them),
        cmocka_unit_test(numbers_are_those_of_xlsx),
        cmocka_unit_test(white_space_of_xml_is_one_space),
        cmocka_unit_test(a_hidden_sheet_is_passed_over),
        cmocka_unit_test(repetitions_are_unfolded),
        cmocka_unit_test(repetitions_end_with_the_sheet),
        cmocka_unit_test(what_a_formula_cannot_say_is_bad),
        cmocka_unit_test(merged_cells_are_marked),
        cmocka_unit_test(hidden_rows_are_read_and_told),
        cmocka_unit_test(sheets_are_chosen),
        cmocka_unit_test(other_prefixes_are_understood),
        cmocka_unit_test(damage_is_told),
        cmocka_unit_test(a_password_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
