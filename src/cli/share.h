/* What comes with the program: templates, and what a new project is made from. It stands beside
 * the program, in ../share/kualik where it is installed, or in the folders above it where it
 * was built. */
#ifndef KUALIK_SHARE_H
#define KUALIK_SHARE_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

/* Returns the path of a file that comes with the program ("templates/plain.ini"), or NULL if it
 * is not there. */
const char *share_file(struct arena *arena, const char *name);

/* The same for one that it cannot do without: NULL is a failure. */
const char *share_need(struct arena *arena, const char *name, struct error *err);

/* Says whether the file at `path` is, byte by byte, the one of that name which comes with the
 * program. */
bool share_has(const char *path, const char *name);

/* Returns the folder of the translations, or NULL if there are none: `locale` beside the
 * program where it was built, ../share/locale where it is installed. */
const char *share_translations(struct arena *arena);

/* Returns the path of the template that is called so ("plain"), or NULL if `name` is not a word
 * of small letters, digits and hyphens, or none is called so. */
const char *share_template(struct arena *arena, const char *name);

/* Returns the names of the templates that come with the program, sorted, with commas between.
 */
const char *share_templates(struct arena *arena);

#endif
