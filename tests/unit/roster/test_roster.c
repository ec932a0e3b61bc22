
#include "roster/roster.h"

#include "base/buf.h"
#include "unit/make_zip.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[4096];
static char path[sizeof folder + 16];

static int make_folder(void **state)
{
    (void)state;
    const char *place = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/kualik-roster-XXXXXX", place ? place : "/tmp");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/list.csv", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static void put_bytes(const char *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void put(const char *text)
{
    put_bytes(text, strlen(text));
}

/* Appends a message without the place of this test's folder. */
static void put_error(const struct error *err, struct buf *out)
{
    const char *text = words_of(err);
    if (strncmp(text, folder, strlen(folder)) == 0)
        text += strlen(folder) + 1;
    buf_printf(out, "%s\n", text);
}

static void print_rows(struct roster *roster, struct buf *out)
{
    struct row row;
    struct error err = {0};
    enum roster_result result;
    while ((result = roster_next(roster, &row, &err)) != ROSTER_END) {
        if (result == ROSTER_FAILED) {
            put_error(&err, out);
            return;
        }
        buf_printf(out, "%zu/%zu: ", row.number, row.line);
        put_findings(row.faults, out);
        buf_puts(out, row.faults->count ? "\n" : "");
        for (size_t i = 0; result == ROSTER_ROW && i < roster_columns(roster); i++)
            buf_printf(out, "%s%s", row.fields[i], i + 1 < roster_columns(roster) ? "|" : "\n");
    }
}

/* Prints the list as the program sees it: the headings, then `ROW/LINE: field|field`, twice
 * to see that a second pass finds the same. */
static void assert_list(const char *text, const char *expected)
{
    put(text);
    struct error err = {0};
    struct buf out = {0}, again = {0};
    struct roster *roster;
    if (!roster_open(path, NULL, &roster, &err)) {
        put_error(&err, &out);
        assert_string_equal(out.data, expected);
        buf_free(&out);
        return;
    }
    for (size_t i = 0; i < roster_columns(roster); i++)
        buf_printf(&out, "%s%s", roster_heading(roster, i),
                   i + 1 < roster_columns(roster) ? "|" : "\n");
    size_t rows = out.size;
    print_rows(roster, &out);
    assert_string_equal(out.data, expected);
    assert_true(roster_rewind(roster, &err));
    print_rows(roster, &again);
    assert_string_equal(buf_text(&again), out.data + rows);
    roster_close(roster);
    buf_free(&out);
    buf_free(&again);
}

static void rows_and_lines_are_counted_apart(void **state)
{
    (void)state;
    assert_list("last,first\n"
                "Мұқанқызы,\"Әлия\nАйгүл\"\n"
                "\n"
                "Иванов,Иван\n",
                "last|first\n"
                "2/2: Мұқанқызы|Әлия\nАйгүл\n"
                "4/5: Иванов|Иван\n");
}

static void separators_and_marks_of_spreadsheets(void **state)
{
    (void)state;
    assert_list("\xEF\xBB\xBFtegi;aty\r\nМұқан;Әлия, Айгүл\r\n",
                "tegi|aty\n2/2: Мұқан|Әлия, Айгүл\n");
    assert_list("tegi\taty\nМұқан\tӘлия\n", "tegi|aty\n2/2: Мұқан|Әлия\n");
    assert_list("name\nМұқан, Әлия; №1\n", "name\n2/2: Мұқан, Әлия; №1\n");
}

static void a_given_separator_wins(void **state)
{
    (void)state;
    put("a,b;c\n1,2;3\n");
    struct error err = {0};
    struct roster *roster;
    assert_true(
        roster_open(path, &(struct roster_options){.list.separator = ';'}, &roster, &err));
    assert_string_equal(roster_path(roster), path);
    assert_int_equal(roster_columns(roster), 2);
    assert_string_equal(roster_heading(roster, 0), "a,b");
    roster_close(roster);
    roster_close(NULL);
}

static void text_is_tidied(void **state)
{
    (void)state;
    assert_list(" last ,\"\u00A0first\n\"\n \u2009Әлия  Айгүл\u00A0, и\u0306од\n",
                "last|first\n2/3: Әлия Айгүл|йод\n");
}

static void every_change_is_told(void **state)
{
    (void)state;
    put("last,first,post\n\"Әлия\" , \"Айгүл\",x\n\u00A0Әлия\u00AD,и\u0306\u00A0 од,x\ty \n");
    struct error err = {0};
    struct buf out = {0};
    struct roster *roster;
    struct row row;
    assert_true(roster_open(path, NULL, &roster, &err));
    assert_int_equal(roster_notes(roster)->count, 0);
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_ROW);
    assert_int_equal(row.changes.count, 0);
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_ROW);
    for (size_t i = 0; i < row.changes.count; i++) {
        struct report notes = {0};
        normalize_report(&row.changes.list[i], "x", (struct place){0}, &notes);
        buf_printf(&out, "%zu: %s\n", row.changes.list[i].column, WHAT(&notes.list[0]));
        report_free(&notes);
    }
    assert_string_equal(out.data,
                        "0: U+00A0 NO-BREAK SPACE became an ordinary space in «x».\n"
                        "0: white space around «x» was removed.\n"
                        "0: U+00AD SOFT HYPHEN, which cannot be seen, was removed from «x».\n"
                        "1: U+00A0 NO-BREAK SPACE became an ordinary space in «x».\n"
                        "1: more than one space in a row became one in «x».\n"
                        "1: a letter and its mark became one letter, «й» (U+0439), in «x».\n"
                        "2: a tab became an ordinary space in «x».\n"
                        "2: white space around «x» was removed.\n");
    roster_close(roster);

    put("last\u00A0name\nx\n");
    assert_true(roster_open(path, NULL, &roster, &err));
    assert_string_equal(roster_heading(roster, 0), "last name");
    buf_clear(&out);
    assert_int_equal(roster_notes(roster)->count, 1);
    finding_print(&roster_notes(roster)->list[0], &out);
    assert_string_equal(out.data + strlen(folder) + 1,
                        "list.csv:1: note: cell A1: U+00A0 NO-BREAK SPACE became an "
                        "ordinary space in «last name».");
    roster_close(roster);
    buf_free(&out);
}

