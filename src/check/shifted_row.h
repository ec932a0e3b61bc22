/* Finds short rows of CSV that lack another cell than their last ones: what stands behind it is
 * under a wrong heading. */
#ifndef KUALIK_SHIFTED_ROW_H
#define KUALIK_SHIFTED_ROW_H

#include "check/subject.h"

#include <stdbool.h>

/* Says whether the row has fewer fields than the headings, and something shows that it lacks
 * one further ahead, which one error in the findings says: what the row says must not be
 * judged. Where only columns that no text shows do, it is a warning, and false. */
bool shifted_row_check(const struct row_subject *subject);

#endif
