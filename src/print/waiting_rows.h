/* Rows of a list that wait to be printed until all are read, since others come before them.
 * Texts that many have in common, such as regions, are kept once. */
#ifndef KUALIK_WAITING_ROWS_H
#define KUALIK_WAITING_ROWS_H

#include "issue/worker_pool.h"
#include "print/print_rows.h"

#include <stddef.h>

struct waiting_rows;

/* Makes room for `most` rows of so many columns; release with waiting_rows_free. */
struct waiting_rows *waiting_rows_new(size_t columns, size_t most);
void waiting_rows_free(struct waiting_rows *rows);

/* Copies a row in which nothing is wrong; `place`, where it stands in the file, is lent and one
 * of a list in the order of printing. */
void waiting_rows_add(struct waiting_rows *rows, const struct row_task *row_task,
                      const struct print_row *place);

/* Brings all that were added into the order of their places. */
void waiting_rows_sort(struct waiting_rows *rows);

/* Return how many there are; the i-th in that order, from 0, whose texts are lent; and its
 * place. */
size_t waiting_rows_count(const struct waiting_rows *rows);
struct row_task waiting_rows_task(const struct waiting_rows *rows, size_t i);
const struct print_row *waiting_rows_place(const struct waiting_rows *rows, size_t i);

#endif