static void empty_rows_and_columns_of_excel(void **state)
{
    (void)state;
    assert_list("a,b,,\n1,2,,\n,,,\n3,4\n5,,,\n , ,\n,,,,,,\n",
                "a|b\n2/2: 1|2\n4/4: 3|4\n5/5: 5|\n");
    assert_list("a,b,,\n1,2,3,\n",
                "a|b\n2/2: warning: column C has no heading, but something stands there; "
                "give the column a heading, or empty it.\n1|2\n");
    assert_list("a,,b\n1,,2\n3,x,4\n",
                "a||b\n2/2: 1||2\n3/3: warning: column B has no heading, but something stands "
                "there; give the column a heading, or empty it.\n3|x|4\n");
    assert_list(",a\n,1\n", "|a\n2/2: |1\n");
    assert_list("\n,,\na,b\n1,2\n", "a|b\n4/4: 1|2\n");
}

static void headings_are_checked(void **state)
{
    (void)state;
    assert_list("", "list.csv: the list is empty; its first row must be the headings.\n");
    assert_list("\n \n,,\n",
                "list.csv: the list is empty; its first row must be the headings.\n");
    assert_list("\n\"a\nb\",c\"d\n",
                "list.csv:2: there is a quotation mark inside field 2; put the whole field in "
                "quotation marks and double those inside it: \"ТОО \"\"Ақжол\"\"\".\n");
    assert_list("a,b\x07,c\n",
                "list.csv:1: cell B1: there is a control character, U+0007; remove "
                "it.\n");
    assert_list("x\n", "x\n");
}

static void assert_bytes(const char *bytes, size_t size, const struct roster_options *options,
                         const char *expected);

static void columns_are_named_as_in_a_spreadsheet(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_puts(&text, "x");
    for (int i = 1; i < 702; i++)
        buf_printf(&text, ",h%d", i);
    buf_puts(&text, ",x\n");
    const char *const headings[] = {"x"};
    assert_bytes(text.data, text.size,
                 &(struct roster_options){.headings = headings, .heading_count = 1},
                 "list.csv:1: columns A and AAA have the same heading, «x»; rename one "
                 "of them.\n");
    buf_free(&text);
}

static void bad_rows_do_not_stop_the_others(void **state)
{
    (void)state;
    assert_list(
        "a;b;c\n1;2\n1;2;3;4\n1;2;3\n\"1;2;3\n4;5;6\n",
        "a|b|c\n"
        "2/2: note: the row has fewer fields than the headings: the last ones are taken "
        "as empty.\n1|2|\n"
        "3/3: 4 fields, but the headings have 3: a field with «;» inside "
        "must stand in quotation marks. The row begins «1; 2; 3; 4».\n"
        "4/4: 1|2|3\n"
        "5/5: the quotation mark that opens field 1 in line 5 is never "
        "closed; close it at the end of the field, or remove it.\n"
        "6/6: 4|5|6\n");
    assert_list("a\tb\n\"1\n\n\"\n1\t2\n",
                "a|b\n"
                "2/2: 1 field, but the headings have 2: an empty field, too, needs its tab. "
                "The row begins «1». The row goes on to line 4: is a quotation mark "
                "missing?\n"
                "3/5: 1|2\n");
}

