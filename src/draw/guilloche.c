/* ornament_guilloche. Ribbons of phase-shifted waves run along a middle line: all the way
 * around where the corners are free, from rosette to rosette where they are not. What is drawn
 * has its middle, or that of a side, in the origin, and is placed where it belongs. */
#include "draw/ornament.h"
#include "draw/pen.h"
#include "draw/wave.h"

#include <math.h>

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

/* A closed curve around the origin whose radius swings between `least` and `most`. */
struct petals {
    double least, most;
    size_t lobes;
};

static struct point petals_at(const void *shape, double t)
{
    const struct petals *petals = shape;
    double swing = cos(2 * PI * t);
    double radius = (petals->most + petals->least + (petals->most - petals->least) * swing) / 2;
    double angle = 2 * PI * t / (double)petals->lobes - PI / 4;
    double x = radius * cos(angle), y = radius * sin(angle);
    return (struct point){x, y};
}

/* Draws a ring, and the curve `curves` times, each turned by a part of a lobe. */
static void place_petals(struct drawing *rosette, double ring, struct petals petals,
                         size_t curves, double stroke, struct color color)
{
    struct pen pen = pen_new(rosette->arena), circle = pen_new(rosette->arena);
    pen_ring(&circle, 0, 0, ring);
    struct path path = pen_stroked(&circle, stroke, color);
    drawing_path(rosette, &path);

    struct point start = petals_at(&petals, 0);
    pen_move(&pen, start.x, start.y);
    pen_trace(&pen, (struct curve){petals_at, &petals}, 0, (double)petals.lobes,
              2 * petals.lobes);
    pen_close(&pen);
    path = pen_stroked(&pen, stroke, color);
    struct drawing curve = drawing_new(rosette->arena);
    drawing_path(&curve, &path);
    const struct art *art = drawing_art(&curve, "petals");
    for (size_t i = 0; i < curves; i++) {
        double part = (double)i / (double)curves / (double)petals.lobes;
        drawing_place(
            rosette, art,
            drawing_turned(&(struct transform){{0, 0}, {1, 0}, {0, 1}}, 2 * PI * part));
    }
}

