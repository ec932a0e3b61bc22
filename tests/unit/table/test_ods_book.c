#include "table/ods_book.h"

#include "table/sheet_row.h"
#include "unit/make_zip.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define URN "urn:oasis:names:tc:opendocument:xmlns:"
#define CONTENT(inside)                                                                        \
    "<office:document-content xmlns:office='" URN "office:1.0' xmlns:table='" URN              \
    "table:1.0' xmlns:text='" URN "text:1.0' xmlns:style='" URN "style:1.0'>" inside           \
    "</office:document-content>"
#define TABLE(attributes, rows) "<table:table " attributes ">" rows "</table:table>"
#define ROW(attributes, cells)  "<table:table-row " attributes ">" cells "</table:table-row>"
#define FULL                    "<table:table-cell office:value-type='string'/>"
#define EMPTY                   "<table:table-cell/>"
#define HIDDEN                  "table:visibility='collapse'"
#define ALIKE(count)            "table:number-rows-repeated='" count "'"
#define STYLE(name, display)                                                                   \
    "<style:style style:name='" name "'><style:table-properties table:display='" display       \
    "'/></style:style>"

/* Says which sheet is found in a workbook of these parts, behind what is said of it; or why
 * none is. NULL: there is no such part. */
static void assert_found(const char *content, const char *manifest, const char *name,
                         const char *expected)
{
    struct zip_text parts[4] = {{"mimetype", "x", 0}};
    size_t count = 1, sheet = 99;
    if (content)
        parts[count++] = (struct zip_text){ODS_BOOK_CONTENT, content, 0};
    if (manifest)
        parts[count++] = (struct zip_text){"META-INF/manifest.xml", manifest, 0};
    struct buf bytes = {0}, out = {0};
    struct report notes = {0};
    struct error err = {0};
    make_zip(parts, ZIP_CM_STORE, &bytes);
    struct zip_archive *zip = zip_archive_new(&bytes, &err);
    assert_non_null(zip);
    if (ods_book_find(zip, name, &sheet, &notes, &err)) {
        for (size_t i = 0; i < notes.count; i++) {
            assert_int_equal(notes.list[i].level, LEVEL_NOTE);
            buf_printf(&out, "%s %s\n", WHAT(&notes.list[i]), ADVICE(&notes.list[i]));
        }
        buf_printf(&out, "%zu", sheet);
        assert_string_equal(words_of(&err), "");
    } else {
        buf_puts(&out, words_of(&err));
        assert_int_equal(notes.count, 0);
    }
    assert_string_equal(buf_text(&out), expected);
    report_free(&notes);
    buf_free(&out);
    zip_archive_free(zip);
}

#define REPORTS(content, name, expected) assert_found(CONTENT(content), NULL, name, expected)

static void sheets_have_numbers(void **state)
{
    (void)state;
#define THREE                                                                                  \
    STYLE("ta1", "false")                                                                      \
    TABLE("table:name='a' table:style-name='ta1'", "")                                         \
    TABLE("table:name='b' table:style-name='ta2'", "") TABLE("table:name='a'", "")
    REPORTS(THREE, NULL, "of 2 sheets, «b» is read. Use --sheet for another one.\n2");
    REPORTS(THREE, "a", "1");
    REPORTS(THREE, "b", "2");
    REPORTS(THREE, "A", "there is no sheet «A», but there is «a», «b», «a».");
    REPORTS(TABLE("", ""), NULL, "1");
    REPORTS(TABLE("", ""), "", "1");
    REPORTS(TABLE("", "") TABLE("table:name='ә'", ""), NULL,
            "of 2 sheets, «» is read. Use --sheet for another one.\n1");
    REPORTS("<x:table xmlns:x='urn:x'/>", NULL, "there is no sheet in this workbook.");
    REPORTS("", "a", "there is no sheet in this workbook.");
}

/* A style hides what names it, and only for itself. */
static void styles_hide_by_their_name(void **state)
{
    (void)state;
#define STYLED TABLE("table:name='a' table:style-name='ta1'", "")
    static const char none[] =
        "all sheets of this workbook are hidden; name one with --sheet: «a».";
    REPORTS(STYLE("ta0", "true") STYLE("ta1", "false") STYLED, NULL, none);
    REPORTS(STYLE("ta1", "false") STYLED TABLE("", ""), NULL, "2");
    REPORTS(STYLE("ta1", "true") STYLE("ta0", "false") STYLED, NULL, "1");
    REPORTS(STYLE("ta", "false") STYLE("ta11", "false") STYLED, NULL, "1");
    REPORTS(STYLE("ta0", "false") "<style:style style:name='ta1'/>" STYLED, NULL, "1");
    REPORTS(STYLE("a", "false") STYLE("ta1", "false") STYLE("b", "false") STYLED, NULL, none);
    REPORTS("<style:style><style:table-properties table:display='false'/></style:style>" STYLED,
            NULL, "1");
    REPORTS("<style:style style:name='ta1'><style:table-properties/></style:style>" STYLED,
            NULL, "1");
}

#define KEPT                                                                                   \
    " hidden in the sheet, by a filter or by hand, and read all the same. Delete them from "   \
    "the list if they do not belong to it.\n"