/* Excel leaves out the separators of empty cells at the end of a row. */
static void rows_may_lack_their_last_fields(void **state)
{
    (void)state;
    assert_list(
        "a;b;c\n1;2\n1;2;3\n3\n5;6;7\n",
        "a|b|c\n2/2: note: the row has fewer fields than the headings: the last ones are "
        "taken as empty.\n1|2|\n3/3: 1|2|3\n4/4: note: the row has fewer fields than the "
        "headings: the last ones are taken as empty.\n3||\n5/5: 5|6|7\n");
}

/* Says what roster_check_lengths does of a list with headings a, b, c, of which c may be
 * unused;
 * "" where it has nothing against it. */
static void assert_lengths(const char *rows, bool unused, const char *wanted)
{
    const bool columns[] = {false, false, unused};
    struct buf text = {0};
    struct error err = {0};
    struct roster *roster;
    struct row row;
    buf_printf(&text, "a;b;c\n%s", rows);
    put(text.data);
    assert_true(roster_open(path, NULL, &roster, &err));
    roster_ignore(roster, columns);
    buf_clear(&text);
    if (!roster_check_lengths(roster, &err))
        put_error(&err, &text);
    assert_string_equal(buf_text(&text), wanted);
    /* Once begun again, it is read as a whole. */
    assert_true(roster_rewind(roster, &err));
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_ROW);
    assert_int_equal(row.number, 2);
    roster_close(roster);
    buf_free(&text);
}

/* Of a list that lacks a cell in every row nobody knows which; Excel leaves out the last ones
 * of 16 rows together, the first of which are whole. */
static void nearly_all_rows_may_not_be_short(void **state)
{
    (void)state;
    static const char none[] =
        "list.csv: The headings have 3 fields, but of 2 rows 2 have fewer, "
        "so that nobody knows what stands under which heading. Put back "
        "the cells that are missing; where the last ones are meant to be "
        "empty, end the rows with their «;».\n";
    struct buf rows = {0};
    assert_lengths("1;2\n1;2\n", false, none);
    assert_lengths("1;2\n\n1\n", false, none);
    assert_lengths("1;2\n1;2\n", true, "");
    assert_lengths("1\n1\n", true, none);
    assert_lengths("1;2\n1;2;\n1;2\n", false, "");
    for (size_t i = 0; i < 40; i++)
        buf_puts(&rows, i == 7 ? "1;2;3\n" : "1;2\n");
    assert_lengths(
        rows.data, false,
        "list.csv: The headings have 3 fields, but of 40 rows 39 have fewer, so that "
        "nobody knows what stands under which heading. Put back the cells that are "
        "missing; where the last ones are meant to be empty, end the rows with their "
        "«;».\n");
    buf_clear(&rows);
    for (size_t i = 0; i < 1000; i++)
        buf_puts(&rows, i < 15 ? "1;2;\n" : "1;2\n");
    assert_lengths(rows.data, false, "");
    buf_free(&rows);
}

/* Google writes what stands in the cells, and tabs between them. */
static void tabs_may_separate_texts_without_quoting(void **state)
{
    (void)state;
    assert_list("ФИО\tҰйым\nИванов\tТОО \"Ақжол\"\n\"Ақжол\" ЖШС\tx\nКим\t\"x\nПак\ty\n",
                "ФИО|Ұйым\n2/2: Иванов|ТОО \"Ақжол\"\n3/3: \"Ақжол\" ЖШС|x\n4/4: Ким|\"x\n5/5: "
                "Пак|y\n");
    assert_list("a\tb\n\"1\n2\"\t\"3 \"\"4\"\"\"\n", "a|b\n2/2: 1\n2|3 \"4\"\n");
}

static void a_lock_file_is_not_a_list(void **state)
{
    (void)state;
    static const char *const names[] = {"~$list.xlsx", "/tmp/.~lock.list.ods#"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct roster *roster;
        struct error err = {0};
        assert_false(roster_open(names[i], NULL, &roster, &err));
        assert_non_null(
            strstr(words_of(&err), ": this only shows that a list is open in Excel"));
    }
}

static void a_bad_byte_or_control_spoils_its_row(void **state)
{
    (void)state;
    assert_list(
        "a,b\nӘлия "
        "Мұқан,2\n1,\xCC\xF3\xEA\n1,x\x1By\n1,\"x\ty\nz\"\n1\xC2\x85,2\n\xEF\xBF\xBD,2\n",
        "a|b\n"
        "2/2: Әлия Мұқан|2\n"
        "3/3: «b»: this is not UTF-8; save the list as «CSV UTF-8 (comma "
        "delimited)».\n"
        "4/4: «b»: there is a control character, U+001B; remove it.\n"
        "5/5: 1|x y\nz\n"
        "6/7: «a»: there is a control character, U+0085; remove it.\n"
        "7/8: «a»: a letter was lost here when the list was saved (U+FFFD stands "
        "for it); type it again.\n");
}

