/* What the checks look at, a row and a text of it, and what they judge by; shared by all that
 * check rows. */
#ifndef KUALIK_SUBJECT_H
#define KUALIK_SUBJECT_H

#include "base/arena.h"
#include "base/report.h"
#include "check/check_words.h"
#include "check/columns.h"
#include "check/kazakh_spelling.h"
#include "lang/lang.h"
#include "lang/name_match.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>

/* What is known of languages, the same for all rows; lent. */
struct check_rules {
    const struct lang *lang; /* for what patronymics and words of gender show */
    const struct check_words *words;
    const struct kazakh_spelling *spelling;
    const struct name_match *match;
};

/* A row under examination, and where what is wrong with it goes. */
struct row_subject {
    const struct columns *columns;
    const struct check_rules *rules;
    const struct row *row;
    struct place place;
    struct arena *arena; /* for words on the way */
    struct report *findings;
    bool not_1251;  /* it was not read as Windows-1251 */
    bool *damaged;  /* by column: its text is no use */
    bool *differs;  /* by column: a Kazakh name that is not the Russian one beside it */
    bool *stripped; /* by column: Kazakh without its letters */
};

/* A text of a row. */
struct field {
    const struct column *column;
    const char *text;
    struct place place; /* the row's, with the column's heading */
    const struct check_rules *rules;
    struct arena *arena;
    struct report *findings;
    bool not_1251; /* of the row */
};

/* Returns the field of that column. */
struct field subject_field(const struct row_subject *subject, size_t column);

/* Returns the place of that column's field. */
struct place subject_place(const struct row_subject *subject, size_t column);

/* Returns the beginning of a text, as messages show it. */
const char *subject_text(const struct row_subject *subject, const char *text);
const char *field_text(const struct field *field);

#endif
