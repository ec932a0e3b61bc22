#include "draw/qr.h"

#include "base/number.h"
#include "draw/qr_symbol.h"

#include <math.h>
#include <string.h>

/* The dark modules as rectangles, and by its left edge the last one that began there. */
struct rectangles {
    struct path_step *steps;
    size_t count;
    struct path_step *last[QR_GRID_MOST];
};

/* Adds the modules from `left` to `right` of row `top`: to the rectangle above them if they are
 * as wide, else as a new one. */
static void add_run(struct rectangles *rectangles, size_t left, size_t top, size_t right)
{
    const struct point start = {(double)left, (double)top};
    const struct point end = {(double)right, (double)top + 1};
    struct path_step *last = rectangles->last[left];
    if (last && last->p[1].y == start.y && last->p[1].x == end.x) {
        last->p[1] = end;
        return;
    }
    rectangles->last[left] = &rectangles->steps[rectangles->count++];
    *rectangles->last[left] = (struct path_step){PATH_RECTANGLE, {start, end}};
}

/* Returns where the next run of dark modules begins, or where the one at x ends. */
static size_t next_change(const struct qr_grid *grid, size_t x, size_t y, bool dark)
{
    for (; x < grid->side; x = (x / 64 + 1) * 64) {
        uint64_t word = grid->rows[y].words[x / 64], other = (dark ? ~word : word) >> x % 64;
        if (other)
            return x + (size_t)__builtin_ctzll(other);
    }
    return grid->side;
}

static size_t count_runs(const struct qr_grid *grid)
{
    size_t count = 0;
    for (size_t y = 0; y < grid->side; y++)
        for (size_t i = 0; i < QR_GRID_WORDS; i++) {
            const uint64_t *words = grid->rows[y].words;
            uint64_t before = words[i] << 1 | (i > 0 ? words[i - 1] >> 63 : 0);
            count += (size_t)__builtin_popcountll(words[i] & ~before);
        }
    return count;
}

/* Rectangles of dark modules: less than the outline of what is dark. All are one path, which
 * shows no seams between its parts. */
static struct path outline(struct arena *arena, const struct qr_grid *grid,
                           const struct box *box)
{
    struct rectangles rectangles = {
        .steps = arena_new(arena, count_runs(grid), sizeof(struct path_step))};
    for (size_t y = 0; y < grid->side; y++)
        for (size_t left = next_change(grid, 0, y, false), right; left < grid->side;
             left = next_change(grid, right, y, false)) {
            right = next_change(grid, left, y, true);
            add_run(&rectangles, left, y, right);
        }
    struct path path = {.steps = rectangles.steps, .count = rectangles.count};
    double size = fmin(box->width, box->height);
    double module = size / ((double)grid->side + 2 * QR_QUIET);
    path.grid = (struct grid){
        .x = box->x + (box->width - size) / 2 + QR_QUIET * module,
        .y = box->y + (box->height - size) / 2 + QR_QUIET * module,
        .unit = module,
    };
    return path;
}

/* Returns how many digits stand behind the `#` of a URL and nothing else does, if they are
 * worth a segment of their own. */
static size_t last_digits(const char *text, size_t size)
{
    enum { WORTH = 32 }; /* a segment's head is paid many times over */
    size_t count = 0;
    while (count < size && number_is_digit(text[size - count - 1]))
        count++;
    bool behind_hash = count < size && text[size - count - 1] == '#';
    return behind_hash && count >= WORTH ? count : 0;
}

size_t qr_size(const char *text)
{
    /* ISO/IEC 18004, 7.4: a segment's head has 4 + 14 bits at most, and bytes alone leave 4
     * unused. */
    enum { HEAD = 14, GROUP = 3, GROUP_BITS = 10, BYTE = 8 };
    size_t size = strlen(text), digits = last_digits(text, size);
    if (!digits)
        return size;
    size_t bits = HEAD + (digits * GROUP_BITS + GROUP - 1) / GROUP;
    return size - digits + (bits + BYTE - 1) / BYTE;
}

/* Returns the smallest version that holds so many bytes, 0 if there is none. */
static size_t version_of(size_t size, int level)
{
    size_t version = 1;
    while (version <= QR_VERSIONS && size > qr_symbol_capacity(version, level))
        version++;
    return version <= QR_VERSIONS ? version : 0;
}

bool qr_check(const char *text, int level, struct error *err)
{
    size_t size = qr_size(text), most = qr_symbol_capacity(QR_VERSIONS, level);
    if (!size)
        return error_set(err, "qr-empty", "the QR code has no text. Give it something to say.");
    if (size <= most)
        return true;
    return error_set(
        err, "qr-too-long",
        "the QR code's text has %zu bytes; at level %c at most %zu fit. Shorten it or "
        "choose a lower level.",
        size, "LMQH"[level], most);
}

size_t qr_modules(size_t size, int level)
{
    size_t version = version_of(size, level);
    return version ? qr_symbol_side(version) : 0;
}

size_t qr_capacity(double modules, int level)
{
    size_t version = QR_VERSIONS;
    while (version > 0 && (double)qr_symbol_side(version) > modules)
        version--;
    return version ? qr_symbol_capacity(version, level) : 0;
}

/* The text is encoded as bytes: any UTF-8 goes through unchanged, and readers take bytes for
 * UTF-8. */
bool qr_draw(struct arena *arena, const char *text, int level, const struct box *box,
             struct color ink, struct path *path, size_t *modules, struct error *err)
{
    struct qr_grid grid;
    size_t size = strlen(text), digits = last_digits(text, size);
    if (!qr_check(text, level, err))
        return false;
    const struct qr_text content = {(const uint8_t *)text, size - digits, digits};
    qr_symbol_make(&grid, &content, version_of(qr_size(text), level), level);
    *modules = grid.side;
    *path = outline(arena, &grid, box);
    path->filled = true;
    path->fill = ink;
    return true;
}