static void assert_refused(const char *bytes, size_t size, const char *expected)
{
    put_bytes(bytes, size);
    struct error err = {0};
    struct buf out = {0};
    struct roster *roster;
    assert_false(roster_open(path, NULL, &roster, &err));
    put_error(&err, &out);
    assert_string_equal(out.data, expected);
    buf_free(&out);
}

/* Opens the list, prints what is said of it and its rows. */
static void assert_bytes(const char *bytes, size_t size, const struct roster_options *options,
                         const char *expected)
{
    put_bytes(bytes, size);
    struct error err = {0};
    struct buf out = {0};
    struct roster *roster;
    if (roster_open(path, options, &roster, &err)) {
        for (size_t i = 0; i < roster_notes(roster)->count; i++) {
            const struct finding *note = &roster_notes(roster)->list[i];
            buf_printf(&out, "%s%s%s\n", WHAT(note), *ADVICE(note) ? " " : "", ADVICE(note));
        }
        print_rows(roster, &out);
        roster_close(roster);
    } else {
        put_error(&err, &out);
    }
    assert_string_equal(out.data, expected);
    buf_free(&out);
}

static void other_files_are_named(void **state)
{
    (void)state;
    assert_refused("PK\3\4....", 8,
                   "list.csv: the file is damaged; open it in the spreadsheet program and save "
                   "it again.\n");
    assert_refused("\xD0\xCF\x11\xE0....", 8,
                   "list.csv: this is a workbook in the old format (XLS), or protected by a "
                   "password; save it as «Excel Workbook (.xlsx)» without one.\n");
    assert_refused("%PDF-1.7", 8,
                   "list.csv: this is a PDF file; give the list that it was made from.\n");
    static const char *const tags[] = {"<?xml version=\"1.0\"?>", "\xEF\xBB\xBF <html>",
                                       "\r\n<!DOCTYPE html>", "<TABLE><tr>"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        assert_refused(
            tags[i], strlen(tags[i]),
            "list.csv: this is HTML or XML, whatever its name says; open it in Excel "
            "or LibreOffice, and save it as «Excel Workbook (.xlsx)».\n");
    assert_list("<5,a\n1,2\n", "<5|a\n2/2: 1|2\n");
}

static void encodings_are_found_and_told(void **state)
{
    (void)state;
    assert_bytes("\xFF\xFE"
                 "a\0\n\0\x04\x04\x31\x04",
                 10, NULL, "the list is in UTF-16LE.\n2/2: Єб\n");
    assert_bytes("\xFE\xFF\0a\0\n\4\x31", 8, NULL, "the list is in UTF-16BE.\n2/2: б\n");
    assert_bytes("a\0,\0b\0\n\0001\0,\0002\0", 14, NULL,
                 "the list is in UTF-16LE.\n2/2: 1|2\n");
    assert_bytes("a\n\xCA\xBF\xEB\xBC\xF8\n\xD1\xBC\xEA\xE5\xED\n", 14, NULL,
                 "the list is in KZ-1048: so it reads «Күләш», not «Кїлјш».\n"
                 "2/2: Күләш\n3/3: Сәкен\n");
    assert_bytes("a\n\xCA\xF3\xEB\xBF\xF8\n", 8, NULL,
                 "the list is assumed to be in KZ-1048: so it reads «Кулүш», not «Кулїш». If "
                 "that is wrong, use --encoding.\n2/2: Кулүш\n");
    assert_bytes("a\n\xCA?\xEB?\xF8\n", 8, NULL,
                 "the list is in Windows-1251; letters that it does not have were lost: "
                 "«К?л?ш». Save the original list again as «CSV UTF-8».\n2/2: К?л?ш\n");
    assert_bytes("a\n\xCA\xBF\xEB\xBC\xF8\n", 8,
                 &(struct roster_options){.list.encoding = "cp1251"}, "2/2: Кїлјш\n");
    assert_bytes(
        "a\nb\n", 4, &(struct roster_options){.list.encoding = "koi8"},
        "list.csv: «koi8» is not an encoding known here; there are utf-8, utf-16le, utf-16be, "
        "windows-1251 and kz-1048.\n");
    assert_bytes("a\nb\n", 4, &(struct roster_options){.list.sheet = "x"},
                 "list.csv: this is not a workbook, and --sheet is for those; leave it out.\n");
}

static void an_encoding_that_cannot_be_told_is_asked_for(void **state)
{
    (void)state;
    /* «Иванов» in KOI8-R */
    assert_refused("a\n\xE9\xD7\xC1\xCE\xCF\xD7\n", 9,
                   "list.csv: the list is in none of the encodings that are known here: it is "
                   "not UTF-8, and "
                   "in Windows-1251 it would read «йЧБОПЧ»; open it in the program that "
                   "it comes from, and save it as «CSV UTF-8 (comma delimited)».\n");
    assert_refused("a\nӘ\n\xCC\xF3\xEA\n", 9,
                   "list.csv: some of this is UTF-8 and some is not; save the list as «CSV "
                   "UTF-8 (comma delimited)», or use --encoding.\n");
}

static void an_encoding_that_the_list_is_not_in_is_refused(void **state)
{
    (void)state;
    static const char utf8[] = "a\nӘлия Ким\n";
    static const char *const others[] = {"UTF-16LE", "UTF-16BE", "Windows-1251", "KZ-1048"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct buf expected = {0};
        buf_printf(&expected,
                   "list.csv: the list is in UTF-8, not in %s; leave --encoding out.\n",
                   others[i]);
        assert_bytes(utf8, sizeof utf8 - 1,
                     &(struct roster_options){.list.encoding = others[i]}, expected.data);
        buf_free(&expected);
    }
    assert_bytes("a\nb\n", 4, &(struct roster_options){.list.encoding = "utf-16be"},
                 "list.csv: the list is not in UTF-16BE; leave --encoding out.\n");
    assert_bytes("\xFF\xFE"
                 "a\0\n\0\x04\x04\x31\x04",
                 10, &(struct roster_options){.list.encoding = "1251"},
                 "list.csv: the list is in UTF-16LE, not in Windows-1251; leave --encoding "
                 "out.\n");
    assert_bytes("a\n\xCA\xBF\xEB\xBC\xF8\n\xD1\xBC\xEA\xE5\xED\n", 14,
                 &(struct roster_options){.list.encoding = "utf-8"},
                 "list.csv: the list is in KZ-1048, not in UTF-8; leave --encoding out.\n");
    assert_bytes("", 0, &(struct roster_options){.list.encoding = "utf-16le"},
                 "list.csv: the list is empty; its first row must be the headings.\n");
    assert_bytes("a\nb\n", 4, &(struct roster_options){.list.encoding = "kz-1048"}, "2/2: b\n");
}

static void titles_are_told(void **state)
{
    (void)state;
    static const char title[] = "list.csv:1: row 1 looks like a title; the headings seem to be "
                                "in row 3. If they are, delete the rows above them.\n";
    assert_list("Тізім;;\n\na;b;c\n1;2;3\n", title);
    assert_list("Тізім\n2017\na;b;c\n1;2;3\n", title);
    assert_list("a|b\n1|2\n", "list.csv:1: the headings are separated by «|», which cannot "
                              "separate fields here; save "
                              "the list with «;», «,» or tabs between its fields.\n");
    /* A list of one column is none. */
    assert_list("name,,\nЛи Ян,,\n", "name\n2/2: Ли Ян\n");
    assert_list("name\n\nЛи, Ян; Ким\nПак\n", "name\n3/3: Ли, Ян; Ким\n4/4: Пак\n");
}

static void a_line_for_excel_names_the_separator(void **state)
{
    (void)state;
    assert_list("sep=;\na,b;c\n1;2\n", "a,b|c\n2/3: 1|2\n");
    assert_list(
        "\xEF\xBB\xBF\"SEP=|\"\r\na|b\r\n1|2\r\n1\r\n",
        "a|b\n2/3: 1|2\n"
        "3/4: note: the row has fewer fields than the headings: the last ones are taken "
        "as empty.\n1|\n");
    assert_list("sep=\t\ra,b\tc\r1\t2\r", "a,b|c\n2/3: 1|2\n");
    assert_list("sep=x\n1\n", "sep=x\n2/2: 1\n");
    assert_list("sep=;", "sep=\n");
    static const char text[] = "sep=;\na,b;c\n1,2;3\n";
    assert_bytes(text, sizeof text - 1, &(struct roster_options){.list.separator = ','},
                 "2/3: 1|2;3\n");
}

/* Whoever mends a row looks for a person first. */
static void a_bad_row_names_its_person(void **state)
{
    (void)state;
    static const char text[] =
        "last;first;post\nБейсенов;\xEF\xBF\xBD"
        "сан;\x1B\nЛи\0;Ян;x\nКим;Ян;\"x\n\xCB\xE8;Пак\xFF\xFE;x\n1;2;3;4\n";
    static const char *const names[][3] = {
        {"Бейсенов", "…сан", ""}, {"Ли", "Ян", "x"}, {"Ким", "Ян", ""}, {"", "Пак…", "x"}};
    struct buf reported = {0};
    struct error err = {0};
    struct roster *roster;
    struct row row;
    put_bytes(text, sizeof text - 1);
    assert_true(roster_open(path, NULL, &roster, &err));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(roster_next(roster, &row, &err), ROSTER_BAD);
        assert_int_equal(row.line, i + 2);
        for (size_t k = 0; k < 3; k++)
            assert_string_equal(row.fields[k], names[i][k]);
        /* All of it is told. */
        buf_clear(&reported);
        put_findings(row.faults, &reported);
        if (i == 0)
            assert_string_equal(reported.data,
                                "«first»: a letter was lost here when the list was saved "
                                "(U+FFFD stands for it); type it again. «post»: there is a "
                                "control character, U+001B; remove it.");
    }
    /* Its fields may stand in wrong columns. */
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_BAD);
    assert_null(row.fields);
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_END);
    roster_close(roster);
    buf_free(&reported);
}

