/* The Kazakh and the Russian name of a row, which must be of one person: columns that were
 * sorted or shifted without each other, names that changed places, a wrong letter. */
#ifndef KUALIK_PAIR_CHECK_H
#define KUALIK_PAIR_CHECK_H

#include "check/subject.h"

#include <stdbool.h>
#include <stddef.h>

/* Says whether the names in a Kazakh column and in its Russian one may be the same. */
bool pair_check_agrees(const struct row_subject *subject, size_t kazakh);

/* Reports, in one finding, where they are not. */
void pair_check(const struct row_subject *subject);

#endif
