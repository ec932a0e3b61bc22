#include "table/ods.h"

#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "table/cell_value.h"
#include "table/decimal.h"
#include "table/ods_book.h"
#include "table/sheet_row.h"
#include "table/xml_part.h"

#include <stdlib.h>
#include <string.h>

/* What the attributes of a cell say. */
struct cell {
    bool covered, formula, error;
    size_t columns; /* how many of its kind stand side by side */
    char type;      /* the first letter of its type: s, f, c, p, d, t, b, or 0 */
    struct buf value;
};

struct ods {
    struct reader reader; /* the first member: one is the other */
    struct zip_archive *zip;
    size_t sheet; /* its number, from 1 */
    struct xml_part *part;
    struct ods_book_place place;

    struct sheet_row row;
    size_t last_row; /* its number, or that of the one before */
    size_t repeat;   /* how often it stands there */
    size_t again;    /* how often it is still to be given */
    bool in_row, in_cell;
    size_t column;
    struct cell cell;
    size_t paragraphs; /* of the cell, so far */
    bool in_paragraph;
    bool prefix, space; /* the paragraph has text; white space waits for what follows it */
    struct buf shown;   /* the text of the cell */
    struct buf text;
    struct cell_range merged;
};

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* ---- cells ------------------------------------------------------------------------------ */

/* Keeps the range of the first merged cell of the row; of a covered one only its own name. */
static void note_merged(struct ods *ods, const char *const *attributes)
{
    size_t wide = ods_book_count(attributes, "table:number-columns-spanned", SHEET_ROW_COLUMNS);
    size_t high = ods_book_count(attributes, "table:number-rows-spanned", SHEET_ROW_NUMBERS);
    if (ods->row.merged || (!ods->cell.covered && wide == 1 && high == 1))
        return;
    ods->merged = (struct cell_range){ods->row.number, ods->row.number + high - 1, ods->column,
                                      ods->column + wide - 1};
    ods->row.merged = &ods->merged;
}

static void begin_cell(struct ods *ods, const char *name, const char *const *attributes)
{
    static const char *const values[] = {"office:value", "office:date-value",
                                         "office:time-value", "office:boolean-value",
                                         "office:string-value"};
    struct cell *cell = &ods->cell;
    const char *type = xml_part_attribute(attributes, "office:value-type");
    const char *more = xml_part_attribute(attributes, "calcext:value-type");
    cell->covered = is(name, "table:covered-table-cell");
    cell->formula = xml_part_attribute(attributes, "table:formula") != NULL;
    cell->error = more && is(more, "error");
    cell->columns =
        ods_book_count(attributes, "table:number-columns-repeated", SHEET_ROW_COLUMNS);
    cell->type = type ? *type : '\0';
    buf_clear(&cell->value);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        const char *value = xml_part_attribute(attributes, values[i]);
        buf_puts(&cell->value, value ? value : "");
    }
    note_merged(ods, attributes);
    ods->in_cell = true;
    ods->in_paragraph = false;
    ods->paragraphs = 0;
    buf_clear(&ods->shown);
}

/* A shown number taken apart. */
struct shown_number {
    char code[64];   /* of a format that shows so many digits: "000" */
    char digits[64]; /* those that are shown */
    bool grouped;    /* there are signs between thousands, too */
};

/* Returns the bytes of a locale's sign for the point or between thousands, or 0. */
static size_t separator_size(const char *text)
{
    static const char *const signs[] = {".", ",", "'", "\u2019", "\u00A0", "\u202F"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text_begins(text, signs[i]))
            return strlen(signs[i]);
    return 0;
}

/* Takes a shown number apart; its last point or comma is the point or, unless `point`, parts
 * thousands. Returns false where something else is shown, too. */
static bool take_apart(const char *text, bool point, struct shown_number *shown)
{
    size_t size = 0, count = 0, sign;
    *shown = (struct shown_number){0};
    for (text += *text == '-'; *text && size < sizeof shown->code - 1; text += sign) {
        sign = separator_size(text);
        if (!sign && !number_is_digit(*text))
            return false;
        if (!sign) {
            shown->code[size++] = '0';
            shown->digits[count++] = *text;
            sign = 1;
        } else if (point && strchr(".,", *text) && !strpbrk(text + 1, ".,")) {
            shown->code[size++] = '.';
        } else {
            shown->grouped = true;
        }
    }
    return !*text;
}

static bool has_digits(const char *text, const char *digits)
{
    for (; *text; text++)
        if (number_is_digit(*text) && *text != *digits++)
            return false;
    return !*digits;
}

/* A number's format is not looked up, since what it shows stands there, too: its digits and
 * words are taken, but not the locale's signs for the point and between thousands. */
