/* What spreadsheets call cells and columns. */
#ifndef KUALIK_CELL_NAME_H
#define KUALIK_CELL_NAME_H

#include <stddef.h>

struct cell_name {
    char text[64];
};

/* Cells side by side and under each other; rows count from 1, columns from 0. */
struct cell_range {
    size_t first_row, last_row, first_column, last_column;
};

/* Returns the name of a cell, such as "C5"; rows count from 1, columns from 0. */
struct cell_name cell_name(size_t row, size_t column);

/* Returns the name of a range, such as "A1:F1", or that of its one cell. */
struct cell_name cell_name_range(const struct cell_range *range);

/* Returns the name of a column: "A", "B", …, "Z", "AA", …. */
struct cell_name cell_name_column(size_t column);

/* Reads the column that the name of a cell begins with, 2 of "C5", and returns what follows;
 * NULL where there is none, or none that a sheet has. */
const char *cell_name_read_column(const char *name, size_t *column);

#endif
