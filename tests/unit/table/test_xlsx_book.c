#include "table/xlsx_book.h"

#include "unit/make_zip.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define DAMAGED "the file is damaged; open it in the spreadsheet program and save it again."
#define DAMAGED_LINE(line, part)                                                               \
    "the file is damaged in line " line " of its part «" part                                  \
    "»; open it in the spreadsheet program and save it again."
#define DAMAGED_PART(part) DAMAGED_LINE("1", part)
#define TYPES              "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELS(inside)                                                                           \
    "<Relationships "                                                                          \
    "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" inside             \
    "</Relationships>"
#define REL(id, type, target)                                                                  \
    "<Relationship Id='" id "' Type='" TYPES type "' Target='" target "'/>"
#define MAIN "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
#define BOOK(inside)                                                                           \
    "<workbook " MAIN " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/"       \
    "relationships'>" inside "</workbook>"
#define SHEETS(inside)   BOOK("<sheets>" inside "</sheets>")
#define SHEET(name, id)  "<sheet name='" name "' r:id='" id "'/>"
#define HIDDEN(name, id) "<sheet name='" name "' state='hidden' r:id='" id "'/>"

/* The parts of a workbook; those that are NULL are as in most of them, those that are "" are
 * not there. */
struct parts {
    const char *rels, *workbook, *workbook_rels, *texts, *styles;
};

static const char *either(const char *text, const char *usual)
{
    return text ? text : usual;
}

static void pack(const struct parts *parts, struct buf *out)
{
    const struct zip_text all[] = {
        {"_rels/.rels",
         either(parts->rels, RELS(REL("m", "officeDocument", "xl/workbook.xml"))), 0},
        {"xl/workbook.xml", either(parts->workbook, SHEETS(SHEET("Тізім", "a"))), 0},
        {"xl/_rels/workbook.xml.rels",
         either(parts->workbook_rels,
                RELS(REL("a", "worksheet", "one.xml") REL("b", "worksheet", "/two.xml")
                         REL("c", "chartsheet", "c.xml") REL("t", "sharedStrings", "texts.xml")
                             REL("s", "styles", "styles.xml"))),
         0},
        {"xl/texts.xml", either(parts->texts, "<sst " MAIN "/>"), 0},
        {"xl/styles.xml", either(parts->styles, "<styleSheet " MAIN "/>"), 0},
    };
    struct zip_text there[6] = {{0}};
    for (size_t i = 0, count = 0; i < 5; i++)
        if (*all[i].text)
            there[count++] = all[i];
    make_zip(there, ZIP_CM_STORE, out);
}

/* Says what there is in the workbook: the sheet's part, the shared texts in brackets, the
 * formats as letters with their codes; or why it cannot be read. */
static void assert_book(const struct parts *parts, const char *sheet, const char *expected)
{
    struct buf bytes = {0}, out = {0};
    struct report notes = {0};
    struct xlsx_book book;
    struct error err = {0};
    pack(parts, &bytes);
    struct zip_archive *zip = zip_archive_new(&bytes, &err);
    if (xlsx_book_load(zip, sheet, &book, &notes, &err)) {
        for (size_t i = 0; i < notes.count; i++)
            buf_printf(&out, "%s %s\n", WHAT(&notes.list[i]), ADVICE(&notes.list[i]));
        buf_printf(&out, "%s%s", book.sheet, book.since_1904 ? " 1904" : "");
        for (size_t i = 0; i < book.text_count; i++)
            buf_printf(&out, " [%s]", book.texts.data + book.text_starts[i]);
        for (size_t i = 0; i < book.style_count; i++)
            buf_printf(&out, " %c%s", "ndtsD"[book.styles[i].kind],
                       book.styles[i].code ? book.styles[i].code : "");
        assert_ptr_equal(book.zip, zip);
        xlsx_book_free(&book);
    } else {
        buf_puts(&out, words_of(&err));
        assert_int_equal(notes.count, 0);
        assert_null(book.sheet);
        assert_null(book.texts.data);
    }
    assert_string_equal(buf_text(&out), expected);
    report_free(&notes);
    buf_free(&out);
    zip_archive_free(zip);
}

