#include "layout/paragraph.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

void paragraph_reserve(struct paragraph *paragraph, struct arena *arena, size_t more)
{
    struct text_segment *segments = arena_new(arena, paragraph->count + more, sizeof *segments);
    if (paragraph->count)
        memcpy(segments, paragraph->segments, paragraph->count * sizeof *segments);
    paragraph->segments = segments;
}

struct text_segment *paragraph_add(struct paragraph *paragraph, size_t first)
{
    struct text_segment *segment = &paragraph->segments[paragraph->count++];
    *segment = (struct text_segment){.first = first, .end = first};
    return segment;
}

double paragraph_widest(const struct paragraph *paragraph)
{
    double widest = 0;
    for (size_t i = 0; i < paragraph->count; i++)
        widest = fmax(widest, paragraph->segments[i].width - paragraph->tracking);
    return widest;
}

/* Returns the segment behind the last one that fits on a line. */
static size_t fill_line(const struct paragraph *paragraph, size_t segment, double width)
{
    double used = 0;
    for (size_t i = segment; i < paragraph->count; i++) {
        const struct text_segment *next = &paragraph->segments[i];
        if (i > segment && used + next->width - paragraph->tracking > width)
            return i;
        if (next->ends_line)
            return i + 1;
        used += next->width + next->space;
    }
    return paragraph->count;
}

size_t paragraph_count_lines(const struct paragraph *paragraph, double width)
{
    size_t lines = 0;
    for (size_t i = 0; i < paragraph->count; lines++)
        i = fill_line(paragraph, i, width);
    return lines;
}

/* The best way to set the text from a segment on: in the fewest lines, and of all ways to do
 * that the one whose lines are of the most even width, so that their squares add up to the
 * least. */
struct way {
    size_t lines;
    double squares;
    size_t end; /* the segment behind the first of the lines */
};

/* Finds the best way from segment `first` on, when `ways` knows those from all later ones;
 * the first line ends before `stop` at the latest. */
static struct way best_way(const struct paragraph *paragraph, const struct way *ways,
                           size_t first, size_t stop, double width)
{
    struct way best = {.lines = SIZE_MAX};
    double used = 0;
    for (size_t i = first; i < stop; i++) {
        const struct text_segment *segment = &paragraph->segments[i];
        double line = used + segment->width - paragraph->tracking;
        if (i > first && line > width)
            break;
        struct way way = {ways[i + 1].lines + 1, ways[i + 1].squares + line * line, i + 1};
        if (way.lines < best.lines || (way.lines == best.lines && way.squares < best.squares))
            best = way;
        used += segment->width + segment->space;
    }
    return best;
}

/* Returns the best way from each segment on, and from behind the last. */
static const struct way *find_ways(const struct paragraph *paragraph, struct arena *arena,
                                   double width)
{
    size_t count = paragraph->count;
    struct way *ways = arena_new(arena, count + 1, sizeof *ways);
    for (size_t i = count, stop = count; i-- > 0;) {
        if (paragraph->segments[i].ends_line)
            stop = i + 1;
        ways[i] = best_way(paragraph, ways, i, stop, width);
    }
    return ways;
}

size_t paragraph_break(const struct paragraph *paragraph, struct arena *arena, double width,
                       bool is_balanced, size_t *ends)
{
    const struct way *ways = is_balanced ? find_ways(paragraph, arena, width) : NULL;
    size_t lines = 0;
    for (size_t i = 0; i < paragraph->count; ends[lines++] = i)
        i = ways ? ways[i].end : fill_line(paragraph, i, width);
    return lines;
}

double paragraph_line_width(const struct paragraph *paragraph, size_t first, size_t end)
{
    double width = -paragraph->tracking - paragraph->segments[end - 1].space;
    for (size_t i = first; i < end; i++)
        width += paragraph->segments[i].width + paragraph->segments[i].space;
    return width;
}

bool paragraph_shows(const struct paragraph *paragraph, size_t first, size_t end)
{
    while (first < end && paragraph->segments[first].width <= 0)
        first++;
    return first < end;
}