static enum cell_result put_number(struct ods *ods)
{
    struct cell_format format = {CELL_NUMBER, NULL};
    const char *value = buf_text(&ods->cell.value), *text = buf_text(&ods->shown);
    enum cell_result result = cell_value_put(value, format, false, &ods->text);
    struct shown_number shown;
    if (result == CELL_UNUSABLE || !*text || is(text, ods->text.data))
        return result;
    for (int point = 1; point >= 0; point--) {
        buf_clear(&ods->text);
        if (!take_apart(text, point, &shown)) {
            buf_puts(&ods->text, text);
            return CELL_SHOWN;
        }
        format.code = shown.code;
        cell_value_put(value, format, false, &ods->text);
        if (has_digits(ods->text.data, shown.digits))
            return shown.grouped ? CELL_OTHERWISE : CELL_SHOWN;
    }
    buf_clear(&ods->text);
    format.code = NULL;
    cell_value_put(value, format, false, &ods->text);
    return CELL_OTHERWISE;
}

/* "PT09H30M00S", or "PT09H29M59.9999998S": rounded to whole seconds. */
static bool put_time(const char *text, struct buf *out)
{
    static const size_t seconds[] = {3600, 60, 1};
    const char units[] = "HMS";
    size_t sum = 0;
    if (strncmp(text, "PT", 2) != 0)
        return false;
    text += 2;
    for (size_t i = 0; i < 3 && *text; i++) {
        size_t number;
        text = number_digits(text, NULL, CELL_VALUE_HOURS, &number);
        if (!text)
            return false;
        sum += number * seconds[i];
        if (*text == '.' || *text == ',') {
            sum += text[1] >= '5' && text[1] <= '9';
            text += 1 + strspn(text + 1, "0123456789");
        }
        if (*text++ != units[i])
            return false;
    }
    cell_value_put_time((unsigned)(sum / 3600), (unsigned)(sum / 60 % 60), (unsigned)(sum % 60),
                        out);
    return true;
}

static enum cell_result make_text(struct ods *ods)
{
    const char *value = buf_text(&ods->cell.value);
    buf_clear(&ods->text);
    switch (ods->cell.type) {
    case 'f':
    case 'c':
    case 'p':
        return put_number(ods);
    case 'd':
        cell_value_put_iso(value, CELL_NUMBER, &ods->text);
        return *value ? CELL_SHOWN : CELL_UNUSABLE;
    case 't':
        return put_time(value, &ods->text) ? CELL_SHOWN : CELL_UNUSABLE;
    case 'b':
        buf_puts(&ods->text, is(value, "true") ? "TRUE" : "FALSE");
        return CELL_SHOWN;
    default:
        buf_puts(&ods->text, ods->shown.size ? buf_text(&ods->shown) : value);
        return CELL_SHOWN;
    }
}

static void put_text(struct ods *ods, bool marked)
{
    for (size_t i = 0; i < ods->cell.columns && ods->text.size; i++) {
        size_t column = ods->column + i;
        if (sheet_row_put(&ods->row, column, ods->text.data, ods->text.size) && marked)
            sheet_row_mark(&ods->row);
        if (column >= RECORD_FIELDS)
            return;
    }
}

static void put_value(struct ods *ods)
{
    bool number = ods->cell.type && strchr("fcp", ods->cell.type);
    enum cell_result result = make_text(ods);
    if (number && ods->cell.formula && decimal_is_zero(buf_text(&ods->cell.value)))
        sheet_row_warn_zero(&ods->row, ods->column);
    if (result != CELL_UNUSABLE)
        put_text(ods, result == CELL_OTHERWISE);
    else if (number)
        sheet_row_mark_no_number(&ods->row, ods->column);
    else
        sheet_row_mark_bad(&ods->row, ods->column, "cell-value-unreadable",
                           "its value cannot be read; type it again.");
}

static void end_cell(struct ods *ods)
{
    const struct cell *cell = &ods->cell;
    const char *shown = buf_text(&ods->shown);
    ods->in_cell = false;
    if (cell->error || (cell->formula && (*shown == '#' || strncmp(shown, "Err:", 4) == 0))) {
        sheet_row_mark_error(&ods->row, ods->column, shown);
    } else if (cell->formula && !cell->type && !*shown) {
        sheet_row_mark_no_result(&ods->row, ods->column);
    } else {
        put_value(ods);
    }
    ods->column += cell->columns;
}

/* White space in a paragraph is one space, and none at its ends. */
static void take_text(struct ods *ods, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bool space = text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n';
        if (!space && ods->space)
            buf_putc(&ods->shown, ' ');
        if (!space)
            buf_putc(&ods->shown, text[i]);
        ods->prefix |= !space;
        ods->space = space && ods->prefix;
    }
}

/* What stands in the text of a cell beside characters. */
static void take_mark(struct ods *ods, const char *name, const char *const *attributes)
{
    static const struct {
        const char *name;
        char byte;
    } marks[] = {{"text:s", ' '}, {"text:tab", '\t'}, {"text:line-break", '\n'}};
    struct buf *shown = &ods->shown;
    if (is(name, "text:p")) {
        if (ods->paragraphs++)
            buf_putc(shown, '\n');
        ods->in_paragraph = true;
        ods->prefix = ods->space = false;
    }
    size_t i = 0, most = sizeof marks / sizeof *marks;
    while (i < most && !is(name, marks[i].name))
        i++;
    if (i == most)
        return;
    if (ods->space)
        buf_putc(shown, ' ');
    ods->prefix = true;
    ods->space = false;
    size_t count = i > 0 ? 1 : ods_book_count(attributes, "text:c", 1000);
    for (; count && shown->size <= RECORD_FIELD_SIZE; count--)
        buf_putc(shown, marks[i].byte);
}

