/* The comments of a template in the user's language. They are sentences to translate like those
 * that the program says: packaging/pot finds them in templates/ by the same rules.
 *
 * A comment is the lines with «# » before them that stand together. «# - » begins another, an
 * item of a list, and the words between «# ----» and «----» are a heading. A line with its «#»
 * right before the text is none: it has been taken out and may be brought back. */
#ifndef KUALIK_COMMENTS_H
#define KUALIK_COMMENTS_H

#include "base/buf.h"

/* Returns an English comment, which is never empty, in the user's language: lent text, or
 * `english` itself if there is no other. */
typedef const char *comments_translator(const char *english);

/* Appends the text of a template to `out` with its comments translated, in lines of 100 letters
 * at most; what has no translation stays byte by byte, and so does all else. */
void comments_translate(const char *ini, comments_translator *translate, struct buf *out);

#endif
