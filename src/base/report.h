/* What a run has to say about a template or a list, gathered and told together: a person
 * mends ten faults in one go sooner than one fault in ten runs. */
#ifndef KUALIK_REPORT_H
#define KUALIK_REPORT_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum level {
    LEVEL_NOTE,    /* worth a look */
    LEVEL_WARNING, /* probably wrong; the work goes on */
    LEVEL_ERROR,   /* must be mended */
};

/* Where a finding stands. Every member may be missing (NULL or 0). */
struct place {
    const char *file; /* the path as the user gave it */
    size_t line;      /* in that file, from 1 */
    size_t row;       /* as a spreadsheet counts: the headings are row 1 */
    const char *who;  /* the person's name */
};

struct finding {
    enum level level;
    struct place place;
    size_t order;       /* of arrival */
    const char *what;   /* a sentence */
    const char *advice; /* what to do, a sentence; "" where `what` says it all */
};

struct report {
    struct arena arena; /* holds all texts */
    struct finding *list;
    size_t count;
    size_t room;
    size_t errors; /* how many of them are errors */
};

/* Adds a finding; all texts are copied. `advice` may be NULL. */
void report_add(struct report *findings, enum level level, struct place place,
                const char *advice, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Adds the error that a sentence tells. If that begins with the place's file, or with that and
 * a line, they go to the place, which is then not told twice. */
void report_add_error(struct report *findings, struct place place, const char *sentence);

/* Adds a finding of another list; all texts are copied. */
void report_copy(struct report *findings, const struct finding *finding);

/* Appends the finding as one line without its end: `FILE:LINE: WHO: WHAT ADVICE`, with
 * `warning: ` or `note: ` before WHO when it is no error, and the row before that where line
 * breaks inside fields have made it another number than the line's. */
void report_print(const struct finding *finding, struct buf *out);

/* Sorts by file, then line, then the order of arrival. */
void report_sort(struct report *findings);

/* Releases everything; usable again. */
void report_free(struct report *findings);

#endif