#define PARTS(...) (&(const struct parts){__VA_ARGS__})

/* What there is in a workbook of which no sheet is asked for. */
#define REPORTS(expected, ...) assert_book(PARTS(__VA_ARGS__), NULL, expected)
#define MISSING(part)          "the part «" part "» is missing: " DAMAGED

static void parts_are_found_by_their_relations(void **state)
{
    (void)state;
    REPORTS("xl/one.xml", .rels = NULL);
    REPORTS("two.xml", .workbook = SHEETS(SHEET("x", "b")));
    REPORTS("xl/one.xml", .rels = RELS(REL("x", "extended-properties", "x.xml")
                                           REL("m", "officeDocument", "/xl/workbook.xml")));
    REPORTS("xl/a.xml", .workbook_rels = RELS(REL("a", "worksheet", "a.xml")
                                                  REL("a", "worksheet", "b.xml")));
    assert_book(
        PARTS(.rels = "<r:Relationships xmlns:r='http://schemas.openxmlformats.org/package/"
                      "2006/relationships'><r:Relationship Id='m' Target='xl/workbook.xml' "
                      "Type='http://purl.oclc.org/ooxml/officeDocument/relationships/"
                      "officeDocument'/></r:Relationships>",
              .workbook = "<b:workbook xmlns:b='http://purl.oclc.org/ooxml/spreadsheetml/main' "
                          "xmlns:c='http://purl.oclc.org/ooxml/officeDocument/relationships'>"
                          "<b:sheet name='x' c:id='a'/></b:workbook>"),
        NULL, "xl/one.xml");
}

static void texts_and_styles_may_be_missing(void **state)
{
    (void)state;
    REPORTS("xl/one.xml", .workbook_rels = RELS(REL("a", "worksheet", "one.xml")), .texts = "",
            .styles = "");
    REPORTS(MISSING("xl/texts.xml"), .texts = "");
    REPORTS(MISSING("xl/styles.xml"), .styles = "");
    REPORTS(DAMAGED_PART("xl/texts.xml"), .texts = "<sst>");
    REPORTS(DAMAGED_PART("xl/styles.xml"), .styles = "x");
    REPORTS(DAMAGED_PART("xl/_rels/workbook.xml.rels"), .workbook_rels = "x");
}

static void other_files_are_no_workbooks(void **state)
{
    (void)state;
    static const char none[] =
        "this is not a workbook; save the list as «Excel Workbook (.xlsx)».";
    REPORTS(none, .rels = "");
    REPORTS(none, .rels = RELS(""));
    REPORTS(none, .rels = RELS(REL("m", "officeDocument", "xl/workbook.bin")));
    REPORTS(MISSING("word/document.xml"),
            .rels = RELS(REL("m", "officeDocument", "word/document.xml")));
    REPORTS("this is not a workbook; save the list as «Excel Workbook (.xlsx)».",
            .workbook = "<document " MAIN "/>");
    REPORTS(DAMAGED_PART("_rels/.rels"), .rels = "<Relationships");
}

static void the_first_sheet_that_is_not_hidden_is_read(void **state)
{
    (void)state;
    REPORTS("two.xml",
            .workbook = SHEETS(HIDDEN("x", "a") "<sheet name='y' state='veryHidden' r:id='a'/>"
                                                "<sheet r:id='a'/><sheet name='no id'/>"
                                                "<sheet name='z' state='visible' r:id='b'/>"));
    REPORTS("of 2 sheets, «x» is read. Use --sheet for another one.\ntwo.xml",
            .workbook = SHEETS(SHEET("x", "b") SHEET("y", "a")));
    REPORTS("all sheets of this workbook are hidden; name one with --sheet: «x».",
            .workbook = SHEETS(HIDDEN("x", "a")));
    assert_book(PARTS(.workbook = SHEETS("")), "x", "there is no sheet in this workbook.");
}