static void each_composed_letter_is_told(void **state)
{
    (void)state;
    struct error err = {0};
    struct roster *roster;
    struct row row;
    put("a\nИ\u0306и\u0306е\u0308-и\u0306 q\u0323\u0307 Қ\n");
    assert_true(roster_open(path, NULL, &roster, &err));
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_ROW);
    assert_string_equal(row.fields[0], "Ййё-й q\u0323\u0307 Қ");
    assert_int_equal(row.changes.count, 3);
    const uint32_t letters[] = {0x0419, 0x0439, 0x0451};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(row.changes.list[i].kind, CHANGE_COMPOSED);
        assert_int_equal(row.changes.list[i].letter, letters[i]);
    }
    roster_close(roster);
}

#define URN "urn:oasis:names:tc:opendocument:xmlns:"
#define NAMES                                                                                  \
    "xmlns:o=\"" URN "office:1.0\" xmlns:t=\"" URN "table:1.0\" xmlns:x=\"" URN "text:1.0\""

/* An ODS workbook with these rows. */
static void assert_workbook(const char *rows, const struct roster_options *options,
                            const char *expected)
{
    struct buf content = {0}, bytes = {0};
    buf_printf(&content, "<o:d " NAMES "><t:table t:name=\"a\">%s</t:table></o:d>", rows);
    const struct zip_text parts[] = {{"content.xml", content.data, 0}, {NULL, NULL, 0}};
    make_zip(parts, ZIP_CM_DEFLATE, &bytes);
    assert_bytes(bytes.data, bytes.size, options, expected);
    buf_free(&content);
    buf_free(&bytes);
}

