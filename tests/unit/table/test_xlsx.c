#include "table/xlsx.h"

#include "unit/make_zip.h"
#include "unit/show_records.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NOT_A_NUMBER                                                                           \
    "this is not a number, or it has more than 15 digits, of which workbooks keep no more; "   \
    "type it again, as text."

#define NAMES "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELS                                                                                   \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

static const char rels[] = RELS "<Relationship Id=\"rId1\" Type=\"" TYPES
                                "officeDocument\" Target=\"xl/workbook.xml\"/>"
                                "</Relationships>";
static const char book_rels[] = RELS
    "<Relationship Id=\"a\" Type=\"" TYPES "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"b\" Type=\"" TYPES "worksheet\" Target=\"/xl/worksheets/two.xml\"/>"
    "<Relationship Id=\"c\" Type=\"" TYPES "chartsheet\" Target=\"chart.xml\"/>"
    "<Relationship Id=\"t\" Type=\"" TYPES "sharedStrings\" Target=\"texts.xml\"/>"
    "<Relationship Id=\"s\" Type=\"" TYPES "styles\" Target=\"styles.xml\"/>"
    "</Relationships>";

#define BOOK(inside)                                                                           \
    "<workbook " NAMES " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"     \
    "relationships\">" inside "</workbook>"

static const char book[] =
    BOOK("<sheets><sheet name=\"Тізім\" sheetId=\"1\" r:id=\"a\"/></sheets>");

static const char texts[] =
    "<sst " NAMES "><si><t>last</t></si><si><t xml:space=\"preserve\"> Әлия </t></si>"
    "<si><r><t>Мұ</t></r><r><rPr><b/></rPr><t>қан</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>"
    "</si><si><t>a_x000D_\nb_x005F_x0041_ _x00e9_ _x_ _xD800_</t></si><si/></sst>";

static const char styles[] =
    "<styleSheet " NAMES "><numFmts><numFmt numFmtId=\"164\" formatCode=\"000\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"[$-43F]d\\ mmmm\\ yyyy&quot; ж.&quot;;@\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"#,##0.00\\ &quot;day&quot;\"/>"
    "<numFmt numFmtId=\"167\" formatCode=\"&quot;KZ-&quot;0000\"/>"
    "<numFmt numFmtId=\"168\" formatCode=\"000\\-000\"/>"
    "<numFmt numFmtId=\"169\" formatCode=\"[$-43F]000\"/>"
    "<numFmt numFmtId=\"170\" formatCode=\"[Magenta]000_ \"/>"
    "<numFmt numFmtId=\"171\" formatCode=\"000;-000;&quot;нөл&quot;\"/>"
    "<numFmt numFmtId=\"172\" formatCode=\"0000&quot;-К&quot;\"/>"
    "<numFmt numFmtId=\"173\" formatCode=\"[&lt;5]000;0\"/>"
    "<numFmt numFmtId=\"174\" formatCode=\"№ General\"/>"
    "<numFmt numFmtId=\"175\" formatCode=\"0.0#\"/>"
    "<numFmt numFmtId=\"176\" formatCode=\"[h]:mm\"/>"
    "<numFmt numFmtId=\"177\" formatCode=\";;;\"/>"
    "<numFmt numFmtId=\"178\" formatCode=\"_-* 0.00\\ [$₸-43F]\\ _₽_-;\\-* "
    "0.00\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/>"
    "<xf numFmtId=\"20\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/>"
    "<xf numFmtId=\"167\"/><xf numFmtId=\"168\"/><xf numFmtId=\"169\"/><xf numFmtId=\"170\"/>"
    "<xf numFmtId=\"171\"/><xf numFmtId=\"172\"/><xf numFmtId=\"173\"/><xf numFmtId=\"174\"/>"
    "<xf numFmtId=\"175\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/><xf numFmtId=\"9\"/>"
    "<xf numFmtId=\"10\"/><xf numFmtId=\"3\"/><xf numFmtId=\"11\"/><xf numFmtId=\"178\"/>"
    "</cellXfs></styleSheet>";

