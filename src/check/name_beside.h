/* What stands in the field of a name beside it, and would be printed with it: titles, remarks,
 * what is in brackets, a second person. */
#ifndef KUALIK_NAME_BESIDE_H
#define KUALIK_NAME_BESIDE_H

#include "check/subject.h"

#include <stdbool.h>

/* Reports brackets, a title, and signs behind which something else begins. Returns whether a
 * title stands there. */
bool name_beside_check(const struct field *field);

/* Reports a remark in small letters behind the name, «Ким Ли болеет», and returns whether there
 * is one. */
bool name_beside_remark(const struct field *field);

/* Reports that two people are joined by a word, «Ахметов Асқар және Ким Ли», and returns
 * whether they are. */
bool name_beside_second(const struct field *field);

/* Advises to leave nothing but the name. */
void name_beside_advise(const struct field *field);

#endif
