/* The row of headings: where the columns of a list get their names. */
#ifndef KUALIK_ROSTER_HEADINGS_H
#define KUALIK_ROSTER_HEADINGS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/report.h"
#include "table/list.h"

#include <stdbool.h>
#include <stddef.h>

/* Headings that the list should have, as the user of the list spells them. */
struct roster_wanted {
    const char *const *list;
    size_t count; /* 0: the first row that is not blank has the headings */
    bool (*is_name)(void *context, const char *heading); /* see roster.h; or NULL */
    void *context;
};

struct roster_headings {
    const char **list; /* normalized; a line break in them is white space; "" where the row
                        * has none */
    size_t columns;    /* up to the last heading */
    size_t width; /* fields of the row: a spreadsheet may leave empty columns after the last
                   * heading */
    size_t row;   /* its number, as record.number */
};

/* Reads `list`, which has just been opened, to its headings, whose memory is the arena's: to
 * the first row that has all that are wanted, or the most of them, or else a usual one, or else
 * to the first row that is not blank. What was passed over, and how headings were changed, goes
 * to `notes`. Fails where there are none, or two alike that are wanted, or where a title or a
 * merged cell stands among them; the error has no file. */
bool roster_headings_read(struct list *list, const struct roster_wanted *wanted,
                          struct arena *arena, struct roster_headings *headings,
                          struct report *notes, struct error *err);

/* Reads the list from its beginning to the headings once more. */
bool roster_headings_skip(struct list *list, const struct roster_headings *headings,
                          struct error *err);

#endif