/* Reads the sheet, and another one if `two` is not NULL. */
static void assert_book(const char *workbook, const char *sheet, const char *two,
                        const char *wanted, const char *expected)
{
    const struct zip_text parts[] = {
        {"[Content_Types].xml", "<Types/>", 0},
        {"_rels/.rels", rels, 0},
        {"xl/workbook.xml", workbook, 0},
        {"xl/_rels/workbook.xml.rels", book_rels, 0},
        {"xl/texts.xml", texts, 0},
        {"xl/styles.xml", styles, 0},
        {"xl/worksheets/sheet1.xml", sheet, 0},
        {two ? "xl/worksheets/two.xml" : NULL, two, 0},
        {NULL, NULL, 0},
    };
    struct buf bytes = {0}, out = {0};
    make_zip(parts, ZIP_CM_DEFLATE, &bytes);
    show_workbook(xlsx_open, &bytes, wanted, &out);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&bytes);
    buf_free(&out);
}

#define SHEET(rows) "<worksheet " NAMES "><sheetData>" rows "</sheetData></worksheet>"

static void assert_rows(const char *sheet, const char *expected)
{
    assert_book(book, sheet, NULL, NULL, expected);
}

static void strings_are_read(void **state)
{
    (void)state;
    assert_rows(
        SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
              "<c r=\"C1\" t=\"s\"><v>2</v></c></row>"
              "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\" "
              "t=\"s\"><v>4</v></c></row>"
              "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Кү</t><rPh><t>x</t></rPh><r>"
              "<t>ләш</t></r></is></c><c "
              "t=\"str\"><f>A1&amp;B1</f><v>x_x0041_&amp;</v></c></row>"),
        "1: last| Әлия |Мұқан\n"
        "2: a\nb_x0041_ é _x_ _xD800_\n"
        "3: Күләш|xA&\n");
}

static void numbers_are_as_a_spreadsheet_shows_them(void **state)
{
    (void)state;
    assert_rows(
        SHEET("<row><c><v>1</v></c><c t=\"n\"><v>0.10000000000000001</v></c>"
              "<c><v>1E5</v></c><c><v>28.999999999999996</v></c><c><v>-1.5E-2</v></c>"
              "<c><v>870412300123</v></c><c s=\"4\"><v>7</v></c><c s=\"4\"><v>1234</v></c>"
              "<c "
              "s=\"6\"><v>4.5</v></c><c><v>0</v></c><c><v> 5\n</v></c></row>"
              "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c><v>x1</v></c></row>"
              "<row><c><v>1E400</v></c></row><row><c><v>999999999999999</v></c></row>"
              "<row><c><v>1234567890123456</v></c></row>"),
        "1: 1|0.1|100000|29|-0.015|870412300123|007|1234|4.50 day|0|5\n"
        "2: cell C2: " NOT_A_NUMBER "\n"
        "3: cell A3: " NOT_A_NUMBER "\n"
        "4: 999999999999999\n"
        "5: cell A5: " NOT_A_NUMBER "\n");
    assert_rows(SHEET("<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c></row>"),
                "1: TRUE|FALSE\n");
}

static void assert_format(int style, const char *number, const char *expected)
{
    struct buf sheet = {0}, rows = {0};
    buf_printf(&sheet, SHEET("<row><c s=\"%d\"><v>%s</v></c></row>"), style, number);
    buf_printf(&rows, "1: %s\n", expected);
    assert_rows(sheet.data, rows.data);
    buf_free(&sheet);
    buf_free(&rows);
}

/* A registration number is often no more than its last digits and a format. */
static void numbers_have_what_their_format_adds(void **state)
{
    (void)state;
    assert_format(7, "7", "KZ-0007");
    assert_format(7, "-7", "-KZ-0007");
    assert_format(7, "12345", "KZ-12345");
    assert_format(8, "7", "000-007");
    assert_format(8, "1234567", "1234-567");
    assert_format(9, "7", "007");
    assert_format(10, "7", "007");
    assert_format(11, "7", "007");
    assert_format(11, "-7", "-007");
    assert_format(11, "0", "нөл");
    assert_format(12, "7", "0007-К");
    assert_format(14, "7", "№ 7");
    assert_format(15, "2", "2.0");
    assert_format(15, "-1.995", "-2.0");
    assert_format(15, "0.25", "0.25");
    assert_format(18, "0.95", "95%");
    assert_format(18, "0.005", "1%");
    assert_format(19, "0.955", "95.50%");
    assert_format(20, "150", "150");
    assert_format(22, "4.5", "4.50 ₸");
}

