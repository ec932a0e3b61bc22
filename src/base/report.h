/* What a run has to say about a template or a list, gathered and told together: a person
 * corrects ten faults in one go sooner than one fault in ten runs. */
#ifndef KUALIK_REPORT_H
#define KUALIK_REPORT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/byte_set.h"
#include "base/error.h"
#include "base/message.h"

#include <stdbool.h>
#include <stddef.h>

enum level {
    LEVEL_NOTE,    /* worth a look */
    LEVEL_WARNING, /* probably wrong; the work goes on */
    LEVEL_ERROR,   /* must be corrected */
};

/* What is said, wherever it stands. */
struct finding_words {
    struct message what;
    struct message advice; /* what to do; no code: `what` says it all */
    size_t size;           /* of the texts */
    char texts[];          /* of both messages */
};

struct finding {
    enum level level;
    struct place place;
    size_t order;                      /* of arrival */
    const struct finding_words *words; /* one for all of the report that say the same */
};

struct report {
    struct arena arena;     /* holds all texts, */
    struct byte_set shared; /* those that findings have in common once */
    struct finding *list;
    size_t count;
    size_t room;
    size_t errors; /* how many of them are errors */
};

/* Adds a finding. `code` names the kind and never changes (it is what `--json` shows); it and
 * `format`, one or more whole sentences, are literals. All texts are copied. */
void report_add(struct report *report, enum level level, struct place place, const char *code,
                const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The same with a sentence that depends on a number: `plural` is for any but one. */
void report_add_plural(struct report *report, enum level level, struct place place,
                       const char *code, size_t number, const char *format, const char *plural,
                       ...) __attribute__((format(printf, 6, 8), format(printf, 7, 8)));

/* Adds to the newest finding what to do. */
void report_advise(struct report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds what `err` says; `place` fills what it leaves open of its place. */
void report_add_error(struct report *report, enum level level, struct place place,
                      const struct error *err);

/* Puts what the finding says into `err`. */
void finding_error(const struct finding *finding, struct error *err);

/* Adds a finding of another report; all texts are copied. */
void report_copy(struct report *report, const struct finding *finding);

/* Whether both say the same, wherever it stands; whether a finding from number `first` on
 * says what the error says. */
bool finding_equal(const struct finding *a, const struct finding *b);
bool report_says(const struct report *report, size_t first, const struct error *err);

/* Appends the finding as one line without its end: `FILE:LINE: WHO: WHAT ADVICE`, with
 * `warning: ` or `note: ` before WHO when it is not an error, and the row before that where
 * line breaks inside fields have made it another number than the line's. */
void finding_print(const struct finding *finding, struct buf *out);

/* Appends what is before the person there, if it is not an error; what is after the place. */
void finding_print_level(const struct finding *finding, struct buf *out);
void finding_print_words(const struct finding *finding, struct buf *out);

/* Sorts by file, then line, then the order of arrival. */
void report_sort(struct report *report);

/* Releases everything; usable again. */
void report_free(struct report *report);

#endif
