#include "table/xlsx_writer.h"

#include "base/hex.h"
#include "base/utf8.h"

#include <string.h>
#include <zip.h>

enum { CELL_UNITS = 32767 }; /* UTF-16 code units */

/* ---- rows ------------------------------------------------------------------------------- */

static void add_letter(uint32_t letter, struct buf *out)
{
    char bytes[4];
    switch (letter) {
    case '<':
        buf_puts(out, "&lt;");
        break;
    case '>':
        buf_puts(out, "&gt;");
        break;
    case '&':
        buf_puts(out, "&amp;");
        break;
    default:
        buf_add(out, bytes, utf8_put(letter, bytes));
    }
}

/* What XML 1.0 has no place for: 2.2, Char. */
static bool is_forbidden(uint32_t letter)
{
    return (letter < ' ' && letter != '\t' && letter != '\n') || letter == 0xFFFE ||
           letter == 0xFFFF;
}

/* Says whether spreadsheet programs would read a letter's number there, as in _x000D_. */
static bool is_number(const char *text)
{
    uint8_t bytes[2];
    return text[0] == '_' && text[1] == 'x' && hex_read(text + 2, bytes, sizeof bytes) &&
           text[6] == '_';
}

static void add_cell(const char *text, struct buf *out)
{
    const char *end = text + strlen(text);
    buf_puts(out, "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    for (size_t units = 0; text < end;) {
        if (is_number(text))
            buf_puts(out, "_x005F");
        uint32_t letter = utf8_next(&text, end);
        units += letter > 0xFFFF ? 2 : 1;
        if (units > CELL_UNITS)
            break;
        if (!is_forbidden(letter))
            add_letter(letter, out);
    }
    buf_puts(out, "</t></is></c>");
}

void xlsx_add_row(struct buf *rows, const char *const *fields, size_t count)
{
    buf_puts(rows, "<row>");
    for (size_t i = 0; i < count; i++)
        add_cell(fields[i], rows);
    buf_puts(rows, "</row>");
}

/* ---- the workbook ----------------------------------------------------------------------- */

#define XML     "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define SCHEMAS "http://schemas.openxmlformats.org/"
#define MAIN    SCHEMAS "spreadsheetml/2006/main"
#define LINKS   SCHEMAS "officeDocument/2006/relationships"
#define TYPE    "application/vnd.openxmlformats-officedocument.spreadsheetml."

static const char types[] = XML
    "<Types xmlns=\"" SCHEMAS "package/2006/content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPE "sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" TYPE "worksheet+xml\"/>"
    "</Types>";

static const char root_links[] = XML
    "<Relationships xmlns=\"" SCHEMAS "package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" LINKS "/officeDocument\" Target=\"xl/workbook.xml\"/>"
    "</Relationships>";

static const char workbook[] =
    XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" LINKS "\">"
        "<sheets><sheet name=\"kualik\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";

static const char workbook_links[] = XML
    "<Relationships xmlns=\"" SCHEMAS "package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" LINKS "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "</Relationships>";

static const char sheet_begins[] = XML "<worksheet xmlns=\"" MAIN "\"><sheetData>";

/* Else Excel puts a green corner into each cell whose text looks like a number. */
static const char sheet_ends[] = "</sheetData><ignoredErrors><ignoredError "
                                 "sqref=\"A1:XFD1048576\" numberStoredAsText=\"1\"/>"
                                 "</ignoredErrors></worksheet>";

/* The bytes are lent until the archive is written. */
static bool add_part(zip_t *zip, const char *name, const char *bytes, size_t size)
{
    zip_source_t *source = zip_source_buffer(zip, bytes, size, 0);
    zip_int64_t index = source ? zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (source && index < 0)
        zip_source_free(source);
    /* The first day that a ZIP can name: the same table is the same file. */
    return index >= 0 && zip_file_set_dostime(zip, (zip_uint64_t)index, 0, 0x21, 0) == 0;
}

static bool add_parts(zip_t *zip, const struct buf *sheet, const char *kind)
{
    return add_part(zip, "[Content_Types].xml", types, strlen(types)) &&
           add_part(zip, "_rels/.rels", root_links, strlen(root_links)) &&
           add_part(zip, "xl/workbook.xml", workbook, strlen(workbook)) &&
           add_part(zip, "xl/_rels/workbook.xml.rels", workbook_links,
                    strlen(workbook_links)) &&
           add_part(zip, "xl/worksheets/sheet1.xml", sheet->data, sheet->size) &&
           zip_set_archive_comment(zip, kind, (zip_uint16_t)strlen(kind)) == 0;
}

/* Appends what the archive came to be. */
static bool take_bytes(zip_source_t *source, struct buf *out)
{
    zip_stat_t stat;
    if (zip_source_stat(source, &stat) < 0 || zip_source_open(source) < 0)
        return false;
    char *bytes = buf_reserve(out, stat.size);
    bool whole = zip_source_read(source, bytes, stat.size) == (zip_int64_t)stat.size;
    out->size += whole ? stat.size : 0;
    zip_source_close(source);
    return whole;
}

/* Writes the archive into `source`, which stays the caller's. */
static bool fill(zip_source_t *source, const struct buf *sheet, const char *kind)
{
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    if (!zip)
        return false;
    zip_source_keep(source); /* zip_close and zip_discard release it */
    bool done = add_parts(zip, sheet, kind) && zip_close(zip) == 0;
    if (!done)
        zip_discard(zip);
    return done;
}

bool xlsx_make(const struct buf *rows, const char *kind, struct buf *out, struct error *err)
{
    struct buf sheet = {0};
    buf_puts(&sheet, sheet_begins);
    buf_add(&sheet, buf_text(rows), rows->size);
    buf_puts(&sheet, sheet_ends);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    bool done = source && fill(source, &sheet, kind) && take_bytes(source, out);
    if (source)
        zip_source_free(source);
    buf_free(&sheet);
    return done || error_set(err, "workbook-not-made", "the workbook cannot be made.");
}

bool xlsx_is(const struct buf *bytes, const char *kind)
{
    size_t size = strlen(kind);
    return bytes->size > size + 4 && memcmp(bytes->data, "PK\3\4", 4) == 0 &&
           memcmp(bytes->data + bytes->size - size, kind, size) == 0;
}
