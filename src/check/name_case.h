/* Capitals in a name: one at the head of each part, and none where a word has none. */
#ifndef KUALIK_NAME_CASE_H
#define KUALIK_NAME_CASE_H

#include "check/subject.h"

/* Returns the end of the title at `text`, the head of a word (г-н, д.э.н., проф.), full stop
 * and all, or `text`. Names are written with a capital, so a word that has one is a title only
 * when a full stop ends it, when no name is written so (PhD), or when it is a post before
 * others (Спикер Каримов Аслан). */
const char *name_case_title(const struct field *field, const char *text);

/* Reports capitals where none should be, and where one is missing. Remarks in brackets or after
 * a comma, and titles, are not looked at. */
void name_case_check(const struct field *field);

#endif
