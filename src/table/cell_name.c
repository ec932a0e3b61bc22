#include "table/cell_name.h"

#include "table/sheet_row.h"

#include <stdio.h>
#include <string.h>

/* Letters are digits from 1 to 26: there is none for 0. */
struct cell_name cell_name_column(size_t column)
{
    struct cell_name name;
    char letters[16];
    char *start = letters + sizeof letters - 1;
    *start = '\0';
    for (size_t rest = column + 1; rest > 0 && start > letters; rest = (rest - 1) / 26)
        *--start = (char)('A' + (rest - 1) % 26);
    snprintf(name.text, sizeof name.text, "%s", start);
    return name;
}

struct cell_name cell_name(size_t row, size_t column)
{
    struct cell_name letters = cell_name_column(column), name;
    snprintf(name.text, sizeof name.text, "%.14s%zu", letters.text, row);
    return name;
}

struct cell_name cell_name_range(const struct cell_range *range)
{
    struct cell_name first = cell_name(range->first_row, range->first_column), name = first;
    struct cell_name last = cell_name(range->last_row, range->last_column);
    if (strcmp(first.text, last.text) != 0)
        snprintf(name.text, sizeof name.text, "%.31s:%.31s", first.text, last.text);
    return name;
}

const char *cell_name_read_column(const char *name, size_t *column)
{
    size_t number = 0;
    for (; *name >= 'A' && *name <= 'Z' && number <= SHEET_ROW_COLUMNS; name++)
        number = number * 26 + (size_t)(*name - 'A') + 1;
    if (number == 0 || number > SHEET_ROW_COLUMNS)
        return NULL;
    *column = number - 1;
    return name;
}
