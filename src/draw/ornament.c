#include "draw/ornament.h"

#include "draw/pen.h"

#include <math.h>

/* Bands are drawn in units of their width: x runs along the side from the box's corner, y
 * from the outer edge at 0 to the inner one at 1, and clockwise around the box. */

/* One horn from its foot: a spiral that curls faster the further it has come, with a stroke
 * that is widest on the crown. */
struct horn {
    double foot; /* from the motif's axis; the horn on the left is its mirror image */
    double length, turn;
    double width; /* half, at its widest */
    double side;  /* 1: curls to the right, -1: to the left */
};

/* How much of the horn's length lies before `t`: more slowly towards the tip, where it curls,
 * so that equal pieces turn about equally. */
static double way_at(double t)
{
    return t * (1.5 - 0.5 * t);
}

/* The integral of the heading, by Simpson's rule. */
static struct point horn_at(const void *shape, double t)
{
    enum { PANELS = 32 };
    const struct horn *horn = shape;
    double way = way_at(t);
    struct point sum = {0, 0};
    for (int i = 0; i <= 2 * PANELS; i++) {
        double heading = horn->turn * pow(fmax(way * i / (2 * PANELS), 0), 2.6);
        double weight = i == 0 || i == 2 * PANELS ? 1 : i % 2 ? 4 : 2;
        sum.x += weight * sin(heading);
        sum.y -= weight * cos(heading);
    }
    double scale = horn->length * way / (6 * PANELS);
    return (struct point){horn->side * (horn->foot + scale * sum.x), 1 + scale * sum.y};
}

static double horn_half(const void *shape, double t)
{
    const struct horn *horn = shape;
    double way = way_at(t), swell = sin(PI * pow(fmax(way, 0), 0.8));
    return horn->width * (0.55 - 0.1 * way + 0.45 * swell * swell);
}

static struct horn new_horn(double side)
{
    return (struct horn){0.032, 2.0, 2.6 * PI, 0.075, side};
}

/* Half the width of the stem where the two horns grow from it. */
static double stem_half(void)
{
    struct horn horn = new_horn(1);
    return horn.foot + horn_half(&horn, 0);
}

/* A diamond with hollow sides. */
static void draw_diamond(struct pen *pen, double x, double y, double across, double down)
{
    double near = 0.35 * across, under = 0.35 * down;
    pen_move(pen, x, y - down);
    pen_curve(pen, x + near, y - under, x + near, y - under, x + across, y);
    pen_curve(pen, x + near, y + under, x + near, y + under, x, y + down);
    pen_curve(pen, x - near, y + under, x - near, y + under, x - across, y);
    pen_curve(pen, x - near, y - under, x - near, y - under, x, y - down);
    pen_close(pen);
}

/* A band on the way. Its plan is in its widths, its art in points. */
struct band_plan {
    struct arena *arena;
    double width;
    struct color ink;
    const struct art *corner, *motif; /* of every side */
};

/* Returns a pen that draws in widths. */
static struct pen plan_pen(const struct band_plan *plan)
{
    struct pen pen = pen_new(plan->arena);
    pen.frame.right.x = pen.frame.down.y = plan->width;
    return pen;
}

static const struct art *plan_art(const struct band_plan *plan, const struct pen *pen,
                                  const char *name)
{
    struct drawing drawing = drawing_new(plan->arena);
    struct path path = pen_filled(pen, plan->ink);
    drawing_path(&drawing, &path);
    return drawing_art(&drawing, name);
}

/* Returns where a motif comes to lie whose origin is put at (x, y). */
static struct transform upright(const struct band_plan *plan, double x, double y)
{
    return (struct transform){{x * plan->width, y * plan->width}, {1, 0}, {0, 1}};
}

/* The same, upside down in the band. */
static struct transform reversed(const struct band_plan *plan, double x)
{
    return (struct transform){{x * plan->width, plan->width}, {-1, 0}, {0, -1}};
}

/* The ram's horns: a pair that grows from one stem on the inner edge, a diamond between. */
static void draw_horns(struct pen *pen, double y, double size)
{
    for (int side = 1; side >= -1; side -= 2) {
        struct horn horn = new_horn(side);
        struct strand strand = {{horn_at, &horn}, horn_half};
        pen_strand(pen, &strand, 0, 1, 5, true);
    }
    draw_diamond(pen, 0, y, 0.1 * size, 0.13 * size);
}

/* Returns the frame for a motif in the corner where the side starts: its axis on the
 * diagonal, what is at `foot` on it in the inner corner. */
static struct transform corner_frame(const struct band_plan *plan, double scale, double foot)
{
    double k = plan->width * scale * sqrt(0.5), start = plan->width - k * foot;
    return (struct transform){{start, start}, {k, -k}, {k, k}};
}

/* The horns of a corner are larger, and their stem ends in a point that fits it. */
static const struct art *koshkar_corner(const struct band_plan *plan)
{
    double half = stem_half();
    struct pen pen = plan_pen(plan);
    pen.frame = corner_frame(plan, 0.86, 1 + half);
    draw_horns(&pen, 0.1, 1.25);
    pen_move(&pen, half, 1);
    pen_line(&pen, 0, 1 + half);
    pen_line(&pen, -half, 1);
    pen_close(&pen);
    return plan_art(plan, &pen, "corner");
}

