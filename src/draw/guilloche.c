/* ornament_guilloche. Ribbons of phase-shifted waves run along a middle line: all the way
 * around where the corners are free, from rosette to rosette where they are not. */
#include "draw/ornament.h"
#include "draw/pen.h"

#include <math.h>

/* The middle line of the band: a rectangle whose corners turn with a curvature that swells
 * from nothing and fades again, so that what is drawn alongside it shows no kink. Lengths
 * along it are measured from the middle of the upper side, clockwise. */
struct spine {
    struct point center;
    double across, down;  /* from the centre to the straight sides */
    double corner, reach; /* the length of a corner's arc, and how far it goes each way */
    double quarter;       /* of the way around */
};

/* A line that swings about the spine. */
struct wave {
    const struct spine *spine;
    double middle;     /* where on the spine its phase is `shift` */
    double rate, warp; /* phase grows by `rate` a point, give or take, see phase_at */
    double swing;      /* points to either side */
    double shift;      /* radians */
};

/* A family is a ribbon of waves: its swing in parts of the band's half, the phase of its
 * middle, and how much of a wave it is spread over. The first two cross each other; the
 * others are two narrow ribbons each, mirror images, that wind through the middle. */
struct family {
    double swing, phase, spread;
    size_t ribbons;
};

static const struct family families[] = {
    {1, 0, 0.36, 1},
    {1, PI, 0.36, 1},
    {0.55, PI / 2, 0.16, 2},
    {0.25, 0, 0.16, 2},
};

enum { MOST_FAMILIES = sizeof families / sizeof *families, MOST_CURVES = 24, MOST_WAVES = 800 };

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

static struct spine spine_in(const struct box *box, double inset, double corner)
{
    struct spine spine = {
        .center = {box->x + box->width / 2, box->y + box->height / 2},
        .across = box->width / 2 - inset,
        .down = box->height / 2 - inset,
    };
    spine.corner = fmin(corner, 1.5 * fmin(spine.across, spine.down));
    spine.reach = corner > 0 ? corner_at(spine.corner, spine.corner).x : 0;
    spine.quarter = spine.across + spine.down - 2 * spine.reach + spine.corner;
    return spine;
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
    return (struct point){
        spine->center.x + right * point.x,
        spine->center.y + down * point.y,
    };
}

/* The warp shifts crests towards the corners or away from them, to where they are
 * symmetrical, and is nothing in the middle of the sides. */
static double phase_at(const struct wave *wave, double s)
{
    double way = s - wave->middle;
    return wave->rate * way + wave->warp * sin(PI * way / wave->spine->quarter);
}

static struct point wave_at(const void *shape, double s)
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

/* Draws the wave from `from` to `to`, a piece from crest to trough. */
static void draw_wave(struct pen *pen, const struct wave *wave, double from, double to)
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

/* Where the wave, going from the middle of its side at `from` to the corner at `to`, meets
 * the circle around the corner: the first step inside, then the place between by halves. */
static double meet(const struct wave *wave, double from, double to, double radius)
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

/* Returns the even number of waves of about `period` in `length`, two at least. */
static double whole_waves(double length, double period)
{
    double pairs = floor(length / period / 2 + 0.5);
    return 2 * (pairs < 1 ? 1 : pairs);
}

/* All the way around, with a crest of a wave of shift 0 in the middle of every side and, but
 * in very long or very small frames, on the diagonal of every corner. */
static void draw_around(struct pen *pen, struct wave wave, double period)
{
    const struct spine *spine = wave.spine;
    double around = 4 * spine->quarter, waves = 2 * whole_waves(around / 2, period);
    double corner = spine->across - spine->reach + spine->corner / 2;
    wave.rate = 2 * PI * waves / around;
    double phase = wave.rate * corner;
    wave.warp = (PI * floor(phase / PI + 0.5) - phase) / sin(PI * corner / spine->quarter);
    if (fabs(wave.warp) > waves / 8)
        wave.warp = 0;
    double from = place_of(&wave, 0);
    draw_wave(pen, &wave, from, from + around);
    pen_close(pen);
}

/* From corner to corner, but not into the circles around them. */
static void draw_sides(struct pen *pen, struct wave wave, double period, double radius)
{
    const struct spine *spine = wave.spine;
    for (int side = 0; side < 4; side++) {
        double half = side % 2 ? spine->down : spine->across;
        wave.middle = side * spine->quarter;
        wave.rate = PI * whole_waves(2 * half, period) / half;
        double from = meet(&wave, wave.middle, wave.middle - half, radius);
        double to = meet(&wave, wave.middle, wave.middle + half, radius);
        draw_wave(pen, &wave, from, to);
    }
}

/* A closed curve around a centre whose radius swings between the parts `least` and `most` of
 * the rosette's. */
struct petals {
    struct point center;
    double radius, least, most;
    size_t lobes;
    double shift; /* of the first lobe, in parts of a lobe */
};

