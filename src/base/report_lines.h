/* How a report is shown to a person: what many rows have in common is told once. A program
 * that reads the report takes its findings as they are. */
#ifndef KUALIK_REPORT_LINES_H
#define KUALIK_REPORT_LINES_H

#include "base/report.h"

/* Calls `line` with each line that shows the findings of at least the level `least`; the report
 * must be sorted. What three rows or more say alike is one line with their numbers, as
 * number_ranges writes them and --only takes them back (of notes at most a hundred ranges), and
 * with their columns where they say it of several. Where more than ten lines (of notes: three)
 * tell the same kind of fault about the same key or column, the first three (of notes: one)
 * stay, and another counts the rest and has their rows. */
void report_lines(const struct report *report, enum level least,
                  void (*line)(void *context, const char *text), void *context);

#endif
