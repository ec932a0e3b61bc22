#include "table/sheet_row.h"

#include "table/cell_name.h"

#include <stdarg.h>

void sheet_row_begin(struct sheet_row *row, size_t number)
{
    row->number = number;
    buf_clear(&row->texts);
    row->count = 0;
    row->marked = false;
    report_free(&row->faults);
    row->merged = NULL;
}

/* Whether the cell can be kept; what hinders it is a fault of the row. */
static bool fits(struct sheet_row *row, size_t column, size_t size)
{
    size_t faults = row->faults.count;
    if (column < row->count)
        sheet_row_mark_bad(row, column, "cell-twice",
                           "it is there twice; save the workbook again.");
    else if (column >= RECORD_FIELDS)
        sheet_row_mark_bad(row, column, "cell-beyond-limit",
                           "it is too far to the right; a list has at most 1000 columns.");
    else if (size > RECORD_FIELD_SIZE || row->texts.size + size > RECORD_SIZE)
        sheet_row_mark_bad(row, column, "cell-too-long", "the text is too long; shorten it.");
    return row->faults.count == faults;
}

bool sheet_row_put(struct sheet_row *row, size_t column, const char *text, size_t size)
{
    if (size == 0 || !fits(row, column, size))
        return false;
    while (row->count < column) {
        row->otherwise[row->count] = false;
        row->starts[row->count++] = row->texts.size;
        buf_putc(&row->texts, '\0');
    }
    row->otherwise[column] = false;
    row->starts[row->count++] = row->texts.size;
    buf_add(&row->texts, text, size);
    buf_putc(&row->texts, '\0');
    return true;
}

void sheet_row_mark(struct sheet_row *row)
{
    row->otherwise[row->count - 1] = row->marked = true;
}

static void add_fault(struct sheet_row *row, size_t column, const struct error *fault)
{
    struct cell_name name = cell_name(row->number, column);
    report_add_error(&row->faults, LEVEL_ERROR, (struct place){.cell = name.text}, fault);
}

void sheet_row_mark_bad(struct sheet_row *row, size_t column, const char *code,
                        const char *format, ...)
{
    struct error fault;
    va_list args;
    va_start(args, format);
    error_setv(&fault, code, format, args);
    va_end(args);
    add_fault(row, column, &fault);
}

void sheet_row_mark_error(struct sheet_row *row, size_t column, const char *shown)
{
    struct error fault;
    record_fail_of_error(&fault, shown);
    add_fault(row, column, &fault);
}

void sheet_row_mark_no_result(struct sheet_row *row, size_t column)
{
    sheet_row_mark_bad(
        row, column, "cell-formula-empty",
        "the formula has no result; open the workbook in its program and save it.");
}

void sheet_row_mark_no_number(struct sheet_row *row, size_t column)
{
    sheet_row_mark_bad(
        row, column, "cell-not-number",
        "this is not a number, or it has more than 15 digits, of which workbooks "
        "keep no more; type it again, as text.");
}

void sheet_row_warn_zero(struct sheet_row *row, size_t column)
{
    struct cell_name name = cell_name(row->number, column);
    report_add(&row->faults, LEVEL_WARNING, (struct place){.cell = name.text},
               "cell-formula-zero",
               "the formula gives 0, as formulas do that point at an empty cell; check what it "
               "points at.");
}

enum record_result sheet_row_record(struct sheet_row *row, struct record *record,
                                    struct report *faults)
{
    *record = (struct record){.line = row->number,
                              .last = row->number,
                              .number = row->number,
                              .fields = row->fields,
                              .count = row->count,
                              .otherwise = row->marked ? row->otherwise : NULL,
                              .merged = row->merged};
    for (size_t i = 0; i < row->count; i++)
        row->fields[i] = row->texts.data + row->starts[i];
    for (size_t i = 0; i < row->faults.count; i++)
        report_copy(faults, &row->faults.list[i]);
    return row->faults.errors ? RECORD_BAD : RECORD_READ;
}

void sheet_row_free(struct sheet_row *row)
{
    buf_free(&row->texts);
    report_free(&row->faults);
}
