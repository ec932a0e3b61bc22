#include "table/sheet_row.h"

#include "table/cell_value.h"

void sheet_row_begin(struct sheet_row *row, size_t number)
{
    row->number = number;
    buf_clear(&row->texts);
    row->count = 0;
    row->bad = row->marked = false;
    row->fault.text[0] = '\0';
    row->merged = NULL;
}

void sheet_row_put(struct sheet_row *row, size_t column, const char *text, size_t size)
{
    const char *fault = NULL;
    if (size == 0)
        return;
    if (column < row->count)
        fault = "it is there twice; save the workbook again.";
    else if (column >= RECORD_FIELDS)
        fault = "it is too far to the right; a list has at most 1000 columns.";
    else if (size > RECORD_FIELD_SIZE || row->texts.size + size > RECORD_SIZE)
        fault = "the text is too long; shorten it.";
    if (fault) {
        sheet_row_mark_bad(row, column, fault);
        return;
    }
    while (row->count < column) {
        row->otherwise[row->count] = false;
        row->starts[row->count++] = row->texts.size;
        buf_putc(&row->texts, '\0');
    }
    row->otherwise[column] = false;
    row->starts[row->count++] = row->texts.size;
    buf_add(&row->texts, text, size);
    buf_putc(&row->texts, '\0');
}

void sheet_row_mark(struct sheet_row *row)
{
    row->otherwise[row->count - 1] = row->marked = true;
}

void sheet_row_mark_bad(struct sheet_row *row, size_t column, const char *words)
{
    struct error fault;
    error_set(&fault, "cell %s: %s", cell_value_name(row->number, column).text, words);
    error_join(&row->fault, fault.text);
    row->bad = true;
}

enum record_result sheet_row_lend(struct sheet_row *row, struct record *record,
                                  struct error *err)
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
    if (row->bad)
        *err = row->fault;
    return row->bad ? RECORD_BAD : RECORD_READ;
}

void sheet_row_free(struct sheet_row *row)
{
    buf_free(&row->texts);
}
