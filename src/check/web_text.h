/* Texts that come from web pages with the pages' own signs in them: «&quot;Алға&quot;»,
 * «<b>Ким Ли</b>». */
#ifndef KUALIK_WEB_TEXT_H
#define KUALIK_WEB_TEXT_H

#include "base/arena.h"
#include "check/subject.h"

#include <stdbool.h>

/* Returns the text that a page with this one would show; the text itself if it has none of
 * HTML's signs. */
const char *web_text_shown(struct arena *arena, const char *text);

/* Reports such signs in the field, with the text that is meant: as an error where nothing would
 * remain of what must be filled. Returns false if there are any, so that it is no use to look
 * at what the field says. */
bool web_text_check(const struct field *field);

#endif
