/* Which rows of a list with a register can be printed: those that were issued. */
#ifndef KUALIK_ISSUED_ROWS_H
#define KUALIK_ISSUED_ROWS_H

#include "base/error.h"
#include "base/report.h"
#include "issue/job.h"
#include "print/print_rows.h"

#include <stdbool.h>

/* Fail where nothing of the list, or of these rows, has been issued yet: there are no numbers
 * that could be printed, which is told once. */
bool issued_rows_check(const struct job *job, struct error *err);
bool issued_rows_check_some(const struct job *job, const struct print_rows *rows,
                            struct error *err);

/* Reports when the template has changed since the certificates were issued. Fails when the
 * register cannot be read. */
bool issued_rows_check_template(const struct job *job, struct report *findings,
                                struct error *err);

/* Says whether the row has its number, and reports when it has none, or when it was corrected
 * since its certificate was issued. */
bool issued_rows_has_number(const struct job *job, const struct print_row *row,
                            struct report *findings);

#endif
