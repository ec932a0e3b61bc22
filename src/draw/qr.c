#include "draw/qr.h"

#include "base/number.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

enum { LEVELS = 4, VERSIONS = 40 };

/* How many bytes a symbol of each version holds in byte mode, by level (ISO/IEC 18004:2015,
 * Table 7). */
static const size_t capacity[LEVELS][VERSIONS] = {
    {17,   32,   53,   78,   106,  134,  154,  192,  230,  271,  321,  367,  425,  458,
     520,  586,  644,  718,  792,  858,  929,  1003, 1091, 1171, 1273, 1367, 1465, 1528,
     1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953},
    {14,   26,   42,   62,   84,   106,  122,  152,  180,  213,  251,  287,  331,  362,
     412,  450,  504,  560,  624,  666,  711,  779,  857,  911,  997,  1059, 1125, 1190,
     1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331},
    {11,  20,  32,   46,   60,   74,   86,   108,  130,  151,  177,  203, 241, 258,
     292, 322, 364,  394,  442,  482,  509,  565,  611,  661,  715,  751, 805, 868,
     908, 982, 1030, 1112, 1168, 1228, 1283, 1351, 1423, 1499, 1579, 1663},
    {7,   14,  24,  34,  44,  58,  64,  84,   98,   119,  137,  155, 177, 194,
     220, 250, 280, 310, 338, 382, 403, 439,  461,  511,  535,  593, 625, 658,
     698, 742, 790, 842, 898, 958, 983, 1051, 1093, 1139, 1219, 1273},
};

enum { RECTANGLE_STEPS = 5 };

/* Goes around the modules from `left` to `right` of row `top`, clockwise from the upper left.
 */
static void add_rectangle(struct path_step steps[RECTANGLE_STEPS], int left, int top, int right)
{
    steps[0] = (struct path_step){PATH_MOVE, {{left, top}}};
    steps[1] = (struct path_step){PATH_LINE, {{right, top}}};
    steps[2] = (struct path_step){PATH_LINE, {{right, top + 1}}};
    steps[3] = (struct path_step){PATH_LINE, {{left, top + 1}}};
    steps[4] = (struct path_step){.verb = PATH_CLOSE};
}

/* Adds a rectangle for each run of dark modules of row `y`; returns how many. Without `steps`
 * it only counts them. */
static size_t add_runs(const QRcode *code, int y, struct path_step *steps)
{
    const unsigned char *row = code->data + (size_t)y * (size_t)code->width;
    size_t count = 0;
    for (int x = 0, end; x < code->width; x = end + 1) {
        for (end = x; end < code->width && row[end] & 1; end++)
            ;
        if (end == x)
            continue;
        if (steps)
            add_rectangle(steps + count * RECTANGLE_STEPS, x, y, end);
        count++;
    }
    return count;
}

/* A rectangle for each run of dark modules of a row: less than the outline of what is dark. All
 * are one path, which shows no seams between its parts. */
static struct path runs(struct arena *arena, const QRcode *code, const struct box *box)
{
    size_t count = 0;
    for (int y = 0; y < code->width; y++)
        count += add_runs(code, y, NULL);
    struct path_step *steps = arena_new(arena, count * RECTANGLE_STEPS, sizeof *steps);
    struct path path = {.steps = steps, .count = count * RECTANGLE_STEPS};
    for (int y = 0; y < code->width; y++)
        steps += add_runs(code, y, steps) * RECTANGLE_STEPS;
    double size = fmin(box->width, box->height), module = size / (code->width + 2 * QR_QUIET);
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

/* As bytes: any UTF-8 goes through unchanged, and readers take bytes for UTF-8. */
static QRcode *encode(const char *text, size_t size, int level)
{
    static const QRecLevel levels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
    const unsigned char *bytes = (const unsigned char *)text;
    int digits = (int)last_digits(text, size), rest = (int)size - digits;
    QRinput *input = QRinput_new2(0, levels[level]);
    QRcode *code = NULL;
    if (input && (!rest || QRinput_append(input, QR_MODE_8, rest, bytes) == 0) &&
        (!digits || QRinput_append(input, QR_MODE_NUM, digits, bytes + rest) == 0))
        code = QRcode_encodeInput(input);
    QRinput_free(input);
    return code;
}

size_t qr_size(const char *text)
{
    /* ISO/IEC 18004, 7.4: a segment's head has 4 + 12 bits, and bytes alone leave 4 unused. */
    enum { HEAD = 12, GROUP = 3, GROUP_BITS = 10, BYTE = 8 };
    size_t size = strlen(text), digits = last_digits(text, size);
    if (!digits)
        return size;
    size_t bits = HEAD + (digits * GROUP_BITS + GROUP - 1) / GROUP;
    return size - digits + (bits + BYTE - 1) / BYTE;
}

bool qr_check(const char *text, int level, struct error *err)
{
    size_t size = qr_size(text), most = capacity[level][VERSIONS - 1];
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

/* Returns how many modules a side has the symbol of a version, counted from 0. */
static size_t side(size_t version)
{
    return 21 + 4 * version;
}

size_t qr_modules(size_t size, int level)
{
    for (size_t version = 0; version < VERSIONS; version++)
        if (size <= capacity[level][version])
            return side(version);
    return 0;
}

size_t qr_capacity(double modules, int level)
{
    size_t versions = 0;
    while (versions < VERSIONS && (double)side(versions) <= modules)
        versions++;
    return versions ? capacity[level][versions - 1] : 0;
}

bool qr_draw(struct arena *arena, const char *text, int level, const struct box *box,
             struct color ink, struct path *path, size_t *modules, struct error *err)
{
    if (!qr_check(text, level, err))
        return false;
    QRcode *code = encode(text, strlen(text), level);
    if (!code)
        return error_set(err, "qr-failed", "the QR code cannot be made of this text.");
    *modules = (size_t)code->width;
    *path = runs(arena, code, box);
    path->filled = true;
    path->fill = ink;
    QRcode_free(code);
    return true;
}