static void a_sheet_is_chosen_by_its_name(void **state)
{
    (void)state;
    const struct parts *three =
        PARTS(.workbook = SHEETS(SHEET("Тізім", "a") HIDDEN("ескі", "b") SHEET("c", "c")));
    assert_book(three, "Тізім", "xl/one.xml");
    assert_book(three, "ескі", "two.xml");
    assert_book(three, "c", "«c» is a sheet without cells; use --sheet for another one.");
    assert_book(three, "тізім",
                "there is no sheet «тізім», but there is «Тізім», «ескі», «c».");
    REPORTS("«x» is a sheet without cells; use --sheet for another one.",
            .workbook = SHEETS(SHEET("x", "?")));
}

/* A thousand names neither fill the memory nor the screen. */
static void many_sheets_are_told_in_part(void **state)
{
    (void)state;
    struct buf book = {0}, bytes = {0};
    struct report notes = {0};
    struct xlsx_book none;
    struct error err;
    buf_puts(&book, "<workbook " MAIN " xmlns:r='http://purl.oclc.org/ooxml/officeDocument/"
                    "relationships'>");
    for (int i = 0; i < 1000; i++)
        buf_printf(&book, "<sheet name='Тізім %d' r:id='a'/>", i);
    buf_puts(&book, "</workbook>");
    pack(PARTS(.workbook = book.data), &bytes);
    struct zip_archive *zip = zip_archive_new(&bytes, &err);
    assert_false(xlsx_book_load(zip, "x", &none, &notes, &err));
    assert_non_null(
        strstr(words_of(&err), "no sheet «x», but there is «Тізім 0», «Тізім 1», "));
    assert_in_range(strlen(words_of(&err)), 100, 700);
    buf_free(&book);
    zip_archive_free(zip);
}

#define SINCE(value)                                                                           \
    BOOK("<workbookPr date1904='" value "'/><sheets>" SHEET("x", "a") "</sheets>")

static void days_count_from_1904_where_it_says_so(void **state)
{
    (void)state;
    REPORTS("xl/one.xml 1904", .workbook = SINCE("1"));
    REPORTS("xl/one.xml 1904", .workbook = SINCE("true"));
    REPORTS("xl/one.xml", .workbook = SINCE("0"));
    REPORTS("xl/one.xml", .workbook = SINCE("false"));
    REPORTS("xl/one.xml", .workbook = SINCE(""));
}

static void shared_texts_are_joined(void **state)
{
    (void)state;
    assert_book(
        PARTS(.texts =
                  "<sst " MAIN ">\n<si> <t>Әлия</t> </si>\n<si/><si><t/></si>"
                  "<si><r><t>Мұ</t></r><r><rPr><b/></rPr><t>&lt;қан</t></r></si>"
                  "<si><rPh><t>no</t></rPh><t>a</t><rPh><r><t>no</t></r></rPh><t>b</t></si>"
                  "<si><t xml:space='preserve'> c </t></si><si><t>x_x000A_y</t></si>"
                  "<x xmlns='urn:x'><si><t>no</t></si></x></sst>"),
        NULL, "xl/one.xml [Әлия] [] [] [Мұ<қан] [ab] [ c ] [x\ny]");
}

static void escapes_become_characters(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"", ""},
        {"a_x0041_b", "aAb"},
        {"_x049a__x049B_", "Ққ"},
        {"_xFFFD_", "\uFFFD"},
        {"a_x000D_\nb\r\nc\r", "a\nb\nc"},
        {"_x005F_x0041_", "_x0041_"},
        {"_x0041_x0042_", "Ax0042_"},
        {"__x0041_", "_A"},
        {"_x0000_", "_x0000_"},
        {"_xD83D__xDE00_", "_xD83D__xDE00_"},
        {"_x004G_ _x41_ _X0041_", "_x004G_ _x41_ _X0041_"},
        {"_x0041", "_x0041"},
        {"_x", "_x"},
        {"_", "_"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buf out = {0};
        xlsx_book_unescape(texts[i][0], strlen(texts[i][0]), &out);
        assert_string_equal(buf_text(&out), texts[i][1]);
        buf_free(&out);
    }
    struct buf out = {0};
    xlsx_book_unescape("_x0041_", 6, &out);
    xlsx_book_unescape("_x\0\0\0\0_", 7, &out);
    assert_int_equal(out.size, 13);
    buf_free(&out);
}

