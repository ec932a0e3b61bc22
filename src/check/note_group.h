/* Notes that are the same for many rows: one rule of spelling is explained once a list. */
#ifndef KUALIK_NOTE_GROUP_H
#define KUALIK_NOTE_GROUP_H

#include "base/report.h"

/* Keeps, of notes of one kind on four rows or more, those of the first row and a note that
 * lists the others. The report must be sorted, and is so afterwards. */
void note_group(struct report *report);

#endif