/* Motifs stand on the inner and the outer edge in turn, those next to the corners on the
 * outer: so each side is symmetrical, and the ground between them shows the same figure. */
static const struct art *koshkar_side(const struct band_plan *plan, double length)
{
    const double wanted = 1.3, margin = 0.68;
    double room = length - 2;
    struct drawing side = drawing_new(plan->arena);
    drawing_place(&side, plan->corner, upright(plan, 0, 0));
    double pairs = fmax(floor((room / wanted - 2 * margin) / 2 + 0.5), 0);
    double pitch = room / (2 * pairs + 2 * margin);
    for (size_t i = 0; room >= 2 * margin * wanted && i <= 2 * (size_t)pairs; i++) {
        double x = 1 + pitch * (margin + (double)i);
        drawing_place(&side, plan->motif, i % 2 ? upright(plan, x, 0) : reversed(plan, x));
    }
    return drawing_art(&side, "side");
}

/* A ribbon that waves about the middle of the band and runs out at both ends. */
struct water {
    double start, length, waves;
};

static struct point water_at(const void *shape, double t)
{
    const struct water *water = shape;
    double phase = 2 * PI * water->waves * (t - 0.5);
    return (struct point){water->start + water->length * t, 0.5 + 0.24 * cos(phase)};
}

static double water_half(const void *shape, double t)
{
    const struct water *water = shape;
    double phase = 2 * PI * water->waves * (t - 0.5);
    double end = fmin(fmax(fmin(t, 1 - t) * water->waves * 2, 0), 1);
    return (0.045 + 0.03 * cos(2 * phase)) * end * (2 - end);
}

/* Returns the ribbon from `from` to `to`, counted in waves from its middle. */
static const struct art *ribbon(const struct band_plan *plan, const struct water *water,
                                double from, double to, size_t pieces)
{
    struct pen pen = plan_pen(plan);
    struct strand strand = {{water_at, water}, water_half};
    pen_strand(&pen, &strand, from / water->waves + 0.5, to / water->waves + 0.5, pieces,
               false);
    return plan_art(plan, &pen, "ribbon");
}

/* A ribbon of whole waves, each the same piece of art, and what is left at both ends. Each
 * piece reaches a little into the next, so that no seam shows. */
static void place_ribbon(const struct band_plan *plan, struct drawing *side, double length,
                         const struct water *water)
{
    const double overlap = 0.02;
    double period = water->length / water->waves, most = water->waves - 1.5;
    const struct art *wave = ribbon(plan, water, -0.5 - overlap, 0.5 + overlap, 8);
    const struct art *end = ribbon(plan, water, most / 2 - overlap, water->waves / 2, 6);
    long count = lround(most);
    for (long i = 0; i < count; i++)
        drawing_place(side, wave, upright(plan, period * ((double)i + 0.5 - most / 2), 0));
    drawing_place(side, end, upright(plan, 0, 0));
    drawing_place(side, end, (struct transform){{length * plan->width, 0}, {-1, 0}, {0, 1}});
}

static const struct art *diamond(const struct band_plan *plan, double across, double down)
{
    struct pen pen = plan_pen(plan);
    draw_diamond(&pen, 0, 0, across, down);
    return plan_art(plan, &pen, "diamond");
}

static const struct art *wave_side(const struct band_plan *plan, double length)
{
    const double wanted = 1.6;
    struct water water = {.start = 1, .length = length - 2};
    struct drawing side = drawing_new(plan->arena);
    drawing_place(&side, plan->corner, upright(plan, 0.5, 0.5));
    if (water.length < wanted)
        return drawing_art(&side, "side");
    water.waves = fmax(floor(water.length / wanted / 2 + 0.25) * 2, 1) + 0.5;
    place_ribbon(plan, &side, length, &water);
    double half = water.length / water.waves / 2;
    for (size_t i = 0; (double)i + 0.5 < 2 * water.waves; i++) {
        double place = (double)i + 0.5 - water.waves;
        double y = fmod(place, 2) == 0 ? 0.3 : 0.7;
        drawing_place(&side, plan->motif, upright(plan, length / 2 + half * place, y));
    }
    return drawing_art(&side, "side");
}

static void draw_frame_line(struct pen *pen, const struct box *box, double inset)
{
    double left = box->x + inset, right = box->x + box->width - inset;
    double top = box->y + inset, bottom = box->y + box->height - inset;
    pen_move(pen, left, top);
    pen_line(pen, right, top);
    pen_line(pen, right, bottom);
    pen_line(pen, left, bottom);
    pen_close(pen);
}

static struct band_plan band_plan_new(struct arena *arena, enum band band, double width,
                                      struct color ink)
{
    struct band_plan plan = {.arena = arena, .width = width, .ink = ink};
    struct pen pen = plan_pen(&plan);
    draw_horns(&pen, 0.2, 1);
    bool koshkar = band == BAND_KOSHKAR;
    plan.corner = koshkar ? koshkar_corner(&plan) : diamond(&plan, 0.3, 0.3);
    plan.motif = koshkar ? plan_art(&plan, &pen, "horns") : diamond(&plan, 0.09, 0.12);
    return plan;
}

