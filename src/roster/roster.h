/* The list of people: columns found by their headings, rows read one at a time so that memory
 * does not grow with the list. */
#ifndef KUALIK_ROSTER_H
#define KUALIK_ROSTER_H

#include "base/error.h"
#include "base/report.h"
#include "roster/normalize.h"
#include "table/list.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct roster;

enum { ROSTER_HEADING_ROWS = 30 }; /* among which the headings are looked for */

/* What a register gives a row, for {number} and {duplicate}; "" where it gives nothing. */
struct registered {
    const char *number, *duplicate;
};

/* One person. Texts are valid UTF-8 in NFC, normalized (see normalize.h), and valid until the
 * next roster_next or roster_rewind. */
struct row {
    size_t line;   /* in the file, where the record begins, from 1; in a workbook,
                    * the row */
    size_t number; /* as a spreadsheet counts: the headings are row 1 */
    const char *const
        *fields;    /* roster_columns of them, "" for an empty one; of a bad row, what
                     * could be read, or NULL where that may stand in wrong columns */
    size_t missing; /* how many of the last fields the row has not, in CSV: they
                     * are taken as empty */
    struct registered registered; /* valid as the fields are */
    struct changes changes;       /* what was done to them; valid as the fields are */
    const struct report *faults;  /* why a bad row is unusable, and what else there is to say of
                                   * a row, without file, line and person; valid as the fields
                                   * are */
};

enum roster_result { ROSTER_ROW, ROSTER_BAD, ROSTER_FAILED, ROSTER_END };

/* How to read the list, where that is not to be found out; `{0}`: all is. */
struct roster_options {
    struct list_options list;
    const char *const
        *headings;        /* those that the list should have, as it spells them, to find */
    size_t heading_count; /* their row by; without any it is the first one */
    bool (*is_name)(void *context,
                    const char *heading); /* says whether a heading is usual for names: where
                                           * no row has a wanted one, the first row with such a
                                           * heading is taken; NULL: nobody knows */
    void *context;
};

/* Opens the list at `path` and reads its headings; `options` NULL is `{0}`. Fails on a file
 * that cannot be read, is empty, is in an encoding that cannot be found out, has no headings,
 * two alike that it should have, merged ones, or a title above them and not all that it should
 * have. Close with roster_close. */
bool roster_open(const char *path, const struct roster_options *options, struct roster **roster,
                 struct error *err);

/* Returns a roster of headings alone, which are copied: its rows are known from elsewhere, and
 * reading gives none. `path` is that of where they come from. Close with roster_close. */
struct roster *roster_of_headings(const char *path, const char *const *headings, size_t count);

/* Returns the path as given. */
const char *roster_path(const struct roster *roster);

/* Returns what there is to say of the list as a whole, none of it an error: the encoding that
 * was found or assumed, the sheet that is read, how headings were changed. */
const struct report *roster_notes(const struct roster *roster);

/* Return how many columns there are and the heading of one. */
size_t roster_columns(const struct roster *roster);
const char *roster_heading(const struct roster *roster, size_t column);

/* Returns a sum of the row's texts: where it is another, so are they. */
uint32_t roster_row_sum(const struct roster *roster, const struct row *row);

/* Returns the number of the row in which the headings are, as a spreadsheet counts. */
size_t roster_heading_row(const struct roster *roster);

/* Says which columns nobody uses, by column; valid as long as the roster. What is wrong with
 * one of them alone becomes a note and makes no row bad. */
void roster_ignore(struct roster *roster, const bool *unused);

/* Reads the list once and fails where nearly every row has fewer fields than the headings, and
 * the last ones are used: a cell may be missing before them. Call it before roster_rewind; what
 * else is wrong with the list is for roster_next to say. */
bool roster_check_lengths(struct roster *roster, struct error *err);

/* Says who knows what a register gives the row of an index (from 0, in the order of the list,
 * bad rows counted too); texts may be the arena's. NULL: nobody. */
void roster_register(struct roster *roster,
                     struct registered (*look)(const void *context, size_t index,
                                               struct arena *arena),
                     const void *context);

/* Reads the next row; empty lines are passed over. ROSTER_BAD: this row is unusable (too
 * many or too few fields, bytes that are not UTF-8, merged cells, …), its faults say why, and
 * reading can go on. Its texts are good to name the person by and for nothing else, so no other
 * fault is looked for in them. ROSTER_FAILED: the list cannot be read any further, `err` says
 * why, and how many rows follow nobody knows. */
enum roster_result roster_next(struct roster *roster, struct row *row, struct error *err);

/* Starts again before the first row. Fails if the file is no longer the one that was
 * opened. */
bool roster_rewind(struct roster *roster, struct error *err);

/* Say that a row is not as it was when the list was read before, and that there is none; return
 * false. */
bool roster_fail_of_change(struct error *err);

/* NULL is allowed. */
void roster_close(struct roster *roster);

#endif