/* ---- rows ------------------------------------------------------------------------------- */

static void begin_row(struct ods *ods, const char *const *attributes)
{
    ods->repeat = ods_book_rows(attributes);
    ods->in_row = true;
    ods->in_cell = false;
    ods->column = 0;
    sheet_row_begin(&ods->row, ods->last_row + 1);
}

/* Rows with nothing in them are passed over; there may be a million. */
static void end_row(struct ods *ods)
{
    ods->in_row = false;
    ods->last_row += ods->repeat;
    if (!ods->row.count && !ods->row.faults.count)
        return;
    if (ods->repeat > ODS_REPEATS) {
        xml_part_refuse(ods->part, "rows-repeated",
                        "from row %zu on, more than %d rows are all alike, which no list of "
                        "people has; delete them.",
                        ods->row.number, ODS_REPEATS);
    } else if (ods->last_row > SHEET_ROW_NUMBERS) {
        xml_part_refuse(ods->part, "sheet-rows",
                        "it has more than %d rows, the most that is allowed.",
                        SHEET_ROW_NUMBERS);
    } else {
        ods->again = ods->repeat - 1;
        xml_part_pause(ods->part);
    }
}

static bool is_cell(const char *name)
{
    return is(name, "table:table-cell") || is(name, "table:covered-table-cell");
}

static void sheet_start(void *self, const char *name, const char *const *attributes)
{
    struct ods *ods = self;
    if (!ods_book_enter(&ods->place, name))
        return;
    if (is(name, "table:table-row"))
        begin_row(ods, attributes);
    else if (ods->in_row && is_cell(name))
        begin_cell(ods, name, attributes);
    else if (ods->in_cell)
        take_mark(ods, name, attributes);
}

static void sheet_text(void *self, const char *text, size_t size)
{
    struct ods *ods = self;
    if (ods->in_cell && ods->in_paragraph && !ods->place.skipped &&
        ods->shown.size <= RECORD_FIELD_SIZE)
        take_text(ods, text, size);
}

static void sheet_end(void *self, const char *name)
{
    struct ods *ods = self;
    if (!ods_book_leave(&ods->place, name))
        return;
    if (is(name, "text:p"))
        ods->in_paragraph = false;
    else if (ods->in_cell && is_cell(name))
        end_cell(ods);
    else if (ods->in_row && is(name, "table:table-row"))
        end_row(ods);
}

/* ---- the reader ------------------------------------------------------------------------- */

static bool begin(struct ods *ods, struct error *err)
{
    static const struct xml_part_events events = {ods_book_namespaces, sheet_start, sheet_end,
                                                  sheet_text};
    xml_part_close(ods->part);
    ods->place = (struct ods_book_place){.wanted = ods->sheet};
    ods->last_row = ods->again = 0;
    ods->in_row = ods->in_cell = false;
    ods->part = xml_part_open(ods->zip, ODS_BOOK_CONTENT, &events, ods, err);
    return ods->part != NULL;
}

static enum record_result ods_next(struct reader *reader, struct record *record,
                                   struct report *faults, struct error *err)
{
    struct ods *ods = (struct ods *)reader;
    *record = (struct record){.line = ods->last_row + 1, .number = ods->last_row + 1};
    if (ods->again) {
        ods->again--;
        ods->row.number++;
        return sheet_row_record(&ods->row, record, faults);
    }
    if (!ods->part)
        return RECORD_END;
    switch (xml_part_next(ods->part, err)) {
    case XML_PART_PAUSED:
        return sheet_row_record(&ods->row, record, faults);
    case XML_PART_FAILED:
        xml_part_close(ods->part);
        ods->part = NULL;
        return RECORD_FAILED;
    case XML_PART_END:
        break;
    }
    return RECORD_END;
}

static bool ods_rewind(struct reader *reader, struct error *err)
{
    return begin((struct ods *)reader, err);
}

static void ods_free(struct reader *reader)
{
    struct ods *ods = (struct ods *)reader;
    xml_part_close(ods->part);
    sheet_row_free(&ods->row);
    buf_free(&ods->cell.value);
    buf_free(&ods->shown);
    buf_free(&ods->text);
    zip_archive_free(ods->zip);
    free(ods);
}

struct reader *ods_open(struct zip_archive *zip, const char *sheet, struct report *notes,
                        struct error *err)
{
    struct ods *ods = mem_new(1, sizeof *ods);
    ods->reader = (struct reader){.next = ods_next, .rewind = ods_rewind, .free = ods_free};
    ods->zip = zip;
    if (ods_book_find(zip, sheet, &ods->sheet, notes, err) && begin(ods, err))
        return &ods->reader;
    ods_free(&ods->reader);
    return NULL;
}
