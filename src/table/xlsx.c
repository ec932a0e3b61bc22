#include "table/xlsx.h"

#include "base/mem.h"
#include "base/number.h"
#include "table/decimal.h"
#include "table/merges.h"
#include "table/sheet_row.h"
#include "table/workbook.h"
#include "table/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

/* What the attribute `t` of a cell says of its value. */
enum value_type { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_BOOLEAN, TYPE_ERROR, TYPE_ISO };

struct xlsx {
    struct reader reader; /* the first member: one is the other */
    struct zip_archive *zip;
    struct xlsx_book book;
    struct merges merges;
    struct xml_part *part; /* the sheet */

    struct sheet_row row;
    size_t last_row; /* its number, or that of the one before */
    bool in_row;

    size_t column; /* of the cell, or of the one to come if it does not say */
    enum value_type type;
    size_t style;
    bool in_value, has_value, has_formula;
    bool has_inline; /* the text of an inline string, which counts before any value */
    size_t phonetics;
    struct buf value, text;
};

/* ---- places ----------------------------------------------------------------------------- */

/* Reads "B5"; the row may be missing. Returns what follows, or NULL. */
static const char *read_place(const char *text, size_t *row, size_t *column)
{
    *row = 0;
    text = cell_name_read_column(text, column);
    return text && number_is_digit(*text) ? number_digits(text, NULL, SHEET_ROW_NUMBERS, row)
                                          : text;
}

static bool read_row_number(const char *text, size_t *number)
{
    return number_read(text, SHEET_ROW_NUMBERS, number) && *number > 0;
}

/* ---- the survey: what must be known before the first row -------------------------------- */

struct xlsx_survey {
    struct xlsx *xlsx;
    struct xml_part *part;
    bool hidden;         /* the row is, … */
    bool row_stats;      /* … and has been counted */
    size_t hidden_count; /* of those with something in them */
};

static void take_merge(struct xlsx_survey *survey, const char *range)
{
    struct cell_range cells;
    const char *next = range ? read_place(range, &cells.first_row, &cells.first_column) : NULL;
    if (!next || *next != ':' || !read_place(next + 1, &cells.last_row, &cells.last_column) ||
        cells.last_row < cells.first_row)
        return;
    if (!merges_add(&survey->xlsx->merges, cells))
        xml_part_refuse(survey->part, "sheet-merges",
                        "it has more than %d merged ranges; unmerge them.", MERGES_MOST);
}

static bool is_true(const char *text)
{
    return text && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

static void survey_start(void *self, const char *name, const char *const *attributes)
{
    struct xlsx_survey *survey = self;
    if (strcmp(name, "row") == 0) {
        survey->hidden = is_true(xml_part_attribute(attributes, "hidden"));
        survey->row_stats = false;
    } else if (strcmp(name, "mergeCell") == 0) {
        take_merge(survey, xml_part_attribute(attributes, "ref"));
    } else if (survey->hidden && !survey->row_stats &&
               (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)) {
        survey->row_stats = true;
        survey->hidden_count++;
    }
}

static bool take_survey(struct xlsx *xlsx, struct report *notes, struct error *err)
{
    const struct xml_part_events events = {.namespaces = xlsx_book_namespaces,
                                           .start = survey_start};
    struct xlsx_survey survey = {.xlsx = xlsx};
    if (!xml_part_read(xlsx->zip, xlsx->book.sheet, &events, &survey, &survey.part, err))
        return false;
    merges_sort(&xlsx->merges);
    workbook_note_hidden(survey.hidden_count, notes);
    return true;
}

/* ---- cells ------------------------------------------------------------------------------ */

static enum value_type type_of(const char *name)
{
    static const struct {
        const char *name;
        enum value_type type;
    } types[] = {
        {"n", TYPE_NUMBER},  {"s", TYPE_SHARED}, {"str", TYPE_TEXT}, {"inlineStr", TYPE_TEXT},
        {"b", TYPE_BOOLEAN}, {"e", TYPE_ERROR},  {"d", TYPE_ISO},
    };
    for (size_t i = 0; name && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, name) == 0)
            return types[i].type;
    return TYPE_NUMBER;
}

static void refuse_disorder(struct xlsx *xlsx)
{
    xml_part_refuse(xlsx->part, "sheet-disordered",
                    "its rows or cells are not in order; open it in Excel and save it again.");
}

