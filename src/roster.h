/* The list of people: columns found by their headings, rows read one at a time so that
 * memory does not grow with the list. */
#ifndef KUALIK_ROSTER_H
#define KUALIK_ROSTER_H

#include "err.h"

#include <stdbool.h>
#include <stddef.h>

struct roster;

/* One person. Texts are valid UTF-8 in NFC, trimmed, and lent until the next roster_next or
 * roster_rewind. */
struct row {
    size_t line;               /* in the file, where the record begins, from 1 */
    size_t number;             /* as a spreadsheet counts: the headings are row 1 */
    const char *const *fields; /* roster_columns of them, "" for an empty one */
};

enum roster_result { ROSTER_ROW, ROSTER_BAD, ROSTER_END };

/* Opens the list at `path` and reads its headings. `separator` is ',', ';' or '\t', or 0 to
 * find it in the headings. Fails on a file that cannot be read, is empty, is not UTF-8, has
 * no headings, or two headings alike. Close with roster_close. */
bool roster_open(const char *path, char separator, struct roster **roster, struct err *err);

/* Returns the path as given. */
const char *roster_path(const struct roster *roster);

/* Return how many columns there are and the heading of one. */
size_t roster_columns(const struct roster *roster);
const char *roster_heading(const struct roster *roster, size_t column);

/* Reads the next row; empty lines are passed over. ROSTER_BAD: this row is unusable (too
 * many or too few fields, bytes that are not UTF-8, …), `err` says why with file and line,
 * `row->line` and `row->number` are set, and reading can go on. */
enum roster_result roster_next(struct roster *roster, struct row *row, struct err *err);

/* Starts again before the first row. Fails if the file is no longer the one that was
 * opened. */
bool roster_rewind(struct roster *roster, struct err *err);

void roster_close(struct roster *roster);

#endif
