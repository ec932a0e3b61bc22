#include "draw/wave.h"

#include <math.h>

static double turn_at(double part)
{
    return PI / 2 * (part - sin(2 * PI * part) / (2 * PI));
}

/* Where a corner of length `corner` that sets out to the right has come after `s`, by
 * Simpson's rule. */
static struct point corner_at(double corner, double s)
{
    enum { PANELS = 16 };
    struct point sum = {0, 0};
    for (int i = 0; i <= 2 * PANELS; i++) {
        double angle = turn_at(s / corner * i / (2 * PANELS));
        double weight = i == 0 || i == 2 * PANELS ? 1 : i % 2 ? 4 : 2;
        sum.x += weight * cos(angle);
        sum.y += weight * sin(angle);
    }
    return (struct point){sum.x * s / (6 * PANELS), sum.y * s / (6 * PANELS)};
}

struct spine spine_around(double across, double down, double corner)
{
    struct spine spine = {.across = across, .down = down};
    spine.corner = fmin(corner, 1.5 * fmin(across, down));
    spine.reach = corner_at(spine.corner, spine.corner).x;
    spine.quarter = across + down - 2 * spine.reach + spine.corner;
    return spine;
}

struct spine spine_straight(double half)
{
    return (struct spine){.across = half, .quarter = half};
}

/* The point `off` outwards of the spine at `s`, between the middles of the upper and the
 * right side, seen from the centre. */
static struct point quarter_at(const struct spine *spine, double s, double off)
{
    double straight = spine->across - spine->reach, beyond = s - straight - spine->corner;
    if (s <= straight)
        return (struct point){s, -spine->down - off};
    if (beyond >= 0)
        return (struct point){spine->across + off, -spine->down + spine->reach + beyond};
    double angle = turn_at((s - straight) / spine->corner);
    struct point way = corner_at(spine->corner, s - straight);
    return (struct point){
        straight + way.x + off * sin(angle),
        -spine->down + way.y - off * cos(angle),
    };
}

/* The other quarters are mirror images of the first. */
static struct point spine_at(const struct spine *spine, double s, double off)
{
    double quarters = floor(s / spine->quarter), part = s - quarters * spine->quarter;
    int quarter = (int)(quarters - 4 * floor(quarters / 4));
    struct point point = quarter_at(spine, quarter % 2 ? spine->quarter - part : part, off);
    double right = quarter < 2 ? 1 : -1, down = quarter == 0 || quarter == 3 ? 1 : -1;
    return (struct point){right * point.x, down * point.y};
}

/* The warp shifts crests towards the corners or away from them, to where they are
 * symmetrical, and is nothing in the middle of the sides. */
static double phase_at(const struct wave *wave, double s)
{
    double way = s - wave->middle;
    return wave->rate * way + wave->warp * sin(PI * way / wave->spine->quarter);
}

struct point wave_at(const void *shape, double s)
{
    const struct wave *wave = shape;
    return spine_at(wave->spine, s, wave->swing * cos(phase_at(wave, s) + wave->shift));
}

/* Where the wave has the phase, its shift included, by Newton's method. */
static double place_of(const struct wave *wave, double phase)
{
    double turn = PI / wave->spine->quarter;
    double s = wave->middle + (phase - wave->shift) / wave->rate;
    for (int i = 0; i < 8; i++) {
        double slope = wave->rate + wave->warp * turn * cos(turn * (s - wave->middle));
        s += (phase - wave->shift - phase_at(wave, s)) / slope;
    }
    return s;
}

/* Half a wave is one Bézier on the straight; in a corner a Bézier turns a quarter of it at
 * most. */
static size_t pieces_between(const struct spine *spine, double from, double to)
{
    double round = fmod((from + to) / 2 + 4 * spine->quarter, 2 * spine->quarter);
    double place = round < spine->quarter ? round : 2 * spine->quarter - round;
    double middle = spine->across - spine->reach + spine->corner / 2;
    if (fabs(place - middle) >= (spine->corner + to - from) / 2)
        return 1;
    return (size_t)ceil(fmax(4 * (to - from) / spine->corner, 3));
}

void wave_draw(struct pen *pen, const struct wave *wave, double from, double to)
{
    struct curve curve = {wave_at, wave};
    struct point start = wave_at(wave, from);
    double next = floor((phase_at(wave, from) + wave->shift) / PI + 1e-6) + 1;
    pen_move(pen, start.x, start.y);
    while (from < to) {
        double crest = place_of(wave, PI * next++);
        if (crest > to - 1e-6 * wave->spine->quarter)
            crest = to;
        pen_trace(pen, curve, from, crest, pieces_between(wave->spine, from, crest));
        from = crest;
    }
}

/* How far the wave at `s` is from the spine's point at `corner`. */
static double away_from(const struct wave *wave, double corner, double s)
{
    struct point center = spine_at(wave->spine, corner, 0), point = wave_at(wave, s);
    return hypot(point.x - center.x, point.y - center.y);
}

/* The first step inside the circle, then the place between by halves. */
double wave_meet(const struct wave *wave, double from, double to, double radius)
{
    const double step = (to - from) / 256;
    double inside = from;
    for (int i = 0; i < 256 && away_from(wave, to, inside) >= radius; i++)
        inside += step;
    double outside = inside - step;
    for (int i = 0; i < 40; i++) {
        double s = (outside + inside) / 2;
        if (away_from(wave, to, s) < radius)
            inside = s;
        else
            outside = s;
    }
    return outside;
}

double wave_whole(double length, double period)
{
    double pairs = floor(length / period / 2 + 0.5);
    return 2 * (pairs < 1 ? 1 : pairs);
}

void wave_fit_around(struct wave *wave, double period)
{
    const struct spine *spine = wave->spine;
    double around = 4 * spine->quarter, waves = 2 * wave_whole(around / 2, period);
    double corner = spine->across - spine->reach + spine->corner / 2;
    wave->rate = 2 * PI * waves / around;
    double phase = wave->rate * corner;
    wave->warp = (PI * floor(phase / PI + 0.5) - phase) / sin(PI * corner / spine->quarter);
    if (fabs(wave->warp) > waves / 8)
        wave->warp = 0;
}
