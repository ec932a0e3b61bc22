/* What can be wrong with the form of a name: signs that do not belong in it, capitals where
 * none should be, words that stand for no name at all. */
#ifndef KUALIK_NAME_CHECK_H
#define KUALIK_NAME_CHECK_H

#include "check/subject.h"

/* Reports what is wrong with the field, which is part of a name. */
void name_check(const struct field *field);

#endif
