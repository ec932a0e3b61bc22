/* The columns that a template uses and a list does not have: gathered while a binding is made,
 * and reported together. */
#ifndef KUALIK_MISSING_COLUMNS_H
#define KUALIK_MISSING_COLUMNS_H

#include "base/report.h"
#include "bind/binding.h"
#include "roster/roster.h"

#include <stddef.h>

/* One of them, at its first use. */
struct missing_column {
    const char *text; /* the heading that [columns] gives, or a placeholder's name */
    bool heading;     /* which of both it is */
    struct place place;
    size_t uses;
};

/* `{0}` has none. */
struct missing_columns {
    struct missing_column *list;
    size_t count, room;
};

/* Adds a heading that [columns] gives; the text and those of `place` must outlive the columns.
 */
void missing_columns_add_heading(struct missing_columns *missing, const char *heading,
                                 struct place place);

/* Adds a name that a placeholder or a key uses; one that is there already is used once more. */
void missing_columns_add_name(struct missing_columns *missing, const char *name,
                              struct place place);

/* Reports each column for which the list or the template has a similar name, and the others in
 * one error; then releases them. */
void missing_columns_report(struct missing_columns *missing, const struct binding *binding,
                            const struct roster *roster, struct report *findings);

#endif