/* A side and the one opposite are the same art. */
static void place_sides(struct drawing *drawing, const struct box *box,
                        const struct band_plan *plan,
                        const struct art *(*side)(const struct band_plan *plan, double length))
{
    double right = box->x + box->width, bottom = box->y + box->height;
    const struct art *across = side(plan, box->width / plan->width);
    const struct art *down = side(plan, box->height / plan->width);
    drawing_place(drawing, across, (struct transform){{box->x, box->y}, {1, 0}, {0, 1}});
    drawing_place(drawing, down, (struct transform){{right, box->y}, {0, 1}, {-1, 0}});
    drawing_place(drawing, across, (struct transform){{right, bottom}, {-1, 0}, {0, -1}});
    drawing_place(drawing, down, (struct transform){{box->x, bottom}, {0, -1}, {1, 0}});
}

struct drawing ornament_band(struct arena *arena, const struct box *box, enum band band,
                             double width, double stroke, struct color ink)
{
    double shorter = fmin(box->width, box->height), longer = fmax(box->width, box->height);
    double wide = fmin(fmax(width, longer / 500), shorter / 4);
    double line = fmin(fmax(stroke, 0), wide / 8);
    struct box inner = {box->x + line / 2, box->y + line / 2, box->width - line,
                        box->height - line};
    if (!pen_has_room(box) || !(width > 0) || wide < longer / 500)
        return (struct drawing){0};

    struct drawing drawing = drawing_new(arena);
    const struct band_plan plan = band_plan_new(arena, band, wide - line, ink);
    place_sides(&drawing, &inner, &plan, band == BAND_KOSHKAR ? koshkar_side : wave_side);
    struct pen pen = pen_new(arena);
    draw_frame_line(&pen, &inner, 0);
    draw_frame_line(&pen, &inner, wide - line);
    struct path lines = pen_stroked(&pen, line, ink);
    if (line > 0)
        drawing_path(&drawing, &lines);
    return drawing;
}

/* A quarter of the poles around the crown, which are the rays of a sun: slender leaves. */
static void draw_rays(struct pen *pen, double from, double to)
{
    enum { RAYS = 36 };
    const double wide = 0.05, bend = (to - from) / 3;
    const struct transform whole = pen->frame;
    for (int i = 0; i < RAYS / 4; i++) {
        pen->frame = drawing_turned(&whole, 2 * PI * i / RAYS);
        pen_move(pen, 0, from);
        pen_curve(pen, wide, from + bend, wide, to - bend, 0, to);
        pen_curve(pen, -wide, to - bend, -wide, from + bend, 0, from);
        pen_close(pen);
    }
    pen->frame = whole;
}

/* A quarter of the crown's lattice, which is two ways of three bars of two lines, the outer
 * ones arched away from the middle. */
static void draw_bars(struct pen *pen, double ring)
{
    static const struct {
        double degrees, arch;
    } lines[] = {{2.2, 1}, {12, 2.3}, {15, 2.2}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        double angle = lines[i].degrees * PI / 180, y = ring * cos(angle);
        double x = ring * sin(angle), arch = lines[i].arch * x;
        pen_move(pen, x, -y);
        pen_curve(pen, arch, -y / 2, arch, y / 2, x, y);
    }
}

static void draw_rings(struct pen *pen)
{
    static const double rings[] = {1, 0.955, 0.665, 0.615};
    for (size_t i = 0; i < sizeof rings / sizeof *rings; i++)
        pen_ring(pen, 0, 0, rings[i]);
}

struct drawing ornament_rosette(struct arena *arena, const struct box *box, double stroke,
                                struct color ink)
{
    double half = fmin(box->width, box->height) / 2;
    double line = fmin(stroke, half / 20), size = half - line / 2;
    struct drawing drawing = drawing_new(arena), quarter = drawing_new(arena);
    if (!pen_has_room(box) || !(stroke > 0))
        return drawing;

    struct point center = {box->x + box->width / 2, box->y + box->height / 2};
    struct pen rings = pen_new(arena), figures = pen_new(arena);
    rings.frame = (struct transform){center, {size, 0}, {0, size}};
    figures.frame = (struct transform){{0, 0}, {size, 0}, {0, size}};
    draw_rings(&rings);
    draw_rays(&figures, 0.71, 0.92);
    draw_bars(&figures, 0.615);
    struct path path = pen_stroked(&rings, line, ink);
    drawing_path(&drawing, &path);
    path = pen_stroked(&figures, line, ink);
    drawing_path(&quarter, &path);
    const struct art *art = drawing_art(&quarter, "quarter");
    struct transform at = {center, {1, 0}, {0, 1}};
    for (int i = 0; i < 4;
         i++, at = (struct transform){center, at.down, {-at.right.x, -at.right.y}})
        drawing_place(&drawing, art, at);
    return drawing;
}
