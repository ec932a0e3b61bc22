/* What only the laid-out pages show: texts that had to shrink, texts near the edge of the
 * sheet, QR codes too dense to be read, Kazakh set smaller than Russian. Of each element the
 * worst row is told, how many there are, and where to find the next, not one finding a row. */
#ifndef KUALIK_BOXCHECK_H
#define KUALIK_BOXCHECK_H

#include "base/report.h"
#include "bind/binding.h"
#include "bind/card.h"
#include "layout/font_set.h"
#include "layout/layout.h"

#include <stddef.h>

struct boxcheck;

/* Looks at what is the same for every row. The arguments must outlive the boxcheck. Release
 * with boxcheck_free. */
struct boxcheck *boxcheck_new(const struct binding *binding, const struct faces *faces,
                              const struct layout *layout);
void boxcheck_free(struct boxcheck *boxcheck);

/* Looks at row `index` of the list, from 0. Threads may call it together. */
void boxcheck_row(struct boxcheck *boxcheck, size_t index, const struct card *card,
                  const struct laid *laid);

/* Tells the worst of each element, when all rows have been looked at. */
void boxcheck_tell(const struct boxcheck *boxcheck, struct findings *findings);

#endif
