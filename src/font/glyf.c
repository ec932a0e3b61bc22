#include "font/glyf.h"

#include <stdint.h>

enum { HEADER_SIZE = 10 };

/* What is left of a glyph. */
struct glyph_bytes {
    const unsigned char *at;
    size_t size;
};

static unsigned get_16(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static int get_signed(const unsigned char *at)
{
    return (int16_t)get_16(at);
}

static bool skip(struct glyph_bytes *left, size_t size)
{
    if (size > left->size)
        return false;
    left->at += size;
    left->size -= size;
    return true;
}

/* ---- simple glyphs: contours of points -------------------------------------------------- */

enum { X_SHORT = 2, Y_SHORT = 4, REPEAT = 8, X_SAME = 16, Y_SAME = 32 };

static size_t coordinate_size(unsigned flag, unsigned is_short, unsigned same)
{
    if (flag & is_short)
        return 1;
    return flag & same ? 0 : 2;
}

/* Passes over the flags of that many points, and the coordinates behind them. */
static bool skip_points(struct glyph_bytes *left, size_t points)
{
    size_t coordinates = 0;
    while (points) {
        if (!left->size)
            return false;
        unsigned flag = left->at[0];
        size_t times = 1;
        if (flag & REPEAT) {
            if (left->size < 2)
                return false;
            times += left->at[1];
        }
        if (times > points)
            return false;
        coordinates += times * (coordinate_size(flag, X_SHORT, X_SAME) +
                                coordinate_size(flag, Y_SHORT, Y_SAME));
        points -= times;
        skip(left, flag & REPEAT ? 2 : 1);
    }
    return skip(left, coordinates);
}

static bool check_simple(struct glyph_bytes left, size_t contours)
{
    size_t points = 0;
    if (left.size < 2 * contours + 2)
        return false;
    for (size_t i = 0; i < contours; i++) {
        size_t end = get_16(left.at + 2 * i) + 1;
        if (end <= points)
            return false;
        points = end;
    }
    skip(&left, 2 * contours);
    return skip(&left, 2 + (size_t)get_16(left.at)) && skip_points(&left, points);
}

/* ---- composite glyphs ------------------------------------------------------------------- */

enum { WORDS = 1, SCALE = 8, MORE = 32, TWO_SCALES = 64, MATRIX = 128 };

static bool check_composite(struct glyph_bytes left, size_t glyphs)
{
    unsigned flags;
    do {
        if (left.size < 4)
            return false;
        flags = get_16(left.at);
        size_t scale = flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0;
        if (get_16(left.at + 2) >= glyphs || !skip(&left, 4 + (flags & WORDS ? 4 : 2) + scale))
            return false;
    } while (flags & MORE);
    return true;
}

bool glyf_check(const unsigned char *glyph, size_t size, size_t glyphs)
{
    struct glyph_bytes left = {glyph, size};
    if (size == 0)
        return true;
    if (!skip(&left, HEADER_SIZE))
        return false;
    int contours = get_signed(glyph);
    if (contours < 0)
        return check_composite(left, glyphs);
    bool has_box = get_signed(glyph + 2) <= get_signed(glyph + 6) &&
                   get_signed(glyph + 4) <= get_signed(glyph + 8);
    return has_box && (contours == 0 || check_simple(left, (size_t)contours));
}
