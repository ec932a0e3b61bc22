/* A field of the list under examination, and how what is wrong with it is told. */
#ifndef KUALIK_FIELD_H
#define KUALIK_FIELD_H

#include "base/arena.h"
#include "base/report.h"
#include "check/columns.h"

struct field {
    const struct column *column;
    const char *text;
    struct place place;
    struct arena *arena; /* for words on the way */
    struct report *findings;
};

/* Adds the finding, with the column and the text before it. */
void field_report(const struct field *field, enum level level, const char *advice,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