static void formats_are_those_of_the_cells(void **state)
{
    (void)state;
    assert_book(
        PARTS(.styles = "<styleSheet " MAIN "><numFmts><numFmt numFmtId='164' "
                        "formatCode='000'/><numFmt numFmtId='165' formatCode='d mmm'/>"
                        "<numFmt numFmtId='165' formatCode='h:mm'/><numFmt numFmtId='14' "
                        "formatCode='0'/><numFmt numFmtId='x' formatCode='d'/><numFmt "
                        "numFmtId='166'/><numFmt formatCode='d'/></numFmts>"
                        "<cellStyleXfs><xf numFmtId='22'/></cellStyleXfs><cellXfs>"
                        "<xf/><xf numFmtId='15'/><xf numFmtId='14'/><xf numFmtId='164'/>"
                        "<xf numFmtId='165'/><xf numFmtId='22'/><xf numFmtId='166'/>"
                        "<xf numFmtId='-1'/><xf numFmtId='99999999999999999999999'/></cellXfs>"
                        "<dxfs><dxf><numFmt numFmtId='15' formatCode='0'/></dxf></dxfs>"
                        "<xf numFmtId='22'/></styleSheet>"),
        NULL, "xl/one.xml n d n0 n000 t D n n n");
}

/* Of formats and styles beyond the most, numbers are shown as they are. */
static void formats_and_styles_have_a_most(void **state)
{
    (void)state;
    struct buf styles = {0}, expected = {0};
    buf_puts(&styles, "<styleSheet " MAIN "><numFmts>");
    for (int i = 0; i <= XLSX_BOOK_FORMATS; i++)
        buf_printf(&styles, "<numFmt numFmtId='%d' formatCode='d'/>", 1000 + i);
    buf_printf(&styles, "</numFmts><cellXfs><xf numFmtId='%d'/><xf numFmtId='%d'/>",
               999 + XLSX_BOOK_FORMATS, 1000 + XLSX_BOOK_FORMATS);
    buf_puts(&expected, "xl/one.xml d n");
    for (int i = 2; i <= XLSX_BOOK_STYLES; i++) {
        buf_puts(&styles, "<xf/>");
        buf_puts(&expected, i < XLSX_BOOK_STYLES ? " n" : "");
    }
    buf_puts(&styles, "</cellXfs></styleSheet>");
    REPORTS(expected.data, .styles = styles.data);
    buf_free(&styles);
    buf_free(&expected);
}

/* Loads a workbook with `count` times the piece between head and tail of its shared texts. */
static void assert_many(const char *head, size_t count, const char *piece, const char *tail,
                        const char *expected)
{
    struct buf texts = {0};
    size_t size = strlen(piece);
    buf_puts(&texts, head);
    buf_reserve(&texts, count * size);
    for (size_t i = 0; i < count; i++)
        buf_add(&texts, piece, size);
    buf_puts(&texts, tail);
    REPORTS(expected, .texts = texts.data);
    buf_free(&texts);
}

static void shared_texts_have_a_most(void **state)
{
    (void)state;
    assert_many("<sst " MAIN ">", XLSX_BOOK_TEXT_COUNT + 1, "<si/>", "</sst>",
                "it has more than 4194304 texts, the most that is allowed.");
    static char piece[64 * 1024];
    memset(piece, 'x', sizeof piece - 1);
    assert_many("<sst " MAIN "><si><t>", XLSX_BOOK_TEXTS / sizeof piece + 3, piece,
                "</t></si></sst>",
                "its texts have more than 128 MB, the most that is allowed.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_found_by_their_relations),
        cmocka_unit_test(texts_and_styles_may_be_missing),
        cmocka_unit_test(other_files_are_no_workbooks),
        cmocka_unit_test(the_first_sheet_that_is_not_hidden_is_read),
        cmocka_unit_test(a_sheet_is_chosen_by_its_name),
        cmocka_unit_test(many_sheets_are_told_in_part),
        cmocka_unit_test(days_count_from_1904_where_it_says_so),
        cmocka_unit_test(shared_texts_are_joined),
        cmocka_unit_test(escapes_become_characters),
        cmocka_unit_test(formats_are_those_of_the_cells),
        cmocka_unit_test(formats_and_styles_have_a_most),
        cmocka_unit_test(shared_texts_have_a_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