#define CELL(text) "<t:table-cell o:value-type=\"string\"><x:p>" text "</x:p></t:table-cell>"
#define ROW(cells) "<t:table-row>" cells "</t:table-row>"

static void workbooks_are_lists_too(void **state)
{
    (void)state;
    assert_workbook(ROW("") ROW(CELL("last") CELL("<x:s/>first")) ROW(CELL("Мұқан"))
                        ROW(CELL("Мұқан") CELL("и\u0306\u00A0 од"))
                            ROW(CELL("1") CELL("2") CELL("3")),
                    NULL,
                    "white space around «first» was removed.\n"
                    "3/3: Мұқан|\n4/4: Мұқан|й од\n"
                    "5/5: note: column C has no heading, but something stands there; give "
                    "the column a heading, or empty it.\n1|2\n");
    assert_workbook(ROW(CELL("Тізім") "<t:table-cell/>") ROW(CELL("2017"))
                        ROW(CELL("a") CELL("b")) ROW(CELL("1") CELL("2")),
                    NULL,
                    "list.csv:1: row 1 looks like a title; the headings seem to be in row 3. "
                    "If they are, delete the rows above them.\n");
    assert_workbook(ROW(CELL("a")) "<t:table-row t:number-rows-repeated=\"1001\">" CELL(
                        "b") "</t:table-row>" ROW(CELL("c")),
                    NULL,
                    "list.csv: from row 2 on, more than 1000 rows are all alike, which no "
                    "list of people has; delete them.\n");
    assert_workbook(ROW(CELL("a")) ROW(CELL("b")), &(struct roster_options){.list.sheet = "b"},
                    "list.csv: there is no sheet «b», but there is «a».\n");
    assert_workbook(ROW(CELL("a")), &(struct roster_options){.list.encoding = "utf-8"},
                    "list.csv: this is a workbook, and --encoding is for CSV; leave it out.\n");
    assert_workbook(
        ROW(CELL("a")), &(struct roster_options){.list.separator = ';'},
        "list.csv: this is a workbook, and --separator is for CSV; leave it out.\n");
}

