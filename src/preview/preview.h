/* One certificate to look at: the very pages that `kualik issue` would write, with a mark laid
 * over them, unsigned. It uses up no number and leaves no trace but its file.
 *
 *     row_search → preview_number → preview_draw; what is searched for by its number, or
 *     shows it, is searched for behind preview_number
 */
#ifndef KUALIK_PREVIEW_H
#define KUALIK_PREVIEW_H

#include "base/buf.h"
#include "base/error.h"
#include "base/report.h"
#include "issue/job.h"
#include "preview/preview_sources.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum preview_format { PREVIEW_PDF, PREVIEW_PNG, PREVIEW_SVG };

struct preview_options {
    enum preview_format format;
    size_t page;                     /* of PNG and SVG, from 1; 0: all, side by side */
    double dpi;                      /* of PNG: pixels an inch */
    bool blank;                      /* only what is printed on sheets printed beforehand, and
                                        the pages' colours and images under it */
    int64_t time;                    /* seconds since 1970, of making */
    int offset;                      /* minutes east of UTC in which that time is written */
    const char *producer;            /* "kualik 1.0" */
    struct preview_sources *sources; /* gets the pictures that only this row has; may be NULL */
};

enum { PREVIEW_ALL = SIZE_MAX };

/* Where a register gives out numbers, finds out which the row of that index would get, or all
 * rows (PREVIEW_ALL): those of rows that cannot be issued are left out, so that every new one
 * before it is looked at, with so many threads. Gives none out. Fails when the list cannot be
 * read to its end or has no rows. */
bool preview_number(struct job *job, size_t index, size_t threads, struct error *err);

/* Draws row `index` of the list, from 0, and appends the file to `out`. What is wrong with the
 * row goes to `findings`; where one of them is an error, `kualik issue` keeps the row back,
 * though it could be drawn. Fails when it cannot be drawn (then `findings` has an error, and
 * `err` says that there are some) or when the list cannot be read so far. */
bool preview_draw(struct job *job, size_t index, const struct preview_options *options,
                  struct buf *out, struct report *findings, struct error *err);

/* Says whether the file in `bytes` is a preview that this function has drawn. */
bool preview_is_ours(const struct buf *bytes);

#endif