static const struct art *draw_rosette(struct arena *arena, const struct guilloche *guilloche,
                                      double radius)
{
    struct drawing rosette = drawing_new(arena);
    place_petals(&rosette, radius, (struct petals){0.44 * radius, 0.92 * radius, 12}, 3,
                 guilloche->stroke, guilloche->color);
    place_petals(&rosette, 0.40 * radius, (struct petals){0.07 * radius, 0.36 * radius, 8}, 2,
                 guilloche->stroke, guilloche->second);
    return drawing_art(&rosette, "rosette");
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

/* The waves of a family along a spine. */
struct ribbon {
    struct drawing *drawing; /* that they are for */
    const struct spine *spine;
    struct wave waves[MOST_CURVES + 1];
    size_t count;
    double stroke;
    struct color color;
};

static struct ribbon ribbon_of(struct drawing *drawing, const struct guilloche *guilloche,
                               const struct spine *spine, size_t index)
{
    const struct family *family = &families[index];
    size_t curves = (guilloche->curves + family->ribbons - 1) / family->ribbons;
    struct ribbon ribbon = {
        .drawing = drawing,
        .spine = spine,
        .count = curves * family->ribbons,
        .stroke = guilloche->stroke,
        .color = index % 2 ? guilloche->second : guilloche->color,
    };
    for (size_t i = 0; i < ribbon.count; i++) {
        size_t curve = i / family->ribbons;
        double part = ((double)curve + 0.5) / (double)curves - 0.5;
        double shift = family->phase + 2 * PI * family->spread * part;
        ribbon.waves[i] = (struct wave){
            .spine = spine,
            .swing = (guilloche->band - guilloche->stroke) / 2 * family->swing,
            .shift = i % family->ribbons ? shift + PI : shift,
        };
    }
    return ribbon;
}

/* How far pieces that continue each other reach into each other, so that no seam shows. */
static double overlap(const struct ribbon *ribbon)
{
    return ribbon->stroke / 8;
}

/* Returns what the pen drew of the ribbon. */
static struct path ribbon_path(const struct ribbon *ribbon, const struct pen *pen)
{
    return pen_stroked(pen, ribbon->stroke, ribbon->color);
}

static const struct art *ribbon_art(const struct ribbon *ribbon, const struct pen *pen,
                                    const char *name)
{
    struct drawing piece = drawing_new(ribbon->drawing->arena);
    struct path path = ribbon_path(ribbon, pen);
    drawing_path(&piece, &path);
    return drawing_art(&piece, name);
}

/* Draws a quarter of the way around, and the rest as its mirror images: a family is
 * symmetrical. */
static void place_quarters(struct ribbon *ribbon, double period, struct point center)
{
    struct pen pen = pen_new(ribbon->drawing->arena);
    for (size_t i = 0; i < ribbon->count; i++) {
        struct wave *wave = &ribbon->waves[i];
        wave_fit_around(wave, period);
        wave_draw(&pen, wave, -overlap(ribbon), ribbon->spine->quarter + overlap(ribbon));
    }
    const struct art *quarter = ribbon_art(ribbon, &pen, "quarter");
    for (int i = 0; i < 4; i++) {
        double right = i % 2 ? -1 : 1, down = i / 2 ? -1 : 1;
        drawing_place(ribbon->drawing, quarter,
                      (struct transform){center, {right, 0}, {0, down}});
    }
}

/* Where on a side a wave begins and ends, and has the crest or trough nearest to the middle. */
struct reach {
    double from, to, node;
};

/* What a side between two rosettes is divided into: from `first` to `last`, in periods from
 * its node, each wave is whole. */
struct division {
    struct reach reaches[MOST_CURVES + 1];
    double period, first, last;
};

static struct division divide(struct ribbon *ribbon, double wanted, double clear)
{
    double half = ribbon->spine->across, rate = PI * wave_whole(2 * half, wanted) / half;
    struct division division = {.period = 2 * PI / rate, .first = -INFINITY, .last = INFINITY};
    for (size_t i = 0; i < ribbon->count; i++) {
        struct wave *wave = &ribbon->waves[i];
        wave->rate = rate;
        struct reach reach = {wave_meet(wave, 0, -half, clear), wave_meet(wave, 0, half, clear),
                              (PI * round(wave->shift / PI) - wave->shift) / rate};
        division.first =
            fmax(division.first, ceil((reach.from - reach.node) / division.period));
        division.last = fmin(division.last, floor((reach.to - reach.node) / division.period));
        division.reaches[i] = reach;
    }
    return division;
}

/* Draws one period of every wave, and places it as often as it is whole. */
static void place_periods(const struct ribbon *ribbon, const struct division *division)
{
    struct pen pen = pen_new(ribbon->drawing->arena);
    for (size_t i = 0; i < ribbon->count; i++) {
        struct curve curve = {wave_at, &ribbon->waves[i]};
        double from = division->reaches[i].node - overlap(ribbon);
        struct point start = curve.at(curve.shape, from);
        pen_move(&pen, start.x, start.y);
        pen_trace(&pen, curve, from, from + division->period + 2 * overlap(ribbon), 2);
    }
    const struct art *art = ribbon_art(ribbon, &pen, "period");
    long first = lround(division->first), last = lround(division->last);
    for (long i = first; i < last; i++)
        drawing_place(ribbon->drawing, art,
                      (struct transform){{(double)i * division->period, 0}, {1, 0}, {0, 1}});
}

/* Draws a side of waves that are the same piece of art, and what is left of them at both
 * ends. */
static void draw_side(struct ribbon *ribbon, double period, double clear)
{
    struct division division = divide(ribbon, period, clear);
    struct pen pen = pen_new(ribbon->drawing->arena);
    bool whole = division.first < division.last;
    for (size_t i = 0; i < ribbon->count; i++) {
        const struct reach *reach = &division.reaches[i];
        double first = reach->node + division.first * division.period;
        wave_draw(&pen, &ribbon->waves[i], reach->from, whole ? first : reach->to);
        if (whole)
            wave_draw(&pen, &ribbon->waves[i], reach->node + division.last * division.period,
                      reach->to);
    }
    struct path ends = ribbon_path(ribbon, &pen);
    drawing_path(ribbon->drawing, &ends);
    if (whole)
        place_periods(ribbon, &division);
}

static const struct art *side_art(struct arena *arena, const struct guilloche *guilloche,
                                  double half, double clear)
{
    struct drawing side = drawing_new(arena);
    struct spine spine = spine_straight(half);
    for (size_t i = 0; i < guilloche->families; i++) {
        struct ribbon ribbon = ribbon_of(&side, guilloche, &spine, i);
        draw_side(&ribbon, guilloche->period, clear);
    }
    return drawing_art(&side, "side");
}

/* Four sides from rosette to rosette. */
static void place_sides(struct drawing *drawing, const struct guilloche *guilloche,
                        const struct box *box, double rosette)
{
    struct point center = {box->x + box->width / 2, box->y + box->height / 2};
    double across = box->width / 2 - rosette - guilloche->stroke / 2;
    double down = box->height / 2 - rosette - guilloche->stroke / 2;
    double clear = rosette + guilloche->band / 12;
    const struct art *arts[] = {side_art(drawing->arena, guilloche, across, clear),
                                side_art(drawing->arena, guilloche, down, clear)};
    const struct art *corner = draw_rosette(drawing->arena, guilloche, rosette);
    const struct transform sides[] = {{{center.x, center.y - down}, {1, 0}, {0, 1}},
                                      {{center.x + across, center.y}, {0, 1}, {-1, 0}},
                                      {{center.x, center.y + down}, {-1, 0}, {0, -1}},
                                      {{center.x - across, center.y}, {0, -1}, {1, 0}}};
    for (int i = 0; i < 4; i++)
        drawing_place(drawing, arts[i % 2], sides[i]);
    for (int i = 0; i < 4; i++) {
        struct point at = {center.x + (i % 2 ? across : -across),
                           center.y + (i / 2 ? down : -down)};
        drawing_place(drawing, corner, (struct transform){at, {1, 0}, {0, 1}});
    }
}

struct drawing ornament_guilloche(struct arena *arena, const struct box *box,
                                  const struct guilloche *wanted)
{
    struct drawing drawing = drawing_new(arena);
    if (!drawable(box, wanted))
        return drawing;

    struct guilloche guilloche = sane(box, wanted);
    double inset = guilloche.band / 2;
    struct spine spine =
        spine_around(box->width / 2 - inset, box->height / 2 - inset, 4 * guilloche.band);
    struct point center = {box->x + box->width / 2, box->y + box->height / 2};
    if (guilloche.rosettes)
        place_sides(&drawing, &guilloche, box, guilloche.band * 0.85);
    for (size_t i = 0; !guilloche.rosettes && i < guilloche.families; i++) {
        struct ribbon ribbon = ribbon_of(&drawing, &guilloche, &spine, i);
        place_quarters(&ribbon, guilloche.period, center);
    }
    return drawing;
}