static struct point petals_at(const void *shape, double t)
{
    const struct petals *petals = shape;
    double swing = cos(2 * PI * (t - petals->shift));
    double part = (petals->most + petals->least + (petals->most - petals->least) * swing) / 2;
    double angle = 2 * PI * t / (double)petals->lobes - PI / 4;
    return (struct point){
        petals->center.x + petals->radius * part * cos(angle),
        petals->center.y + petals->radius * part * sin(angle),
    };
}

static void draw_petals(struct pen *pen, struct petals petals, size_t curves)
{
    struct curve curve = {petals_at, &petals};
    for (size_t i = 0; i < curves; i++) {
        petals.shift = (double)i / (double)curves;
        struct point start = petals_at(&petals, petals.shift);
        pen_move(pen, start.x, start.y);
        pen_trace(pen, curve, petals.shift, petals.shift + (double)petals.lobes,
                  2 * petals.lobes);
        pen_close(pen);
    }
}

static void draw_rosettes(struct pen *first, struct pen *second, const struct spine *spine,
                          double radius)
{
    for (int i = 0; i < 4; i++) {
        struct point center = {
            spine->center.x + (i % 2 ? spine->across : -spine->across),
            spine->center.y + (i / 2 ? spine->down : -spine->down),
        };
        pen_ring(first, center.x, center.y, radius);
        draw_petals(first, (struct petals){center, radius, 0.44, 0.92, 12, 0}, 3);
        pen_ring(second, center.x, center.y, radius * 0.40);
        draw_petals(second, (struct petals){center, radius, 0.07, 0.36, 8, 0}, 2);
    }
}

/* What can be drawn of what was asked for: numbers from a template may be anything. */
static struct guilloche sane(const struct box *box, const struct guilloche *wanted)
{
    struct guilloche sane = *wanted;
    double around = 2 * (box->width + box->height), least = around / MOST_WAVES / 8;
    sane.band = fmin(fmax(wanted->band, least), fmin(box->width, box->height) / 4);
    sane.stroke = fmin(wanted->stroke, sane.band / 4);
    sane.period =
        fmin(fmax(wanted->period, fmax(sane.band, around / MOST_WAVES)), 8 * sane.band);
    sane.families = wanted->families < 1 ? 1 : wanted->families;
    if (sane.families > MOST_FAMILIES)
        sane.families = MOST_FAMILIES;
    sane.curves = wanted->curves < 1 ? 1 : wanted->curves;
    if (sane.curves > MOST_CURVES)
        sane.curves = MOST_CURVES;
    return sane;
}

/* Whether there is something to draw, and a band that is not too thin for its frame. */
static bool drawable(const struct box *box, const struct guilloche *wanted)
{
    double around = 2 * (box->width + box->height), room = fmin(box->width, box->height) / 4;
    return pen_has_room(box) && wanted->band > 0 && wanted->stroke > 0 &&
           room > around / MOST_WAVES / 8;
}

static void draw_family(struct pen *pen, const struct spine *spine,
                        const struct guilloche *guilloche, size_t index, double clear)
{
    const struct family *family = &families[index];
    size_t curves = (guilloche->curves + family->ribbons - 1) / family->ribbons;
    struct wave wave = {
        .spine = spine,
        .swing = (guilloche->band - guilloche->stroke) / 2 * family->swing,
    };
    for (size_t i = 0; i < curves * family->ribbons; i++) {
        size_t curve = i / family->ribbons;
        double part = ((double)curve + 0.5) / (double)curves - 0.5;
        wave.shift = family->phase + 2 * PI * family->spread * part;
        if (i % family->ribbons)
            wave.shift += PI;
        if (guilloche->rosettes)
            draw_sides(pen, wave, guilloche->period, clear);
        else
            draw_around(pen, wave, guilloche->period);
    }
}

struct drawing ornament_guilloche(struct arena *arena, const struct box *box,
                                  const struct guilloche *wanted)
{
    if (!drawable(box, wanted))
        return (struct drawing){0};

    struct guilloche guilloche = sane(box, wanted);
    double rosette = guilloche.band * 0.85;
    struct spine spine = guilloche.rosettes
                             ? spine_in(box, rosette + guilloche.stroke / 2, 0)
                             : spine_in(box, guilloche.band / 2, 4 * guilloche.band);
    struct path *paths = arena_new(arena, MOST_FAMILIES, sizeof *paths);
    size_t count = guilloche.families < 2 && guilloche.rosettes ? 2 : guilloche.families;
    struct pen pens[MOST_FAMILIES];
    for (size_t i = 0; i < count; i++)
        pens[i] = pen_new(arena);
    for (size_t i = 0; i < guilloche.families; i++)
        draw_family(&pens[i], &spine, &guilloche, i, rosette + guilloche.band / 12);
    if (guilloche.rosettes)
        draw_rosettes(&pens[0], &pens[1], &spine, rosette);
    for (size_t i = 0; i < count; i++) {
        paths[i] = pen_path(&pens[i]);
        paths[i].stroke = guilloche.stroke;
        paths[i].color = i % 2 ? guilloche.second : guilloche.color;
    }
    return (struct drawing){paths, count};
}
