#include "draw/qr.h"

#include "draw/pen.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

/* The edges of the dark area that are still to be traced, as a bit for each direction in
 * which an edge leaves a corner of the grid; dark lies to the right of every edge. */
struct edges {
    unsigned char *leaving;
    int side; /* corners a side */
};

enum { RIGHT, DOWN, LEFT, UP };

static const int step_x[] = {1, 0, -1, 0}, step_y[] = {0, 1, 0, -1};

static bool dark(const QRcode *code, int x, int y)
{
    return x >= 0 && y >= 0 && x < code->width && y < code->width &&
           (code->data[y * code->width + x] & 1);
}

static unsigned char *corner(const struct edges *edges, int x, int y)
{
    return &edges->leaving[y * edges->side + x];
}

static struct edges find_edges(struct arena *arena, const QRcode *code)
{
    int side = code->width + 1;
    struct edges edges = {arena_new(arena, (size_t)side * (size_t)side, 1), side};
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++) {
            if (!dark(code, x, y))
                continue;
            if (!dark(code, x, y - 1))
                *corner(&edges, x, y) |= 1 << RIGHT;
            if (!dark(code, x + 1, y))
                *corner(&edges, x + 1, y) |= 1 << DOWN;
            if (!dark(code, x, y + 1))
                *corner(&edges, x + 1, y + 1) |= 1 << LEFT;
            if (!dark(code, x - 1, y))
                *corner(&edges, x, y + 1) |= 1 << UP;
        }
    return edges;
}

/* Takes the outline that leaves (x, y) to the right and draws it, a line for each straight
 * stretch. Where two modules touch at a corner only, it turns right and so keeps them apart. */
static void trace(struct pen *pen, const struct edges *edges, int x, int y)
{
    const int start_x = x, start_y = y;
    int way = RIGHT;
    pen_move(pen, x, y);
    do {
        *corner(edges, x, y) &= (unsigned char)~(1 << way);
        x += step_x[way];
        y += step_y[way];
        unsigned char leaving = *corner(edges, x, y);
        int right = (way + 1) % 4, left = (way + 3) % 4;
        int next = leaving & 1 << right ? right : leaving & 1 << way ? way : left;
        if (next != way && (x != start_x || y != start_y))
            pen_line(pen, x, y);
        way = next;
    } while (x != start_x || y != start_y);
    pen_close(pen);
}

static struct path outline(struct arena *arena, const QRcode *code, const struct box *box)
{
    struct edges edges = find_edges(arena, code);
    struct pen pen = pen_new(arena);
    for (int y = 0; y < edges.side; y++)
        for (int x = 0; x < edges.side; x++)
            if (*corner(&edges, x, y) & 1 << RIGHT)
                trace(&pen, &edges, x, y);
    struct path path = pen_path(&pen);
    double size = fmin(box->width, box->height), module = size / (code->width + 2 * QR_QUIET);
    path.grid = (struct grid){
        .x = box->x + (box->width - size) / 2 + QR_QUIET * module,
        .y = box->y + (box->height - size) / 2 + QR_QUIET * module,
        .unit = module,
    };
    return path;
}

/* As bytes: any UTF-8 goes through unchanged, and readers take bytes for UTF-8. */
static QRcode *encode(const char *text, size_t size, int level)
{
    static const QRecLevel levels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
    return QRcode_encodeData((int)size, (const unsigned char *)text, 0, levels[level]);
}

bool qr_check(const char *text, int level, struct error *err)
{
    static const size_t most[] = {QR_MOST_BYTES, 2331, 1663,
                                  1273}; /* bytes in the largest symbol */
    size_t size = strlen(text);
    if (!size)
        return error_set(err, "the QR code has no text. Give it something to say.");
    if (size <= most[level])
        return true;
    return error_set(
        err,
        "the QR code's text has %zu bytes; at level %c at most %zu fit. Shorten it or "
        "choose a lower level.",
        size, "LMQH"[level], most[level]);
}

size_t qr_modules(size_t size, int level)
{
    struct arena arena = {0};
    size_t modules = 0;
    char *text = arena_new(&arena, size + 1, 1);
    memset(text, 'x', size);
    QRcode *code = size <= QR_MOST_BYTES ? encode(text, size, level) : NULL;
    if (code)
        modules = (size_t)code->width;
    QRcode_free(code);
    arena_free(&arena);
    return modules;
}

bool qr_draw(struct arena *arena, const char *text, int level, const struct box *box,
             struct color ink, struct path *path, size_t *modules, struct error *err)
{
    if (!qr_check(text, level, err))
        return false;
    QRcode *code = encode(text, strlen(text), level);
    if (!code)
        return error_set(err, "the QR code cannot be made of this text.");
    *modules = (size_t)code->width;
    *path = outline(arena, code, box);
    path->filled = true;
    path->fill = ink;
    QRcode_free(code);
    return true;
}
