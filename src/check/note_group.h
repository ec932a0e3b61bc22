/* Findings that say one thing are told once: a rule of spelling once a list, and two rows of
 * one number once, where their files would have one name. */
#ifndef KUALIK_NOTE_GROUP_H
#define KUALIK_NOTE_GROUP_H

#include "base/report.h"

/* Keeps, of notes of one kind on four rows or more, those of the first row and a note that
 * lists the others; so of warnings that a column as a whole earns, in capitals or shifted
 * against another, on ten rows or more; and of findings of a row those which another does not
 * imply: two files of one name need no word about their numbers. The report must be sorted, and
 * is so afterwards.
 */
void note_group(struct report *report);

#endif