/* What is not applied is marked. */
static void numbers_shown_otherwise_are_marked(void **state)
{
    (void)state;
    assert_format(13, "3", "3~");
    assert_format(17, "7", "7~");
    assert_format(20, "15000", "15000~");
    assert_format(21, "7", "7~");
    assert_rows(SHEET("<row><c><v>1</v></c><c s=\"20\"><v>1500</v></c><c><v>2</v></c></row>"
                      "<row><c><v>1</v></c><c><v>1500</v></c></row>"),
                "1: 1|1500~|2\n2: 1|1500\n");
}

static void spans_of_time_go_beyond_the_day(void **state)
{
    (void)state;
    assert_format(16, "1.5", "36:00");
    assert_format(16, "0.39583333333333331", "09:30");
    assert_format(16, "4166.625", "99999:00");
    assert_format(16, "4166.667",
                  "cell A1: this number is not a date; type the date again, or as text.");
}

/* All that is wrong in a row is told, and the rest of it is there to name the person by. */
static void a_bad_row_tells_all_its_faults(void **state)
{
    (void)state;
    const struct zip_text parts[] = {
        {"[Content_Types].xml", "<Types/>", 0},
        {"_rels\\.rels", rels, 0},
        {"xl\\workbook.xml", book, 0},
        {"xl\\_rels\\workbook.xml.rels", book_rels, 0},
        {"xl\\texts.xml", texts, 0},
        {"xl\\styles.xml", styles, 0},
        {"xl\\worksheets\\sheet1.xml",
         SHEET("<row><c t=\"s\"><v> 0 </v></c><c t=\"e\"><v>#N/A</v></c><c><v>x</v></c>"
               "<c t=\"s\"><v>2</v></c></row>"),
         0},
        {NULL, NULL, 0},
    };
    struct buf bytes = {0}, reported = {0};
    struct report notes = {0}, faults = {0};
    struct error err;
    struct record record;
    make_zip(parts, ZIP_CM_STORE, &bytes);
    struct zip_archive *zip = zip_archive_new(&bytes, &err);
    struct reader *reader = xlsx_open(zip, NULL, &notes, &err);
    assert_non_null(reader);
    assert_int_equal(reader->next(reader, &record, &faults, &err), RECORD_BAD);
    put_findings(&faults, &reported);
    assert_string_equal(
        reported.data,
        "cell B1: the cell shows the error «#N/A»; correct its formula, or type what "
        "it should say. cell C1: " NOT_A_NUMBER);
    assert_int_equal(record.count, 4);
    assert_string_equal(record.fields[0], "last");
    assert_string_equal(record.fields[1], "");
    assert_string_equal(record.fields[3], "Мұқан");
    reader->free(reader);
    report_free(&faults);
    buf_free(&reported);
    report_free(&notes);
}

static void dates_are_iso(void **state)
{
    (void)state;
    assert_rows(
        SHEET("<row><c s=\"1\"><v>43011</v></c><c s=\"2\"><v>43011.604166666664</v></c>"
              "<c s=\"3\"><v>0.39583333333333331</v></c><c s=\"5\"><v>43011.9</v></c>"
              "<c s=\"2\"><v>43011</v></c><c t=\"d\"><v>2017-10-03T00:00:00</v></c>"
              "<c t=\"d\"><v>2017-10-03T09:30:00</v></c>"
              "<c t=\"d\"><v>2017-10-03T00:00:00.000Z</v></c>"
              "<c t=\"d\"><v>2017-10-03T09:30:15.5Z</v></c></row>"
              "<row><c s=\"1\"><v>1</v></c><c s=\"1\"><v>59</v></c><c s=\"1\"><v>61</v></c>"
              "<c s=\"1\"><v>2958465</v></c><c s=\"2\"><v>43010.999999</v></c></row>"
              "<row><c s=\"1\"><v>60</v></c></row><row><c s=\"1\"><v>-1</v></c></row>"
              "<row><c s=\"1\"><v>2958466</v></c></row><row><c s=\"3\"><v>1.5</v></c></row>"),
        "1: "
        "2017-10-03|2017-10-03T14:30|09:30|2017-10-03|2017-10-03|2017-10-03|2017-10-03T09:30|"
        "2017-10-03|2017-10-03T09:30:16\n"
        "2: 1900-01-01|1900-02-28|1900-03-01|9999-12-31|2017-10-03\n"
        "3: cell A3: this number is not a date; type the date again, or as text.\n"
        "4: cell A4: this number is not a date; type the date again, or as text.\n"
        "5: cell A5: this number is not a date; type the date again, or as text.\n"
        "6: cell A6: this number is not a date; type the date again, or as text.\n");
    assert_book(
        BOOK("<workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" r:id=\"a\"/></sheets>"),
        SHEET("<row><c s=\"1\"><v>41549</v></c></row>"), NULL, NULL, "1: 2017-10-03\n");
}