/* A cell is named with its column, so that the faults of many rows can be told of that. */
static void faults_of_cells_name_their_columns(void **state)
{
    (void)state;
    assert_workbook(
        ROW(CELL("last") CELL("first"))
            ROW(CELL("Мұқан") "<t:table-cell t:formula=\"of:=[.C9]\"/>"),
        NULL,
        "2/2: cell B2: «first»: the formula has no result; open the workbook in its program "
        "and save it.\n");
}

#define WIDE(text)                                                                             \
    "<t:table-cell t:number-columns-spanned=\"2\" o:value-type=\"string\"><x:p>" text          \
    "</x:p></t:table-cell><t:covered-table-cell/>"

static void merged_cells_are_refused(void **state)
{
    (void)state;
    assert_workbook(ROW(WIDE("title")) ROW(CELL("a")), NULL,
                    "list.csv:1: the cells A1:B1 are merged; the first row of the list must be "
                    "the headings, each in a cell of its own: unmerge them.\n");
    assert_workbook(ROW(CELL("a") CELL("b")) ROW(WIDE("x")) ROW(CELL("1") CELL("2")), NULL,
                    "2/2: the cells A2:B2 are merged over all columns: is this the heading of "
                    "a group? If the row is nobody's, delete it.\n3/3: 1|2\n");
    assert_workbook(
        ROW(CELL("a") CELL("b") CELL("c")) ROW(WIDE("Барлығы") CELL("5"))
            ROW(CELL("") WIDE("Ақтөбе облысы")) ROW(CELL("1") CELL("2") CELL("3")),
        NULL,
        "2/2: the cells A2:B2 are merged: is this a sum, or the heading of a group? "
        "If the row is nobody's, delete it; else unmerge the cells.\n"
        "3/3: the cells B3:C3 are merged: is this a sum, or the heading of a group? "
        "If the row is nobody's, delete it; else unmerge the cells.\n"
        "4/4: 1|2|3\n");
}

/* The sheet that is read was the program's choice. */
static void an_empty_sheet_before_others_is_told(void **state)
{
    (void)state;
    assert_workbook("</t:table><t:table t:name=\"b\">" ROW(CELL("a")) ROW(CELL("1")), NULL,
                    "list.csv: the list is empty; its first row must be the headings. The "
                    "workbook has other sheets; use --sheet for one of them.\n");
}

static void a_zip_file_may_be_no_workbook(void **state)
{
    (void)state;
    const struct zip_text parts[] = {{"list.csv", "a\nb\n", 0}, {NULL, NULL, 0}};
    struct buf bytes = {0};
    make_zip(parts, ZIP_CM_DEFLATE, &bytes);
    assert_refused(bytes.data, bytes.size,
                   "list.csv: this is a ZIP file, but not a workbook; take the list out of it "
                   "first.\n");
    buf_free(&bytes);
}

static void missing_file(void **state)
{
    (void)state;
    struct error err = {0};
    struct roster *roster;
    assert_false(roster_open(path, NULL, &roster, &err));
    assert_non_null(
        strstr(words_of(&err), "/list.csv: cannot be opened: there is no such file"));
}

/* The file is read in parts: the first letter beyond ASCII lies across such a border. */
static void a_letter_across_a_border_is_no_fault(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_puts(&text, "a");
    while (text.size < 65535)
        buf_puts(&text, text.size % 100 ? "x" : "\n");
    buf_puts(&text, "Ә\n");
    put_bytes(text.data, text.size);
    struct error err = {0};
    struct roster *roster;
    assert_true(roster_open(path, NULL, &roster, &err));
    struct row row;
    const char *last = "";
    while (roster_next(roster, &row, &err) == ROSTER_ROW)
        last = row.fields[0] + strspn(row.fields[0], "x");
    assert_int_equal(row.line, 656);
    assert_string_equal(last, "Ә");
    roster_close(roster);
    buf_free(&text);
}

/* Letters of two and three bytes fall across every border of the parts that are read. */
static void a_long_list_comes_whole(void **state)
{
    (void)state;
    enum { ROWS = 20000 };
    struct buf text = {0};
    buf_puts(&text, "№,name\n");
    for (int i = 2; i <= ROWS; i++)
        buf_printf(&text, "%d,№ Әлия Мұқанқызы\n", i);
    put_bytes(text.data, text.size);
    buf_free(&text);

    struct error err = {0};
    struct roster *roster;
    assert_true(roster_open(path, NULL, &roster, &err));
    struct row row;
    size_t count = 1;
    while (roster_next(roster, &row, &err) == ROSTER_ROW) {
        count++;
        assert_int_equal(row.number, count);
        assert_int_equal(row.line, count);
        assert_int_equal(strtoul(row.fields[0], NULL, 10), count);
        assert_string_equal(row.fields[1], "№ Әлия Мұқанқызы");
    }
    assert_int_equal(count, ROWS);
    roster_close(roster);
}

