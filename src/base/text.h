/* The beginnings and ends of texts. */
#ifndef KUALIK_TEXT_H
#define KUALIK_TEXT_H

#include <stdbool.h>

/* Says whether `text` begins with `beginning`. */
bool text_begins(const char *text, const char *beginning);

/* Says whether `text` ends with `ending`, as file names do with .PDF or .pdf, and has something
 * before it. Latin letters may be small or capital, whatever the locale. */
bool text_ends(const char *text, const char *ending);

#endif