static void times_of_the_strict_form_have_no_fractions(void **state)
{
    (void)state;
    assert_rows(SHEET("<row><c t=\"d\" s=\"3\"><v>09:29:59.9999998</v></c>"
                      "<c t=\"d\" s=\"3\"><v>1899-12-30T09:30:00.000</v></c>"
                      "<c t=\"d\" s=\"3\"><v>0.39583333333333331</v></c>"
                      "<c t=\"d\" s=\"1\"><v>43011</v></c>"
                      "<c t=\"d\" s=\"1\"><v>2017-10-03T09:30:00</v></c></row>"),
                "1: 09:30|09:30|09:30|2017-10-03|2017-10-03\n");
}

static void rows_and_columns_keep_their_places(void **state)
{
    (void)state;
    assert_rows(
        SHEET(
            "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"D3\"><v>2</v></c><c><v>3</v></c></row>"
            "<row r=\"4\"><c r=\"A4\" s=\"1\"/></row><row r=\"9\"/>"
            "<row r=\"10\"><c r=\"AA10\"><v>4</v></c></row><row><c><v>5</v></c></row>"),
        "3: |1||2|3\n10: ||||||||||||||||||||||||||4\n11: 5\n");
    assert_rows(SHEET("<row><c r=\"ALM1\"><v>1</v></c></row>"),
                "1: cell ALM1: it is too far to the right; a list has at most 1000 columns.\n");
}

static void other_prefixes_and_the_strict_form(void **state)
{
    (void)state;
    assert_rows("<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\">"
                "<x:sheetData><x:row><x:c t=\"str\"><x:v>a</x:v></x:c></x:row></x:sheetData>"
                "</x:worksheet>",
                "1: a\n");
}

static void what_a_formula_cannot_say_is_bad(void **state)
{
    (void)state;
    assert_rows(
        SHEET("<row><c t=\"e\"><f>NA()</f><v>#N/A</v></c></row>"
              "<row><c/><c><f>A1+1</f><v/></c></row>"
              "<row><c t=\"str\"><f>T(1)</f><v></v></c><c><f>1</f><v>1</v></c></row>"
              "<row><c t=\"s\"><v>5</v></c></row><row><c t=\"s\"><v>-1</v></c></row>"),
        "1: cell A1: the cell shows the error «#N/A»; correct its formula, or type what it "
        "should say.\n"
        "2: cell B2: the formula has no result; open the workbook in its program and save it.\n"
        "3: |1\n"
        "4: cell A4: its text is missing in the file; open it in Excel and save it again.\n"
        "5: cell A5: its text is missing in the file; open it in Excel and save it again.\n");
}

/* An inline string may have a value beside it, which Excel passes over. */
static void an_inline_string_counts_before_a_value(void **state)
{
    (void)state;
    assert_rows(SHEET("<row><c t=\"inlineStr\"><v>0</v><is><t>Иванов Иван</t></is></c>"
                      "<c t=\"inlineStr\"><is><r><t>Иван</t></r><r><t>ов</t></r></is><v>0</v>"
                      "</c><c t=\"inlineStr\"><v>1.0</v><is/></c>"
                      "<c t=\"inlineStr\"><v>x</v></c><c><is><t>7</t></is></c></row>"),
                "1: Иванов Иван|Иванов||x|7\n");
}

/* A formula that gives no text has an empty value; one that was never worked out has none. */
static void a_text_without_a_value_has_no_result(void **state)
{
    (void)state;
    assert_rows(SHEET("<row><c t=\"str\"><f>A2&amp;B2</f></c><c><v>1</v></c></row>"
                      "<row><c t=\"str\"><f>A2&amp;B2</f><v/></c><c><v>1</v></c></row>"
                      "<row><c t=\"str\"/><c><v>1</v></c></row>"),
                "1: cell A1: the formula has no result; open the workbook in its program and "
                "save it.\n2: |1\n3: |1\n");
}

