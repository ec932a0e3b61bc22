/* Lines out of what stays together on a line, by widths alone: lines are filled, or balanced
 * for centred text. Lengths are ems. */
#ifndef KUALIK_PARAGRAPH_H
#define KUALIK_PARAGRAPH_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* What stays together on a line: glyphs from one place where it may end to the next. */
struct text_segment {
    size_t first, end; /* glyphs */
    double width;      /* ems, without the spaces at its end */
    double space;      /* ems, of those spaces */
    bool ends_line;    /* a line break of the text's own follows */
};

/* Zeroed but for `tracking` before it is filled; the arena's. */
struct paragraph {
    struct text_segment *segments;
    size_t count;
    double tracking; /* behind every glyph, the last of a line too, where it is not wanted */
};

/* Makes room for so many segments more. */
void paragraph_reserve(struct paragraph *paragraph, struct arena *arena, size_t more);

/* Adds an empty segment, for which there is room, whose first glyph is number `first`. */
struct text_segment *paragraph_add(struct paragraph *paragraph, size_t first);

/* Returns the width of the widest segment: what a line must offer at least. */
double paragraph_widest(const struct paragraph *paragraph);

/* Returns how many lines of `width` there are if each is filled; the fewest that are possible.
 */
size_t paragraph_count_lines(const struct paragraph *paragraph, double width);

/* Fills `ends`, the segment behind each line, with room for one of each segment, and returns
 * how many lines there are. `is_balanced`: in as few lines, they are of the most even width. */
size_t paragraph_break(const struct paragraph *paragraph, struct arena *arena, double width,
                       bool is_balanced, size_t *ends);

/* Returns the width of a line of the segments from `first` to `end`, without the spaces at its
 * end. */
double paragraph_line_width(const struct paragraph *paragraph, size_t first, size_t end);

/* Whether such a line shows anything: an empty one takes its room, and that is all. */
bool paragraph_shows(const struct paragraph *paragraph, size_t first, size_t end);

#endif
