/* What can be wrong with a text of the list by itself: damage by encodings, letters of two
 * scripts in a word or of another alphabet. */
#ifndef KUALIK_TEXT_CHECK_H
#define KUALIK_TEXT_CHECK_H

#include "check/subject.h"

#include <stdbool.h>

/* Reports what is wrong with the field's text. Returns false when it is damaged, so that it is
 * no use to look at what it says. */
bool text_check(const struct field *field);

#endif
