/* What only the finished pages show: texts that had to shrink, texts near the edge of the
 * sheet, QR codes too dense to be read, Kazakh set smaller than Russian. Of each element the
 * worst row is reported, how many there are, and where to find the next: not one finding a
 * row. */
#ifndef KUALIK_PAGE_CHECK_H
#define KUALIK_PAGE_CHECK_H

#include "base/report.h"
#include "bind/binding.h"
#include "bind/card.h"
#include "layout/font_set.h"
#include "layout/layout.h"

#include <stddef.h>

struct page_check;

/* Looks at what is the same for every row. The arguments must outlive it. Release
 * with page_check_free. */
struct page_check *page_check_new(const struct binding *binding, const struct font_set *faces,
                                  const struct layout *layout);
void page_check_free(struct page_check *page_check);

/* Looks at row `index` of the list, from 0. Threads may call it together. */
void page_check_row(struct page_check *page_check, size_t index, const struct card *card,
                    const struct row_pages *row_pages);

/* Reports the worst of each element, when all rows have been looked at. */
void page_check_report(const struct page_check *page_check, struct report *findings);

#endif
