/* What went wrong, for the person who runs the program. The caller owns the struct; functions
 * that can fail return false and put into it one message, its place, and what to do. On
 * success it is left as it was. It may be copied by assignment. */
#ifndef KUALIK_ERROR_H
#define KUALIK_ERROR_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/message.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Where something stands. Every member may be missing (NULL or 0). */
struct place {
    size_t line;             /* in the file, from 1 */
    size_t row;              /* as a spreadsheet counts: the headings are row 1 */
    const char *file;        /* the path as the user gave it */
    const char *who;         /* the person's name */
    const char *section;     /* of a template: "text name-kk" */
    const char *key;         /* in the section: "font" */
    const char *placeholder; /* of a template's pattern: "name_kk" */
    const char *column;      /* a list's heading, or what stands in an archive or a folder */
    const char *cell;        /* of a workbook: "B5" */
};

enum {
    ERROR_WORDS_SIZE = 2048, /* of all texts but a path */
    ERROR_PATH_SIZE = 4096,  /* the longest path that the system opens (PATH_MAX) */
    ERROR_TEXT_SIZE = ERROR_WORDS_SIZE + ERROR_PATH_SIZE,
    PLACE_TEXTS = 7
};

struct error {
    struct message what;
    struct message advice; /* what to do; no code: `what` says it all */
    size_t line, row;
    size_t place[PLACE_TEXTS]; /* offsets of the place's texts in their order; 0: missing */
    size_t size;               /* of the texts in use */
    char texts[ERROR_TEXT_SIZE];
};

/* Sets the error to a message without a place. `code` names the kind of fault and never
 * changes (it is what `--json` shows); it and `format`, one or more whole sentences, are
 * literals. Returns false, so that a failing function can end with `return error_set(err, …)`.
 */
bool error_set(struct error *err, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a sentence without gaps that stands elsewhere, as in a table. */
bool error_set_sentence(struct error *err, const char *code, const char *sentence);

/* The same for functions that take the arguments themselves. */
bool error_setv(struct error *err, const char *code, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

/* The same with a sentence that depends on a number: `plural` is for any but one. */
bool error_set_plural(struct error *err, const char *code, size_t number, const char *format,
                      const char *plural, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* Adds what to do; the first advice counts. Returns false. */
bool error_advise(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same instead of the advice that is there, which is for somebody else. */
bool error_advise_instead(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* As error_advise, with a sentence without gaps that stands elsewhere, as in a table. */
bool error_advise_sentence(struct error *err, const char *sentence);

/* Adds that it is a fault of the program itself, where what people gave was checked before:
 * they can only report it. Returns false. */
bool error_internal(struct error *err);

/* Says where it went wrong; what is known already, nearer to the fault, counts. Texts are
 * copied: a path that the system can open always whole. Returns false. */
bool error_at(struct error *err, struct place place);

/* Lends the place; valid until `err` changes. */
struct place error_place(const struct error *err);

/* Appends the whole as one line without its end: `FILE:LINE: WHO: PLACE: WHAT ADVICE`. */
void error_print(const struct error *err, struct buf *out);

/* Appends the whole without its place. */
void error_print_words(const struct error *err, struct buf *out);

/* Appends the place as error_print begins, with `level` ("warning: ") before the person. */
void place_print(const struct place *place, const char *level, struct buf *out);

#endif
