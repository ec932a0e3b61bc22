/* How tightly a row's texts sit in their boxes. */
#ifndef KUALIK_TIGHTNESS_H
#define KUALIK_TIGHTNESS_H

#include "issue/job.h"

/* Returns, for the text that sits most tightly: up to 1, which part of its box's width (of all
 * lines of the box, where it has several) it fills at its full size; above 1, the more it
 * shrinks, up to 2. Only texts that are this row's count. */
double tightness(const struct job *job, const struct row_pages *row_pages);

#endif
