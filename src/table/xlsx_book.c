#include "table/xlsx_book.h"

#include "base/hex.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "table/workbook.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 512, NAME_SIZE = 2 * PATH_SIZE };

#define NAMES_2006 "http://schemas.openxmlformats.org/"
#define NAMES_ISO  "http://purl.oclc.org/ooxml/"

const struct xml_part_namespace xlsx_book_namespaces[] = {
    {NAMES_2006 "spreadsheetml/2006/main", ""},
    {NAMES_ISO "spreadsheetml/main", ""},
    {NAMES_2006 "officeDocument/2006/relationships", "r:"},
    {NAMES_ISO "officeDocument/relationships", "r:"},
    {NAMES_2006 "package/2006/relationships", "rels:"},
    {NULL, NULL},
};

static bool read_size(const char *text, size_t most, size_t *number)
{
    return text && number_read(text, most, number);
}

/* ---- relations: how parts name each other ----------------------------------------------- */

/* Looks for one relation: that of the type, with the identifier unless that is NULL. */
struct relation_search {
    const char *type; /* the end of it */
    const char *id;
    char target[PATH_SIZE];
};

static void relation_start(void *self, const char *name, const char *const *attributes)
{
    struct relation_search *search = self;
    const char *type = xml_part_attribute(attributes, "Type");
    const char *id = xml_part_attribute(attributes, "Id");
    const char *target = xml_part_attribute(attributes, "Target");
    if (strcmp(name, "rels:Relationship") != 0 || search->target[0] || !type || !target)
        return;
    if (!text_ends(type, search->type) || strlen(target) >= sizeof search->target)
        return;
    if (!search->id || (id && strcmp(id, search->id) == 0))
        memcpy(search->target, target, strlen(target) + 1);
}

/* Puts the name of the part that `part` ("" for the workbook as a whole) is related to. No part
 * of that name, or a target outside the file, will just not be found. */
static bool find_related(struct zip_archive *zip, const char *part, const char *type,
                         const char *id, char name[NAME_SIZE], struct error *err)
{
    const struct xml_part_events events = {.namespaces = xlsx_book_namespaces,
                                           .start = relation_start};
    struct relation_search search = {.type = type, .id = id};
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) + 1 : 0;
    struct buf path = {0};
    buf_printf(&path, "%.*s_rels/%s.rels", folder, part, part + folder);
    bool read = !zip_archive_has(zip, path.data) ||
                xml_part_read(zip, path.data, &events, &search, NULL, err);
    buf_clear(&path);
    name[0] = '\0';
    bool whole = search.target[0] == '/';
    buf_printf(&path, "%.*s%s", whole ? 0 : folder, part, search.target + whole);
    if (search.target[0] && path.size < NAME_SIZE)
        memcpy(name, path.data, path.size + 1);
    buf_free(&path);
    return read;
}

/* ---- the list of the sheets ------------------------------------------------------------- */

struct sheet_search {
    struct workbook_sheets sheets;
    struct buf id; /* of the relation to the sheet that is chosen */
    bool since_1904, workbook;
};