static void a_changed_list_is_noticed(void **state)
{
    (void)state;
    put("a,b\n1,2\n");
    struct error err = {0};
    struct roster *roster;
    struct row row;
    assert_true(roster_open(path, NULL, &roster, &err));
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_ROW);
    put("a,b\n1,2\n3,4\n");
    assert_false(roster_rewind(roster, &err));
    assert_non_null(
        strstr(words_of(&err), "/list.csv: the file was changed while it was in use"));
    roster_close(roster);

    assert_true(roster_open(path, NULL, &roster, &err));
    put("a,b\n");
    enum roster_result result = roster_next(roster, &row, &err);
    while (result == ROSTER_ROW)
        result = roster_next(roster, &row, &err);
    assert_int_equal(result, ROSTER_FAILED);
    assert_non_null(strstr(words_of(&err), "/list.csv: the file was changed"));
    roster_close(roster);
}

/* A number that is not read as its cell shows it is told among the changes. */
static void a_number_shown_otherwise_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf content = {0}, bytes = {0};
    struct error err = {0};
    struct roster *roster;
    struct row row;
    buf_puts(&content, "<o:d " NAMES "><t:table>" ROW(CELL("a") CELL("b")) ROW(
                           CELL("x") "<t:table-cell o:value-type=\"float\" o:value=\"15000\">"
                                     "<x:p>15,000</x:p></t:table-cell>") "</t:table></o:d>");
    const struct zip_text parts[] = {{"content.xml", content.data, 0}, {NULL, NULL, 0}};
    make_zip(parts, ZIP_CM_DEFLATE, &bytes);
    put_bytes(bytes.data, bytes.size);
    assert_true(roster_open(path, NULL, &roster, &err));
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_ROW);
    assert_string_equal(row.fields[1], "15000");
    assert_int_equal(row.changes.count, 1);
    assert_int_equal(row.changes.list[0].column, 1);
    assert_int_equal(row.changes.list[0].kind, CHANGE_FORMAT);
    roster_close(roster);
    arena_free(&arena);
    buf_free(&content);
    buf_free(&bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

/* What is wrong with a column that nobody uses withholds no row. */
static void faults_in_unused_columns_are_notes(void **state)
{
    (void)state;
    static const bool unused[] = {false, true};
    struct roster *roster;
    struct row row;
    struct error err;
    put("name,phone\nAsan,5\x01\nLi\x01,5\nKim,5 #N/A\nPak #N/A,5\n");
    assert_true(roster_open(path, NULL, &roster, &err));
    roster_ignore(roster, unused);
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_ROW);
    assert_string_equal(row.fields[0], "Asan");
    assert_int_equal(row.faults->count, 1);
    assert_int_equal(row.faults->list[0].level, LEVEL_NOTE);
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_BAD);
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_ROW);
    assert_int_equal(row.faults->count, 0);
    assert_int_equal(roster_next(roster, &row, &err), ROSTER_ROW);
    assert_string_equal(WHAT(&row.faults->list[0]), "«Pak #N/A» has the error «#N/A» in it.");
    roster_close(roster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_and_lines_are_counted_apart),
        TEST(separators_and_marks_of_spreadsheets),
        TEST(a_given_separator_wins),
        TEST(text_is_tidied),
        TEST(every_change_is_told),
        TEST(empty_rows_and_columns_of_excel),
        TEST(headings_are_checked),
        TEST(columns_are_named_as_in_a_spreadsheet),
        TEST(bad_rows_do_not_stop_the_others),
        TEST(rows_may_lack_their_last_fields),
        TEST(nearly_all_rows_may_not_be_short),
        TEST(tabs_may_separate_texts_without_quoting),
        TEST(a_lock_file_is_not_a_list),
        TEST(a_bad_byte_or_control_spoils_its_row),
        TEST(faults_in_unused_columns_are_notes),
        TEST(other_files_are_named),
        TEST(encodings_are_found_and_told),
        TEST(an_encoding_that_cannot_be_told_is_asked_for),
        TEST(an_encoding_that_the_list_is_not_in_is_refused),
        TEST(titles_are_told),
        TEST(a_line_for_excel_names_the_separator),
        TEST(a_bad_row_names_its_person),
        TEST(each_composed_letter_is_told),
        TEST(a_number_shown_otherwise_is_told),
        TEST(workbooks_are_lists_too),
        TEST(faults_of_cells_name_their_columns),
        TEST(merged_cells_are_refused),
        TEST(an_empty_sheet_before_others_is_told),
        TEST(a_zip_file_may_be_no_workbook),
        TEST(missing_file),
        TEST(a_letter_across_a_border_is_no_fault),
        TEST(a_long_list_comes_whole),
        TEST(a_changed_list_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
