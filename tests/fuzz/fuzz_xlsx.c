/* Fuzzes the reading of XLSX workbooks: `make fuzz`. The first byte of the input says which
 * part the others are: s the sheet, t the shared texts, f the formats, b the workbook; z: they
 * are the whole file. A sound workbook is around them. */
#include "drain.h"
#include "table/xlsx.h"
#include "unit/make_zip.h"

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS                                                                                   \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

enum { XLSX_PARTS = 7 };

static const struct zip_text sound_xlsx[XLSX_PARTS] = {
    {"[Content_Types].xml", "<Types/>", 0},
    {"_rels/.rels",
     RELS "<Relationship Id=\"a\" Type=\"" TYPE
          "/officeDocument\" Target=\"b\"/></Relationships>",
     0},
    {"_rels/b.rels",
     RELS "<Relationship Id=\"s\" Type=\"" TYPE "/worksheet\" Target=\"s\"/>"
          "<Relationship Id=\"t\" Type=\"" TYPE "/sharedStrings\" Target=\"t\"/>"
          "<Relationship Id=\"f\" Type=\"" TYPE "/styles\" Target=\"f\"/></Relationships>",
     0},
    {"b",
     "<workbook " MAIN " xmlns:r=\"" TYPE "\"><sheets><sheet name=\"x\" r:id=\"s\"/></sheets>"
     "</workbook>",
     0},
    {"s",
     "<worksheet " MAIN "><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
     "<c s=\"1\"><v>43011</v></c></row></sheetData></worksheet>",
     0},
    {"t", "<sst " MAIN "><si><t>a</t></si><si><t>b</t></si></sst>", 0},
    {"f",
     "<styleSheet " MAIN "><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
     "</styleSheet>",
     0},
};

static void wrap_xlsx(char which, const char *text, size_t size, struct buf *file)
{
    struct zip_text parts[XLSX_PARTS + 1];
    const char name[] = {which, '\0'};
    memcpy(parts, sound_xlsx, sizeof sound_xlsx);
    parts[XLSX_PARTS] = (struct zip_text){NULL, NULL, 0};
    for (size_t i = 0; i < XLSX_PARTS; i++)
        if (strcmp(parts[i].name, name) == 0) {
            parts[i].text = text;
            parts[i].size = size;
        }
    make_zip(parts, ZIP_CM_STORE, file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct buf file = {0};
    struct report notes = {0};
    struct error err;
    if (size < 2)
        return 0;
    if (bytes[0] == 'z')
        buf_add(&file, bytes + 1, size - 1);
    else
        wrap_xlsx((char)bytes[0], (const char *)bytes + 1, size - 1, &file);
    struct zip_archive *zip = zip_archive_new(&file, &err);
    struct reader *reader = zip ? xlsx_open(zip, NULL, &notes, &err) : NULL;
    if (reader)
        drain(reader);
    report_free(&notes);
    buf_free(&file);
    return 0;
}
