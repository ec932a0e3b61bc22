/* What a file for the printer is called by those who show it, in the sheets' two languages. */
#ifndef KUALIK_PRINT_TITLE_H
#define KUALIK_PRINT_TITLE_H

#include "base/arena.h"
#include "template/template.h"

/* Returns the title: of which event the sheets are, else what the template's title begins with
 * on all of them, and that they are to be printed. Memory is the arena's. */
const char *print_title(const struct template *template, struct arena *arena);

#endif