static void begin_cell(struct xlsx *xlsx, const char *const *attributes)
{
    const char *place = xml_part_attribute(attributes, "r");
    const char *style = xml_part_attribute(attributes, "s");
    size_t row, column;
    if (place) {
        const char *end = read_place(place, &row, &column);
        if (!end || *end || row != xlsx->row.number || column < xlsx->column)
            refuse_disorder(xlsx);
        else
            xlsx->column = column;
    }
    xlsx->type = type_of(xml_part_attribute(attributes, "t"));
    if (!style || !read_row_number(style, &xlsx->style))
        xlsx->style = 0;
    xlsx->has_value = xlsx->has_formula = xlsx->has_inline = false;
    xlsx->phonetics = 0;
    buf_clear(&xlsx->value);
}

/* XML may have white space around a value that is not text. */
static const char *trimmed(struct buf *value)
{
    static const char space[] = " \t\r\n";
    while (value->size && strchr(space, value->data[value->size - 1]))
        value->data[--value->size] = '\0';
    return buf_text(value) + strspn(buf_text(value), space);
}

static void put_shared(struct xlsx *xlsx)
{
    const struct xlsx_book *book = &xlsx->book;
    size_t index;
    if (!book->text_count ||
        !number_read(buf_text(&xlsx->value), book->text_count - 1, &index)) {
        sheet_row_mark_bad(&xlsx->row, xlsx->column, "cell-text-missing",
                           "its text is missing in the file; open it in Excel and save it "
                           "again.");
        return;
    }
    const char *text = book->texts.data + book->text_starts[index];
    sheet_row_put(&xlsx->row, xlsx->column, text, strlen(text));
}

static struct cell_format format_of(const struct xlsx *xlsx)
{
    const struct xlsx_book *book = &xlsx->book;
    return xlsx->style < book->style_count ? book->styles[xlsx->style]
                                           : (struct cell_format){CELL_NUMBER, NULL};
}

static void put_number(struct xlsx *xlsx)
{
    struct cell_format format = format_of(xlsx);
    const char *value = trimmed(&xlsx->value);
    buf_clear(&xlsx->text);
    enum cell_result result = cell_value_put(value, format, xlsx->book.since_1904, &xlsx->text);
    if (result == CELL_UNUSABLE && format.kind == CELL_NUMBER)
        sheet_row_mark_no_number(&xlsx->row, xlsx->column);
    else if (result == CELL_UNUSABLE)
        sheet_row_mark_bad(&xlsx->row, xlsx->column, "cell-not-date",
                           "this number is not a date; type the date again, or as text.");
    else if (sheet_row_put(&xlsx->row, xlsx->column, xlsx->text.data, xlsx->text.size) &&
             result == CELL_OTHERWISE)
        sheet_row_mark(&xlsx->row);
    if (xlsx->has_formula && decimal_is_zero(value))
        sheet_row_warn_zero(&xlsx->row, xlsx->column);
}

/* Some programs write a date's number where the date itself should stand. */
static bool is_number(const char *value)
{
    struct decimal decimal;
    return decimal_read(value, &decimal);
}

static void put_value(struct xlsx *xlsx)
{
    const char *value = buf_text(&xlsx->value);
    enum value_type type = xlsx->has_inline ? TYPE_TEXT : xlsx->type;
    if (type == TYPE_ISO && is_number(value))
        type = TYPE_NUMBER;
    buf_clear(&xlsx->text);
    switch (type) {
    case TYPE_SHARED:
        put_shared(xlsx);
        return;
    case TYPE_NUMBER:
        put_number(xlsx);
        return;
    case TYPE_ERROR:
        sheet_row_mark_error(&xlsx->row, xlsx->column, value);
        return;
    case TYPE_BOOLEAN:
        buf_puts(&xlsx->text, is_true(value) ? "TRUE" : "FALSE");
        break;
    case TYPE_ISO:
        cell_value_put_iso(value, format_of(xlsx).kind, &xlsx->text);
        break;
    case TYPE_TEXT:
        xlsx_book_unescape(value, xlsx->value.size, &xlsx->text);
        break;
    }
    sheet_row_put(&xlsx->row, xlsx->column, buf_text(&xlsx->text), xlsx->text.size);
}

static void end_cell(struct xlsx *xlsx)
{
    bool empty_text = xlsx->type == TYPE_TEXT && (xlsx->has_value || xlsx->has_inline);
    if (xlsx->value.size || (xlsx->has_value && xlsx->type == TYPE_ERROR))
        put_value(xlsx);
    else if (xlsx->has_formula && !empty_text)
        sheet_row_mark_no_result(&xlsx->row, xlsx->column);
    xlsx->column++;
}

/* ---- rows ------------------------------------------------------------------------------- */

static void begin_row(struct xlsx *xlsx, const char *const *attributes)
{
    const char *r = xml_part_attribute(attributes, "r");
    size_t number = xlsx->last_row + 1;
    if ((r && !read_row_number(r, &number)) || number <= xlsx->last_row ||
        number > SHEET_ROW_NUMBERS) {
        refuse_disorder(xlsx);
        return;
    }
    xlsx->last_row = number;
    xlsx->in_row = true;
    xlsx->column = 0;
    sheet_row_begin(&xlsx->row, number);
}