static void hidden_rows_are_counted_where_something_stands(void **state)
{
    (void)state;
    REPORTS(TABLE("", ROW(HIDDEN, EMPTY FULL FULL)), NULL, "1 row is" KEPT "1");
    REPORTS(TABLE("", ROW("table:visibility='filter' " ALIKE("40"), FULL)
                          ROW(HIDDEN " " ALIKE("2"), FULL)),
            NULL, "42 rows are" KEPT "1");
    REPORTS(TABLE("", ROW(HIDDEN " " ALIKE("99999999999999999999"), FULL)), NULL,
            "1048576 rows are" KEPT "1");
    REPORTS(TABLE("", ROW(HIDDEN, EMPTY) ROW("table:visibility='visible'", FULL) ROW("", FULL)),
            NULL, "1");
    REPORTS(TABLE("", ROW(HIDDEN, "") ROW("", FULL)), NULL, "1");
    REPORTS(TABLE("table:name='a'", ROW(HIDDEN, FULL)) TABLE("table:name='b'", ROW("", FULL)),
            "b", "2");
    REPORTS(TABLE("table:name='a'",
                  ROW(HIDDEN,
                      "<table:table-cell>" TABLE("", ROW(HIDDEN, FULL)) "</table:table-cell>")),
            NULL, "1");
}

static void many_sheets_are_told_in_part(void **state)
{
    (void)state;
    struct buf content = {0}, expected = {0};
    buf_puts(&content, "<t:tables xmlns:t='" URN "table:1.0'>");
    for (int i = 0; i < 10000; i++)
        buf_printf(&content, "<t:table t:name='Тізім %04d'/>", i);
    buf_puts(&content, "</t:tables>");
    buf_puts(&expected, "there is no sheet «x», but there is «Тізім 0000»");
    for (int i = 1; i < 25; i++) /* the first 512 bytes, to the end of the name */
        buf_printf(&expected, ", «Тізім %04d»", i);
    buf_putc(&expected, '.');
    assert_found(content.data, NULL, "Тізім 9999", "10000");
    assert_found(content.data, NULL, "x", expected.data);
    buf_free(&content);
    buf_free(&expected);
}

#define MANIFEST(inside)                                                                       \
    "<m:manifest xmlns:m='" URN "manifest:1.0'><m:file-entry>" inside "</m:file-entry>"        \
    "</m:manifest>"
#define DAMAGED "the file is damaged; open it in the spreadsheet program and save it again."
#define DAMAGED_LINE(line, part)                                                               \
    "the file is damaged in line " line " of its part «" part                                  \
    "»; open it in the spreadsheet program and save it again."
#define DAMAGED_PART(part) DAMAGED_LINE("1", part)

static void a_manifest_tells_of_a_password(void **state)
{
    (void)state;
    static const char sheet[] = CONTENT(TABLE("", ""));
    assert_found(sheet, MANIFEST(""), NULL, "1");
    assert_found(sheet, MANIFEST("<m:encryption-data/>"), NULL,
                 "it is protected by a password; save it without one.");
    assert_found(sheet, MANIFEST("<encryption-data/>"), NULL, "1");
    assert_found(sheet, "<m:manifest", NULL, DAMAGED_PART("META-INF/manifest.xml"));
    assert_found(NULL, MANIFEST(""), NULL, "the part «content.xml» is missing: " DAMAGED);
    assert_found("\xFF", NULL, NULL, DAMAGED_PART("content.xml"));
}

/* Goes into elements, and with a slash out of them; those that are inside the wanted sheet have
 * a plus before them. */
static void the_place_is_inside_the_wanted_sheet_alone(void **state)
{
    (void)state;
    static const char steps[] =
        "-? -table:table -table:table-row -/table:table-row -/table:table "
        "-table:table +table:table-row +table:table-cell "
        "-office:annotation -text:p -table:table -/table:table -/text:p -/office:annotation "
        "-? -text:p -/text:p -/? +text:p -text:ruby-text -/text:ruby-text +/text:p "
        "-table:table -table:table-row -/table:table-row -/table:table +/table:table-cell "
        "-table:shapes -/table:shapes +/table:table-row +/table:table "
        "-text:p -/text:p -table:table -table:table-row -/table:table-row -/table:table -/? ";
    struct ods_book_place place = {.wanted = 2}, unknown = {0};
    char name[32];
    for (const char *at = steps; sscanf(at, "%31s", name) == 1; at += strlen(name) + 1) {
        bool out = name[1] == '/';
        bool inside = out ? ods_book_leave(&place, name + 2) : ods_book_enter(&place, name + 1);
        if (inside != (*name == '+'))
            fail_msg("%s, before «%s»", name, at);
        assert_false(out ? ods_book_leave(&unknown, name + 2)
                         : ods_book_enter(&unknown, name + 1));
    }
    assert_int_equal(place.count, 3);
    assert_int_equal(place.depth, 0);
    assert_false(place.inside);
}

static void counts_have_a_most(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
    } counts[] = {{"1", 1},     {"2", 2},
                  {"007", 7},   {"99", 99},
                  {"100", 100}, {"101", 100},
                  {"0", 1},     {"", 1},
                  {"-5", 1},    {"+5", 1},
                  {" 5", 1},    {"x", 1},
                  {"999", 100}, {"18446744073709551617", 100},
                  {"\xFF", 1}};
    static const char *const none[] = {"b", "7", NULL};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        const char *const attributes[] = {"b", "7", "a", counts[i].text, NULL};
        assert_int_equal(ods_book_count(attributes, "a", 100), counts[i].count);
    }
    assert_int_equal(ods_book_count(none, "a", 100), 1);
    assert_int_equal(ods_book_rows(none), 1);
    static const char *const rows[] = {"table:number-rows-repeated", "1048577", NULL};
    assert_int_equal(ods_book_rows(rows), SHEET_ROW_NUMBERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_have_numbers),
        cmocka_unit_test(styles_hide_by_their_name),
        cmocka_unit_test(hidden_rows_are_counted_where_something_stands),
        cmocka_unit_test(many_sheets_are_told_in_part),
        cmocka_unit_test(a_manifest_tells_of_a_password),
        cmocka_unit_test(the_place_is_inside_the_wanted_sheet_alone),
        cmocka_unit_test(counts_have_a_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
