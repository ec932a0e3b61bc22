/* The inspection of a list: all checks that need no more than the list, the template and the
 * finished pages, reported before anything is printed.
 *
 *     check_new → check_stray, else check_row or check_other for every row → check_list
 *
 * What is found does not depend on the order of the rows, nor on how many threads there are. */
#ifndef KUALIK_CHECK_H
#define KUALIK_CHECK_H

#include "base/arena.h"
#include "base/error.h"
#include "base/report.h"
#include "bind/binding.h"
#include "bind/card.h"
#include "layout/font_set.h"
#include "layout/layout.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>

struct check;

/* Makes the inspector; the arguments must outlive it. Fails with NULL when the rules that the
 * program carries cannot be read. Release with check_free. */
struct check *check_new(const struct binding *binding, const struct font_set *faces,
                        const struct layout *layout, const struct roster *roster,
                        struct error *err);
void check_free(struct check *check);

/* Lends, by column of the list, whether neither the template nor a check looks at it. */
const bool *check_unused(const struct check *check);

/* Says whether a row that could be read is nobody's: a sum under the table, numbers of the
 * columns, a remark. If so, one error in `findings` says it, and the row must not be inspected
 * any further. Threads may call it together. */
bool check_stray(const struct check *check, const struct row *row, struct place place,
                 struct arena *arena, struct report *findings);

/* Inspects row `index` of the list, from 0, and what was made of it. What is wrong with the
 * row goes to `findings`; what only the whole list shows is kept. Threads may call it together.
 * `arena` is for words on the way. Returns false if a finding is an error. */
bool check_row(struct check *check, size_t index, const struct row *row,
               const struct card *card, const struct row_pages *row_pages, struct arena *arena,
               struct report *findings);

/* Keeps what only the whole list shows of row `index`, which is not inspected and of which
 * nobody is told. Threads may call it together. */
void check_other(struct check *check, size_t index, const struct row *row, struct arena *arena);

/* Reports what the whole list shows of its rows before index `end`, when all rows are
 * inspected; none of it is an error. Reads `roster` once more, up to there, if it must; fails
 * when it cannot. */
bool check_list(struct check *check, struct roster *roster, size_t end, struct report *findings,
                struct error *err);

/* Warns where a form that is printed of a list names the event of the example; fails when the
 * rules that the program carries cannot be read. */
bool check_form(const struct template *form, struct report *findings, struct error *err);

/* Sorts the findings of the survey, and drops those that another of the same row implies. */
void check_sort(struct report *findings);

#endif
