/* The Kazakh and the Russian name of a row, which must be of one person: columns that were
 * sorted or shifted without each other, names that changed places, a wrong letter. */
#ifndef KUALIK_PAIR_CHECK_H
#define KUALIK_PAIR_CHECK_H

#include "check/subject.h"

/* Compares each Kazakh name with the Russian one in its column, for `differs` of the subject.
 */
void pair_check_compare(const struct row_subject *subject);

/* Reports, in one finding, those that differ. */
void pair_check(const struct row_subject *subject);

#endif
