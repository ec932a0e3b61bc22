/* Sets a text in a box: shapes it once, finds the largest size at which it fits, breaks it
 * into lines and places the glyphs.
 *
 *     typeset_shape → typeset_fit → typeset_place
 *
 * Between the last two the caller may lower the size, as a pair of boxes does that is set in
 * one size. */
#ifndef KUALIK_TYPESET_H
#define KUALIK_TYPESET_H

#include "base/arena.h"
#include "base/error.h"
#include "bind/card.h"
#include "font/shape.h"
#include "layout/font_set.h"
#include "page/page.h"
#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>

/* What setting needs; one a thread. */
struct typesetter {
    const struct font_set *faces;
    const struct lang_words *words; /* for what may not end a line */
    struct shape_room *room;
    struct arena *arena; /* for all results */
};

/* A text that is shaped and knows where its lines may end. */
struct setting;

/* Shapes `text` in language `lang`; `style` and `text` must outlive the setting, which is the
 * arena's. Fails when a face lacks a letter, and says which letter and which face. */
bool typeset_shape(const struct typesetter *typesetter, const struct text_style *style,
                   const struct rich *text, const char *lang, struct setting **setting,
                   struct error *err);

/* Says whether another sign shows a letter that its face lacks, as ‘ shows ʻ; `note` is then
 * what to tell of the first. The text keeps the letter. */
bool typeset_replaced(const struct setting *setting, struct error *note);

/* Returns the largest size in points, from the style's `size` down to its `least`, at which
 * the text fits into `width` by `height` points; 0 if it does not fit at any. */
double typeset_fit(const struct setting *setting, double width, double height);

/* Returns the width in points, at the style's least size, of the widest stretch that cannot
 * be broken: what a box must offer at least. */
double typeset_least_width(const struct setting *setting);

/* Lets words that are wider than `width` points at the style's least size be broken between any
 * two letters. Returns false when there are none. */
bool typeset_break_words(const struct typesetter *typesetter, struct setting *setting,
                         double width);

/* Returns the height in points that the text takes at `size` points in lines of `width`. */
double typeset_height(const struct setting *setting, double size, double width);

/* Sets the text at `size` points into `box`: one item a line and face. Lines of centred text
 * are balanced, others filled. The items are the arena's. */
void typeset_place(const struct typesetter *typesetter, const struct setting *setting,
                   double size, const struct box *box, struct item **items, size_t *count);

#endif
