/* The first pass over a list: lays out every row that is asked for, gathers what is wrong and
 * which glyphs are in use, and writes nothing. The other rows are only read, for what the whole
 * list shows. */
#ifndef KUALIK_SURVEY_H
#define KUALIK_SURVEY_H

#include "base/error.h"
#include "base/report.h"
#include "issue/job.h"
#include "issue/outcomes.h"
#include "pdf/glyph_use.h"
#include "search/selection.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct survey;

/* All arguments must outlive it; `selection` (NULL: all rows) says which rows matter, `stop`
 * (NULL: nothing does) ends the survey when it is set. Release with survey_free. */
struct survey *survey_new(struct job *job, size_t threads, struct selection *selection,
                          const atomic_bool *stop, struct outcomes *outcomes);
void survey_free(struct survey *survey);

/* Surveys all rows into the outcomes. What is wrong with the selected ones goes to `findings`,
 * sorted. Fails when the list cannot be read to its end or has no rows, when something was
 * asked for that is not in it, or when it was stopped. */
bool survey_run(struct survey *survey, struct report *findings, struct error *err);

/* Lends the glyphs that the selected sound rows use together. */
const struct glyph_use *survey_glyphs(const struct survey *survey);

#endif
