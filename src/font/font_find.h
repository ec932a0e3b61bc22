/* Finds font files by family and style, through fontconfig: the project's own folder of
 * fonts first, then the system's. It never takes a substitute. */
#ifndef KUALIK_FONT_FIND_H
#define KUALIK_FONT_FIND_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

struct font_find;

/* A font file and the face's number in it (collections have several). */
struct font_file {
    const char *path;
    unsigned index;
};

/* Gathers the fonts of `folder` (NULL or missing: none; lent) and of the system. Pipes and
 * devices are not opened, and after 10,000 files it goes no further. Close with font_find_free.
 */
struct font_find *font_find_new(const char *folder);

/* Looks up the face whose family is `family` and whose style is `style` ("Regular", "Bold",
 * "Light Italic", …; white space and letter case do not count, "Book" and "Normal" are
 * "Regular", "Oblique" is "Italic"). Of several such files in one place it takes the one with
 * every Kazakh letter, then the first by path. Variable fonts do not count. Texts are the
 * arena's. On failure `err` names the family, the Debian package that holds it where that is
 * known, or the free family of the same widths and its package, or the families present that
 * have every Kazakh letter; when only the style is missing, the family's styles and the package
 * that has more of them; or what hides it: a damaged file in the folder, fontconfig without
 * its configuration, a folder with too many files. */
bool font_find_get(const struct font_find *find, const char *family, const char *style,
                   struct arena *arena, struct font_file *file, struct error *err);

/* NULL is allowed. */
void font_find_free(struct font_find *find);

#endif
