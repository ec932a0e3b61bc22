/* What a row says and shows of its person's gender: in a column of its own, by the patronymics,
 * by surnames and by given names that have one gender. */
#ifndef KUALIK_GENDER_CHECK_H
#define KUALIK_GENDER_CHECK_H

#include "check/subject.h"

/* Reports a gender that is none, and the first that contradicts another. */
void gender_check(const struct row_subject *subject);

#endif
