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

/* The ram's horns: a pair that grows from one stem on the inner edge, a diamond between. */
static struct path horns(struct arena *arena, double y, double size)
{
    struct pen pen = pen_new(arena);
    for (int side = 1; side >= -1; side -= 2) {
        struct horn horn = new_horn(side);
        struct strand strand = {{horn_at, &horn}, horn_half};
        pen_strand(&pen, &strand, 0, 1, 5);
    }
    draw_diamond(&pen, 0, y, 0.1 * size, 0.13 * size);
    return pen_path(&pen);
}

/* Returns the frame that puts a motif's axis at `x` of the side. */
static struct frame along(const struct frame *side, double x)
{
    struct frame frame = *side;
    frame.origin.x += x * side->right.x;
    frame.origin.y += x * side->right.y;
    return frame;
}

/* The same, upside down in the band. */
static struct frame reversed(const struct frame *side, double x)
{
    struct frame frame = along(side, x);
    frame.origin.x += side->down.x;
    frame.origin.y += side->down.y;
    frame.right = (struct point){-side->right.x, -side->right.y};
    frame.down = (struct point){-side->down.x, -side->down.y};
    return frame;
}

/* Returns the frame for a motif in the corner where the side starts: its axis on the
 * diagonal, what is at `foot` on it in the inner corner. */
static struct frame corner(const struct frame *side, double scale, double foot)
{
    struct point right = side->right, down = side->down;
    double k = scale * sqrt(0.5), start = 1 - k * foot;
    struct frame frame = {
        .origin = {side->origin.x + start * (right.x + down.x),
                   side->origin.y + start * (right.y + down.y)},
        .right = {k * (right.x - down.x), k * (right.y - down.y)},
        .down = {k * (right.x + down.x), k * (right.y + down.y)},
    };
    return frame;
}

/* The horns of a corner are larger, and their stem ends in a point that fits it. */
static void draw_corner(struct pen *pen, const struct frame *side)
{
    struct path motif = horns(pen->arena, 0.1, 1.25);
    double half = stem_half();
    pen->frame = corner(side, 0.86, 1 + half);
    pen_stamp(pen, &motif);
    pen_move(pen, half, 1);
    pen_line(pen, 0, 1 + half);
    pen_line(pen, -half, 1);
    pen_close(pen);
}

/* Motifs stand on the inner and the outer edge in turn, those next to the corners on the
 * outer: so each side is symmetrical, and the ground between them shows the same figure. */