static bool is_true(const char *text)
{
    return text && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

static void take_sheet(struct sheet_search *search, const char *const *attributes)
{
    const char *name = xml_part_attribute(attributes, "name");
    const char *id = xml_part_attribute(attributes, "r:id");
    const char *state = xml_part_attribute(attributes, "state");
    bool shown = !state || strcmp(state, "visible") == 0;
    if (name && id && workbook_take_sheet(&search->sheets, name, shown))
        buf_puts(&search->id, id);
}

static void book_start(void *self, const char *name, const char *const *attributes)
{
    struct sheet_search *search = self;
    search->workbook |= strcmp(name, "workbook") == 0;
    if (strcmp(name, "workbookPr") == 0)
        search->since_1904 = is_true(xml_part_attribute(attributes, "date1904"));
    if (strcmp(name, "sheet") == 0)
        take_sheet(search, attributes);
}

/* Finds the sheet in the part `name` and puts that of the sheet. */
static bool find_sheet(struct xlsx_book *book, const char *name, struct sheet_search *search,
                       struct report *notes, struct error *err)
{
    const struct xml_part_events events = {.namespaces = xlsx_book_namespaces,
                                           .start = book_start};
    char sheet[NAME_SIZE];
    if (!xml_part_read(book->zip, name, &events, search, NULL, err))
        return false;
    if (!search->workbook)
        return error_set(err, "workbook-not-xlsx",
                         "this is not a workbook; save the list as «Excel Workbook (.xlsx)».");
    if (!workbook_check_sheets(&search->sheets, notes, err) ||
        !find_related(book->zip, name, "/worksheet", buf_text(&search->id), sheet, err))
        return false;
    if (!sheet[0])
        return error_set(err, "sheet-without-cells",
                         "«%s» is a sheet without cells; use --sheet for another one.",
                         buf_text(&search->sheets.name));
    book->sheet = mem_copy(sheet);
    book->since_1904 = search->since_1904;
    return true;
}

/* ---- shared texts ----------------------------------------------------------------------- */

struct text_reading {
    struct xlsx_book *book;
    struct xml_part *part;
    struct buf text;  /* of the item */
    bool inside;      /* a <t> that counts */
    size_t phonetics; /* depth in what only says how a text is read aloud */
};

static void texts_start(void *self, const char *name, const char *const *attributes)
{
    (void)attributes;
    struct text_reading *reading = self;
    if (strcmp(name, "si") == 0)
        buf_clear(&reading->text);
    reading->phonetics += strcmp(name, "rPh") == 0;
    reading->inside = strcmp(name, "t") == 0 && !reading->phonetics;
}

static void texts_text(void *self, const char *text, size_t size)
{
    struct text_reading *reading = self;
    if (reading->inside)
        buf_add(&reading->text, text, size);
    if (reading->text.size + reading->book->texts.size > XLSX_BOOK_TEXTS)
        xml_part_refuse(reading->part, "workbook-texts-size",
                        "its texts have more than %zu MB, the most that is "
                        "allowed.",
                        XLSX_BOOK_TEXTS >> 20);
}

static void texts_end(void *self, const char *name)
{
    struct text_reading *reading = self;
    struct xlsx_book *book = reading->book;
    reading->inside = false;
    if (strcmp(name, "rPh") == 0 && reading->phonetics)
        reading->phonetics--;
    if (strcmp(name, "si") != 0)
        return;
    if (book->text_count == XLSX_BOOK_TEXT_COUNT)
        xml_part_refuse(reading->part, "workbook-texts-count",
                        "it has more than %d texts, the most that is allowed.",
                        XLSX_BOOK_TEXT_COUNT);
    book->text_starts = mem_grow(book->text_starts, book->text_count, &book->text_room,
                                 sizeof *book->text_starts);
    book->text_starts[book->text_count++] = book->texts.size;
    xlsx_book_unescape(buf_text(&reading->text), reading->text.size, &book->texts);
    buf_putc(&book->texts, '\0');
}

static bool read_texts(struct xlsx_book *book, const char *name, struct error *err)
{
    const struct xml_part_events events = {xlsx_book_namespaces, texts_start, texts_end,
                                           texts_text};
    struct text_reading reading = {.book = book};
    bool done = !*name || xml_part_read(book->zip, name, &events, &reading, &reading.part, err);
    buf_free(&reading.text);
    return done;
}

static bool read_code(const char *text, uint32_t *code)
{
    uint8_t bytes[2];
    if (!hex_read(text, bytes, sizeof bytes))
        return false;
    *code = (uint32_t)(bytes[0] << 8 | bytes[1]);
    return *code != 0 && (*code < 0xD800 || *code > 0xDFFF);
}

void xlsx_book_unescape(const char *text, size_t size, struct buf *out)
{
    const size_t length = strlen("_x000D_");
    char bytes[4];
    uint32_t code;
    for (size_t i = 0; i < size; i++) {
        bool escape = size - i >= length && text[i] == '_' && text[i + 1] == 'x' &&
                      text[i + 6] == '_' && read_code(text + i + 2, &code);
        if (!escape) {
            if (text[i] != '\r')
                buf_putc(out, text[i]);
            continue;
        }
        if (code != '\r')
            buf_add(out, bytes, utf8_put(code, bytes));
        i += length - 1;
    }
}

/* ---- formats ---------------------------------------------------------------------------- */

struct style_reading {
    struct xlsx_book *book;
    struct xml_part *part;
    struct own_format {
        size_t number;
        struct cell_format format;
    } * own;
    size_t count, room;
    bool cells; /* in <cellXfs>, not <cellStyleXfs> */
};

static void take_format(struct style_reading *reading, const char *const *attributes)
{
    struct own_format own;
    const char *code = xml_part_attribute(attributes, "formatCode");
    if (!code || reading->count == XLSX_BOOK_FORMATS ||
        !read_size(xml_part_attribute(attributes, "numFmtId"), SIZE_MAX / 16, &own.number))
        return;
    /* What a cell shows in a format that is too long to be one is not known: so says "". */
    bool sane = strlen(code) <= XLSX_BOOK_CODE;
    own.format = cell_value_format(sane ? arena_text(&reading->book->codes, code) : "");
    reading->own = mem_grow(reading->own, reading->count, &reading->room, sizeof own);
    reading->own[reading->count++] = own;
}

static void take_style(struct style_reading *reading, const char *const *attributes)
{
    struct xlsx_book *book = reading->book;
    size_t number = 0;
    if (book->style_count == XLSX_BOOK_STYLES)
        return;
    read_size(xml_part_attribute(attributes, "numFmtId"), SIZE_MAX / 16, &number);
    struct cell_format format = cell_value_own_format(number);
    for (size_t i = 0; i < reading->count; i++)
        if (reading->own[i].number == number)
            format = reading->own[i].format;
    book->styles =
        mem_grow(book->styles, book->style_count, &book->style_room, sizeof *book->styles);
    book->styles[book->style_count++] = format;
}

static void styles_start(void *self, const char *name, const char *const *attributes)
{
    struct style_reading *reading = self;
    if (strcmp(name, "numFmt") == 0)
        take_format(reading, attributes);
    else if (strcmp(name, "cellXfs") == 0)
        reading->cells = true;
    else if (strcmp(name, "xf") == 0 && reading->cells)
        take_style(reading, attributes);
}

static void styles_end(void *self, const char *name)
{
    struct style_reading *reading = self;
    if (strcmp(name, "cellXfs") == 0)
        reading->cells = false;
}

static bool read_styles(struct xlsx_book *book, const char *name, struct error *err)
{
    const struct xml_part_events events = {xlsx_book_namespaces, styles_start, styles_end,
                                           NULL};
    struct style_reading reading = {.book = book};
    bool done = !*name || xml_part_read(book->zip, name, &events, &reading, &reading.part, err);
    free(reading.own);
    return done;
}

/* ---- the workbook ----------------------------------------------------------------------- */

static bool load(struct xlsx_book *book, struct sheet_search *search, struct report *notes,
                 struct error *err)
{
    char main[NAME_SIZE], part[NAME_SIZE];
    if (!find_related(book->zip, "", "/officeDocument", NULL, main, err))
        return false;
    if (!main[0] || text_ends(main, ".bin"))
        return error_set(err, "workbook-not-xlsx",
                         "this is not a workbook; save the list as «Excel Workbook (.xlsx)».");
    return find_sheet(book, main, search, notes, err) &&
           find_related(book->zip, main, "/sharedStrings", NULL, part, err) &&
           read_texts(book, part, err) &&
           find_related(book->zip, main, "/styles", NULL, part, err) &&
           read_styles(book, part, err);
}

bool xlsx_book_load(struct zip_archive *zip, const char *sheet, struct xlsx_book *book,
                    struct report *notes, struct error *err)
{
    struct sheet_search search = {.sheets.wanted = sheet};
    *book = (struct xlsx_book){.zip = zip};
    bool done = load(book, &search, notes, err);
    workbook_free_sheets(&search.sheets);
    buf_free(&search.id);
    if (!done)
        xlsx_book_free(book);
    return done;
}

void xlsx_book_free(struct xlsx_book *book)
{
    free(book->sheet);
    buf_free(&book->texts);
    free(book->text_starts);
    free(book->styles);
    arena_free(&book->codes);
    *book = (struct xlsx_book){0};
}