static void a_formula_that_gives_0_is_warned_of(void **state)
{
    (void)state;
    assert_rows(
        SHEET("<row><c><f>Sheet2!A1</f><v>0</v></c><c><v>0</v></c>"
              "<c><f>1-1</f><v>0.0</v></c><c><f>3</f><v>3</v></c></row>"),
        "1: 0|0|0|3 warning: cell A1: the formula gives 0, as formulas do that point at "
        "an empty cell; check what it points at. warning: cell C1: the formula gives 0, "
        "as formulas do that point at an empty cell; check what it points at.\n");
}

static void merged_cells_are_marked(void **state)
{
    (void)state;
    assert_rows("<worksheet " NAMES
                "><sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c></row>"
                "<row><c><v>3</v></c></row><row><c><v>4</v></c></row></sheetData><mergeCells>"
                "<mergeCell ref=\"C4:D4\"/><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B1\"/>"
                "<mergeCell ref=\"junk\"/></mergeCells></worksheet>",
                "1: 1 merged A1:A2\n2: 2 merged A1:A2\n3: 3\n4: 4 merged C4:D4\n");
}

static void hidden_rows_are_read_and_told(void **state)
{
    (void)state;
    assert_rows(SHEET("<row><c><v>1</v></c></row><row hidden=\"1\"><c><v>2</v></c></row>"
                      "<row hidden=\"1\"><c/></row>"),
                "note: 1 row is hidden in the sheet, by a filter or by hand, and read all the "
                "same. Delete them from the list if they do not belong to it.\n1: 1\n2: 2\n");
}

static void sheets_are_chosen(void **state)
{
    (void)state;
    static const char three[] =
        BOOK("<sheets><sheet name=\"old\" state=\"hidden\" r:id=\"b\"/><sheet name=\"one\" "
             "r:id=\"a\"/>"
             "<sheet name=\"two\" r:id=\"b\"/><sheet name=\"chart\" r:id=\"c\"/></sheets>");
    static const char one[] = SHEET("<row><c><v>1</v></c></row>");
    static const char two[] = SHEET("<row><c><v>2</v></c></row>");
    assert_book(three, one, two, NULL,
                "note: of 3 sheets, «one» is read. Use --sheet for another one.\n1: 1\n");
    assert_book(three, one, two, "two", "1: 2\n");
    assert_book(three, one, two, "three",
                "there is no sheet «three», but there is «old», «one», «two», «chart».\n");
    assert_book(three, one, two, "chart",
                "«chart» is a sheet without cells; use --sheet for another one.\n");
    assert_book(BOOK("<sheets/>"), one, two, NULL, "there is no sheet in this workbook.\n");
    assert_book("<document/>", one, two, NULL,
                "this is not a workbook; save the list as «Excel Workbook (.xlsx)».\n");
}

#define DAMAGED "the file is damaged; open it in the spreadsheet program and save it again.\n"
#define DAMAGED_LINE(line, part)                                                               \
    "the file is damaged in line " line " of its part «" part                                  \
    "»; open it in the spreadsheet program and save it again.\n"
#define DAMAGED_PART(part) DAMAGED_LINE("1", part)
#define DISORDER           "its rows or cells are not in order; open it in Excel and save it again.\n"

