/* The inspection of a list: all checks that need no more than the list, the template and the
 * laid-out pages, told as findings before anything is printed.
 *
 *     inspect_new → inspect_row for every row → inspect_list
 *
 * What is found does not depend on the order of the rows, nor on how many threads there are. */
#ifndef KUALIK_INSPECT_H
#define KUALIK_INSPECT_H

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

struct inspector;

/* Makes the inspector; the arguments must outlive it. Release with inspect_free. */
struct inspector *inspect_new(const struct binding *binding, const struct faces *faces,
                              const struct layout *layout, const struct roster *roster);
void inspect_free(struct inspector *inspector);

/* Inspects row `index` of the list, from 0, and what was made of it. What is wrong with the
 * row goes to `findings`; what only the whole list shows is kept. Threads may call it
 * together. `arena` is for words on the way. Returns false if a finding is an error. */
bool inspect_row(struct inspector *inspector, size_t index, const struct row *row,
                 const struct card *card, const struct laid *laid, struct arena *arena,
                 struct findings *findings);

/* Tells what the whole list shows, when all rows are inspected; none of it is an error. Reads
 * `roster` once more if it must; fails when it cannot. */
bool inspect_list(struct inspector *inspector, struct roster *roster, struct findings *findings,
                  struct err *err);

#endif
