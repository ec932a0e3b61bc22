#include "cellrow.h"

#include "cellvalue.h"

void cellrow_begin(struct cellrow *row, size_t number)
{
    row->number = number;
    buf_clear(&row->texts);
    row->count = 0;
    row->bad = false;
    row->merged = NULL;
}

void cellrow_put(struct cellrow *row, size_t column, const char *text, size_t size)
{
    if (size == 0 || row->bad)
        return;
    if (column < row->count)
        cellrow_spoil(row, column, "it is there twice; save the workbook again.");
    else if (column >= RECORD_FIELDS)
        cellrow_spoil(row, column,
                      "it is too far to the right; a list has at most 1000 columns.");
    else if (size > RECORD_FIELD_SIZE || row->texts.size + size > RECORD_SIZE)
        cellrow_spoil(row, column, "the text is too long; shorten it.");
    if (row->bad)
        return;
    while (row->count < column) {
        row->starts[row->count++] = row->texts.size;
        buf_putc(&row->texts, '\0');
    }
    row->starts[row->count++] = row->texts.size;
    buf_add(&row->texts, text, size);
    buf_putc(&row->texts, '\0');
}

void cellrow_spoil(struct cellrow *row, size_t column, const char *words)
{
    if (row->bad)
        return;
    row->bad = true;
    err_set(&row->fault, "cell %s: %s", cellvalue_name(row->number, column).text, words);
}

enum record_result cellrow_lend(struct cellrow *row, struct record *record, struct err *err)
{
    *record = (struct record){.line = row->number,
                              .last = row->number,
                              .number = row->number,
                              .fields = row->fields,
                              .count = row->count,
                              .merged = row->merged};
    for (size_t i = 0; i < row->count; i++)
        row->fields[i] = row->texts.data + row->starts[i];
    if (row->bad)
        *err = row->fault;
    return row->bad ? RECORD_BAD : RECORD_READ;
}

void cellrow_free(struct cellrow *row)
{
    buf_free(&row->texts);
}