static void damage_is_told(void **state)
{
    (void)state;
    assert_rows("<worksheet><row", DAMAGED_PART("xl/worksheets/sheet1.xml"));
    assert_rows("", DAMAGED_PART("xl/worksheets/sheet1.xml"));
    assert_rows(SHEET("<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"/>"),
                "2: 1\n3: " DISORDER);
    assert_rows(SHEET("<row r=\"0\"/>"), "1: " DISORDER);
    assert_rows(SHEET("<row r=\"1048577\"/>"), "1: " DISORDER);
    assert_rows(SHEET("<row><c r=\"B1\"/><c r=\"A1\"/></row>"), "1: " DISORDER);
    assert_rows(SHEET("<row><c r=\"B2\"/></row>"), "1: " DISORDER);
    assert_rows(SHEET("<row><c r=\"XFE1\"/></row>"), "1: " DISORDER);
    assert_book(BOOK("<sheets><sheet name=\"a\" r:id=\"b\"/></sheets>"), "", NULL, NULL,
                "the part «xl/worksheets/two.xml» is missing: " DAMAGED);
}

static void entities_are_refused(void **state)
{
    (void)state;
    static const char words[] =
        "it has a document type, which no workbook has; check where the file comes from.\n";
    assert_rows("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>" SHEET(
                    "<row><c t=\"str\"><v>&b;</v></c></row>"),
                words);
    assert_rows("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" SHEET(""), words);
}

/* A document of a gigabyte and one row packs to next to nothing. */
static void bombs_are_refused(void **state)
{
    (void)state;
    struct buf sheet = {0};
    buf_puts(&sheet, "<worksheet " NAMES "><sheetData>");
    while (sheet.size < 2 << 20)
        buf_puts(&sheet, "<row/>");
    buf_puts(&sheet, "</sheetData></worksheet>");
    assert_rows(sheet.data, "«xl/worksheets/sheet1.xml»: it would unpack to more than 200 "
                            "times its size, which no list does; check where it comes from.\n");
    buf_free(&sheet);
}

static void a_long_tag_is_refused(void **state)
{
    (void)state;
    struct buf sheet = {0};
    unsigned noise = 1;
    buf_puts(&sheet, "<worksheet " NAMES " x=\"");
    while (sheet.size < 2 << 20) {
        noise = noise * 1103515245 + 12345;
        buf_printf(&sheet, "%08x", noise);
    }
    buf_puts(&sheet, "\"/>");
    assert_rows(sheet.data, DAMAGED_PART("xl/worksheets/sheet1.xml"));
    buf_free(&sheet);
}

static void the_second_pass_reads_the_same(void **state)
{
    (void)state;
    const struct zip_text parts[] = {
        {"[Content_Types].xml", "<Types/>", 0},
        {"_rels/.rels", rels, 0},
        {"xl/workbook.xml", book, 0},
        {"xl/_rels/workbook.xml.rels", book_rels, 0},
        {"xl/texts.xml", texts, 0},
        {"xl/styles.xml", styles, 0},
        {"xl/worksheets/sheet1.xml",
         SHEET("<row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>1</v></c></row>"), 0},
        {NULL, NULL, 0},
    };
    struct buf bytes = {0}, first = {0}, second = {0};
    struct report notes = {0}, faults = {0};
    struct error err;
    struct record record;
    make_zip(parts, ZIP_CM_STORE, &bytes);
    struct zip_archive *zip = zip_archive_new(&bytes, &err);
    struct reader *reader = xlsx_open(zip, NULL, &notes, &err);
    assert_non_null(reader);
    assert_int_equal(reader->next(reader, &record, &faults, &err), RECORD_READ);
    assert_true(reader->rewind(reader, &err));
    show_records(reader, &first);
    assert_int_equal(reader->next(reader, &record, &faults, &err), RECORD_END);
    assert_true(reader->rewind(reader, &err));
    show_records(reader, &second);
    assert_string_equal(first.data, "1: last\n2:  Әлия \n");
    assert_string_equal(first.data, second.data);
    reader->free(reader);
    report_free(&notes);
    buf_free(&first);
    buf_free(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_read),
        cmocka_unit_test(numbers_are_as_a_spreadsheet_shows_them),
        cmocka_unit_test(numbers_have_what_their_format_adds),
        cmocka_unit_test(numbers_shown_otherwise_are_marked),
        cmocka_unit_test(spans_of_time_go_beyond_the_day),
        cmocka_unit_test(a_bad_row_tells_all_its_faults),
        cmocka_unit_test(dates_are_iso),
        cmocka_unit_test(times_of_the_strict_form_have_no_fractions),
        cmocka_unit_test(rows_and_columns_keep_their_places),
        cmocka_unit_test(other_prefixes_and_the_strict_form),
        cmocka_unit_test(what_a_formula_cannot_say_is_bad),
        cmocka_unit_test(an_inline_string_counts_before_a_value),
        cmocka_unit_test(a_text_without_a_value_has_no_result),
        cmocka_unit_test(a_formula_that_gives_0_is_warned_of),
        cmocka_unit_test(merged_cells_are_marked),
        cmocka_unit_test(hidden_rows_are_read_and_told),
        cmocka_unit_test(sheets_are_chosen),
        cmocka_unit_test(damage_is_told),
        cmocka_unit_test(entities_are_refused),
        cmocka_unit_test(bombs_are_refused),
        cmocka_unit_test(a_long_tag_is_refused),
        cmocka_unit_test(the_second_pass_reads_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
