/* The lines of a journal: each number of the register with what became of it, as the rows of a
 * list. Its columns are what the register knows by itself, then the fields of the certificates.
 * The former are number, who, date, version, file, reason, state; and issued, duplicate,
 * spoiled, revoked and spare, of which that of the state has its own name for a text and the
 * others none (but spare has one wherever the number is nobody's, of a spoiled blank, too). */
#ifndef KUALIK_REGISTER_LINES_H
#define KUALIK_REGISTER_LINES_H

#include "base/arena.h"
#include "base/error.h"
#include "roster/roster.h"
#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>

/* What a number can be. */
enum register_line_state {
    LINE_ISSUED,
    LINE_DUPLICATE,
    LINE_SPOILED,
    LINE_REVOKED,
    LINE_SPARE,
    LINE_STATES,
};

struct register_line {
    enum register_line_state state;
    struct row row;  /* a list of these has no lines and rows, so their numbers are 0 */
    const char *day; /* of issue: 2026-12-31; "": none */
};

/* `{0}` has none. Texts are the arena's. */
struct register_lines {
    struct arena arena;
    struct register_line *list; /* in the order of the numbers */
    size_t count;
    const char **headings;
    size_t heading_count, heading_room;
    const char *event; /* whose register it is */
};

/* Reads the register at `path`; days are those `offset` minutes east of UTC. Fails when it
 * cannot be read, has no numbers, or has one whose certificate is still to be issued. Release
 * with register_lines_free in any case. */
bool register_lines_read(const char *path, int offset, struct register_lines *lines,
                         struct error *err);
void register_lines_free(struct register_lines *lines);

/* Says whether the register itself has a column of that name. */
bool register_lines_has(const char *name);

/* Which of them are asked for. */
struct register_filter {
    const char *where;      /* COLUMN=VALUE, NULL: any */
    const char *since;      /* the first day of issue, 2026-12-31; NULL: any */
    bool only[LINE_STATES]; /* by state; none: all */
};

/* Leaves those that fit; `roster` has the lines' headings, and `template` may name some
 * of them otherwise (NULL: none). Fails when a column is not there, or
 * when no line fits. */
bool register_lines_filter(struct register_lines *lines, const struct roster *roster,
                           const struct template *template,
                           const struct register_filter *filter, struct error *err);

/* Puts in `*state` what the word means on the command line and in the columns; false: none. */
bool register_line_state_read(const char *word, enum register_line_state *state);

#endif
