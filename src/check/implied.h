/* What follows from another finding of the same row need not be told. */
#ifndef KUALIK_IMPLIED_H
#define KUALIK_IMPLIED_H

#include "base/report.h"

/* Drops the findings of a row that another of its findings implies: two files of one name need
 * no word about their numbers, and those that have lost their words. The report must be sorted,
 * and stays so. */
void implied_drop(struct report *report);

#endif