static void draw_koshkar(struct pen *pen, const struct frame *side, double length)
{
    const double wanted = 1.3, margin = 0.68;
    struct path motif = horns(pen->arena, 0.2, 1);
    double room = length - 2;
    draw_corner(pen, side);
    if (room < 2 * margin * wanted)
        return;
    double pairs = fmax(floor((room / wanted - 2 * margin) / 2 + 0.5), 0);
    double pitch = room / (2 * pairs + 2 * margin);
    for (size_t i = 0; i <= 2 * (size_t)pairs; i++) {
        double x = 1 + pitch * (margin + (double)i);
        pen->frame = i % 2 ? along(side, x) : reversed(side, x);
        pen_stamp(pen, &motif);
    }
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

static void draw_water(struct pen *pen, const struct frame *side, double length)
{
    const double wanted = 1.6;
    pen->frame = *side;
    draw_diamond(pen, 0.5, 0.5, 0.3, 0.3);
    struct water water = {.start = 1, .length = length - 2};
    if (water.length < wanted)
        return;
    water.waves = fmax(floor(water.length / wanted / 2 + 0.25) * 2, 1) + 0.5;
    struct strand strand = {{water_at, &water}, water_half};
    pen_strand(pen, &strand, 0, 1, 4 * (size_t)water.waves);
    double half = water.length / water.waves / 2, middle = length / 2;
    for (size_t i = 0; (double)i + 0.5 < 2 * water.waves; i++) {
        double place = (double)i + 0.5 - water.waves;
        draw_diamond(pen, middle + half * place, fmod(place, 2) == 0 ? 0.3 : 0.7, 0.09, 0.12);
    }
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

static void draw_sides(struct pen *pen, const struct box *box, double width, enum band band)
{
    double right = box->x + box->width, bottom = box->y + box->height;
    const struct frame sides[] = {
        {{box->x, box->y}, {width, 0}, {0, width}},
        {{right, box->y}, {0, width}, {-width, 0}},
        {{right, bottom}, {-width, 0}, {0, -width}},
        {{box->x, bottom}, {0, -width}, {width, 0}},
    };
    for (size_t i = 0; i < 4; i++) {
        double length = (i % 2 ? box->height : box->width) / width;
        if (band == BAND_KOSHKAR)
            draw_koshkar(pen, &sides[i], length);
        else
            draw_water(pen, &sides[i], length);
    }
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

    struct path *paths = arena_new(arena, 2, sizeof *paths);
    struct pen figures = pen_new(arena), lines = pen_new(arena);
    draw_sides(&figures, &inner, wide - line, band);
    draw_frame_line(&lines, &inner, 0);
    draw_frame_line(&lines, &inner, wide - line);
    paths[0] = pen_path(&figures);
    paths[0].filled = true;
    paths[0].fill = ink;
    paths[1] = pen_path(&lines);
    paths[1].stroke = line;
    paths[1].color = ink;
    return (struct drawing){paths, line > 0 ? 2 : 1};
}

/* The poles around the crown, which are the rays of a sun: slender leaves. */
static void draw_rays(struct pen *pen, double from, double to)
{
    enum { RAYS = 36 };
    const double wide = 0.05, bend = (to - from) / 3;
    const struct frame whole = pen->frame;
    const struct point right = whole.right, down = whole.down;
    for (int i = 0; i < RAYS; i++) {
        double sine = sin(2 * PI * i / RAYS), cosine = cos(2 * PI * i / RAYS);
        pen->frame.right.x = cosine * right.x + sine * down.x;
        pen->frame.right.y = cosine * right.y + sine * down.y;
        pen->frame.down.x = cosine * down.x - sine * right.x;
        pen->frame.down.y = cosine * down.y - sine * right.y;
        pen_move(pen, 0, from);
        pen_curve(pen, wide, from + bend, wide, to - bend, 0, to);
        pen_curve(pen, -wide, to - bend, -wide, from + bend, 0, from);
        pen_close(pen);
    }
    pen->frame = whole;
}

/* One way of the crown's lattice: three bars of two lines, the outer ones arched away from
 * the middle. */
static void draw_bars(struct pen *pen, double ring)
{
    static const struct {
        double degrees, arch;
    } lines[] = {{2.2, 1}, {12, 2.3}, {15, 2.2}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        for (int side = -1; side <= 1; side += 2) {
            double angle = lines[i].degrees * PI / 180, y = ring * cos(angle);
            double x = side * ring * sin(angle), arch = lines[i].arch * x;
            pen_move(pen, x, -y);
            pen_curve(pen, arch, -y / 2, arch, y / 2, x, y);
        }
}

struct drawing ornament_rosette(struct arena *arena, const struct box *box, double stroke,
                                struct color ink)
{
    static const double rings[] = {1, 0.955, 0.665, 0.615};
    double half = fmin(box->width, box->height) / 2;
    double line = fmin(stroke, half / 20), size = half - line / 2;
    if (!pen_has_room(box) || !(stroke > 0))
        return (struct drawing){0};

    struct pen pen = pen_new(arena);
    struct point center = {box->x + box->width / 2, box->y + box->height / 2};
    pen.frame = (struct frame){center, {size, 0}, {0, size}};
    for (size_t i = 0; i < sizeof rings / sizeof *rings; i++)
        pen_ring(&pen, 0, 0, rings[i]);
    draw_rays(&pen, 0.71, 0.92);
    draw_bars(&pen, 0.615);
    pen.frame = (struct frame){center, {0, size}, {-size, 0}};
    draw_bars(&pen, 0.615);
    struct path *path = arena_new(arena, 1, sizeof *path);
    *path = pen_path(&pen);
    path->stroke = line;
    path->color = ink;
    return (struct drawing){path, 1};
}