/* Rows with nothing in them are passed over. */
static void end_row(struct xlsx *xlsx)
{
    xlsx->in_row = false;
    xlsx->row.merged = merges_find(&xlsx->merges, xlsx->row.number);
    if (xlsx->row.count || xlsx->row.faults.count)
        xml_part_pause(xlsx->part);
}

/* The start of an element in a cell: of its formula, its value, or a text of its own. */
static void begin_part(struct xlsx *xlsx, const char *name)
{
    bool value = strcmp(name, "v") == 0, text = strcmp(name, "t") == 0;
    if (strcmp(name, "is") == 0) {
        xlsx->has_inline = true;
        buf_clear(&xlsx->value);
    }
    xlsx->phonetics += strcmp(name, "rPh") == 0;
    xlsx->has_formula |= strcmp(name, "f") == 0;
    xlsx->has_value |= value;
    xlsx->in_value = xlsx->has_inline ? text && !xlsx->phonetics : value;
}

static void sheet_start(void *self, const char *name, const char *const *attributes)
{
    struct xlsx *xlsx = self;
    if (strcmp(name, "row") == 0) {
        begin_row(xlsx, attributes);
    } else if (xlsx->in_row && strcmp(name, "c") == 0) {
        begin_cell(xlsx, attributes);
    } else if (xlsx->in_row) {
        begin_part(xlsx, name);
    }
}

static void sheet_text(void *self, const char *text, size_t size)
{
    struct xlsx *xlsx = self;
    if (!xlsx->in_value)
        return;
    if (xlsx->value.size <= RECORD_FIELD_SIZE)
        buf_add(&xlsx->value, text, size);
}

static void sheet_end(void *self, const char *name)
{
    struct xlsx *xlsx = self;
    xlsx->in_value = false;
    if (!xlsx->in_row)
        return;
    if (strcmp(name, "c") == 0)
        end_cell(xlsx);
    else if (strcmp(name, "row") == 0)
        end_row(xlsx);
    else if (strcmp(name, "rPh") == 0 && xlsx->phonetics)
        xlsx->phonetics--;
}

/* ---- the reader ------------------------------------------------------------------------- */

static bool begin(struct xlsx *xlsx, struct error *err)
{
    static const struct xml_part_events events = {xlsx_book_namespaces, sheet_start, sheet_end,
                                                  sheet_text};
    xml_part_close(xlsx->part);
    xlsx->last_row = 0;
    xlsx->in_row = xlsx->in_value = false;
    xlsx->part = xml_part_open(xlsx->zip, xlsx->book.sheet, &events, xlsx, err);
    return xlsx->part != NULL;
}

static enum record_result xlsx_next(struct reader *reader, struct record *record,
                                    struct report *faults, struct error *err)
{
    struct xlsx *xlsx = (struct xlsx *)reader;
    *record = (struct record){.line = xlsx->last_row + 1, .number = xlsx->last_row + 1};
    if (!xlsx->part)
        return RECORD_END;
    switch (xml_part_next(xlsx->part, err)) {
    case XML_PART_PAUSED:
        return sheet_row_record(&xlsx->row, record, faults);
    case XML_PART_FAILED:
        xml_part_close(xlsx->part);
        xlsx->part = NULL;
        return RECORD_FAILED;
    case XML_PART_END:
        break;
    }
    return RECORD_END;
}

static bool xlsx_rewind(struct reader *reader, struct error *err)
{
    return begin((struct xlsx *)reader, err);
}

static void xlsx_free(struct reader *reader)
{
    struct xlsx *xlsx = (struct xlsx *)reader;
    xml_part_close(xlsx->part);
    xlsx_book_free(&xlsx->book);
    merges_free(&xlsx->merges);
    sheet_row_free(&xlsx->row);
    buf_free(&xlsx->value);
    buf_free(&xlsx->text);
    zip_archive_free(xlsx->zip);
    free(xlsx);
}

struct reader *xlsx_open(struct zip_archive *zip, const char *sheet, struct report *notes,
                         struct error *err)
{
    struct xlsx *xlsx = mem_new(1, sizeof *xlsx);
    xlsx->reader = (struct reader){.next = xlsx_next, .rewind = xlsx_rewind, .free = xlsx_free};
    xlsx->zip = zip;
    if (xlsx_book_load(zip, sheet, &xlsx->book, notes, err) && take_survey(xlsx, notes, err) &&
        begin(xlsx, err))
        return &xlsx->reader;
    xlsx_free(&xlsx->reader);
    return NULL;
}
