#include "svg/svg_token.h"

#include "base/utf8.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

/* Returns the number in units of the last decimal. */
static int64_t scale(double number, unsigned decimals)
{
    const double largest = 1e9;
    if (!(fabs(number) <= largest))
        number = number > 0 ? largest : number < 0 ? -largest : 0;
    return llround(number * (double)powers[decimals]);
}

static void put_scaled(struct buf *out, int64_t scaled, unsigned decimals)
{
    char text[32];
    char *end = text + sizeof text, *start = end;
    uint64_t left = scaled < 0 ? -(uint64_t)scaled : (uint64_t)scaled;
    for (unsigned i = 0; i < decimals; i++, left /= 10)
        if (left % 10 || start < end)
            *--start = (char)('0' + left % 10);
    if (start < end)
        *--start = '.';
    if (left || start == end)
        do
            *--start = (char)('0' + left % 10);
        while (left /= 10);
    if (scaled < 0)
        *--start = '-';
    buf_add(out, start, (size_t)(end - start));
}

void svg_token_number(struct buf *out, double number, unsigned decimals)
{
    put_scaled(out, scale(number, decimals), decimals);
}

static bool is_xml(uint32_t letter)
{
    return letter >= 0x20 ? letter != 0xFFFE && letter != 0xFFFF
                          : letter == '\t' || letter == '\n' || letter == '\r';
}

void svg_token_text(struct buf *out, const char *text)
{
    enum { REPLACEMENT = 0xFFFD }; /* what utf8_next gives for bytes that are no text */
    for (const char *end = text + strlen(text), *at = text; at < end; at = text) {
        uint32_t letter = utf8_next(&text, end);
        if (!is_xml(letter) || letter == REPLACEMENT)
            buf_puts(out, "\xEF\xBF\xBD");
        else if (strchr("&<>\"\t\n\r", (int)letter) && letter < 0x80)
            buf_printf(out, "&#%u;", (unsigned)letter);
        else
            buf_add(out, at, (size_t)(text - at));
    }
}

/* ---- paths ------------------------------------------------------------------------------ */

/* A place in units of the last decimal. */
struct spot {
    int64_t x, y;
};

/* Path data on its way: every point is told from the pen, of which rounding is a part. */
struct path_writer {
    struct buf *out;
    double across, down;
    unsigned decimals;
    struct spot pen, start;
    char command; /* the last one told, which the next need not repeat */
    bool open;    /* behind a number: the next one must be told apart */
};

static struct spot find_spot(const struct path_writer *writer, struct point point)
{
    return (struct spot){scale(point.x * writer->across, writer->decimals),
                         scale(point.y * writer->down, writer->decimals)};
}

static void put_command(struct path_writer *writer, char command)
{
    if (writer->command != command) {
        buf_putc(writer->out, command);
        writer->open = false;
    }
    writer->command = command;
}

static void put_distance(struct path_writer *writer, int64_t distance)
{
    if (writer->open && distance >= 0)
        buf_putc(writer->out, ' ');
    put_scaled(writer->out, distance, writer->decimals);
    writer->open = true;
}

static void put_line(struct path_writer *writer, struct spot to)
{
    int64_t x = to.x - writer->pen.x, y = to.y - writer->pen.y;
    put_command(writer, y == 0 ? 'h' : x == 0 ? 'v' : 'l');
    if (x || !y)
        put_distance(writer, x);
    if (y)
        put_distance(writer, y);
}

static void put_points(struct path_writer *writer, char command, const struct path_step *step)
{
    put_command(writer, command);
    for (size_t i = 0; i < page_step_points(step); i++) {
        struct spot to = find_spot(writer, step->p[i]);
        put_distance(writer, to.x - writer->pen.x);
        put_distance(writer, to.y - writer->pen.y);
    }
}

static void put_step(struct path_writer *writer, const struct path_step *step);

static void put_rectangle(struct path_writer *writer, const struct point corners[2])
{
    const double left = corners[0].x, top = corners[0].y;
    const double right = corners[1].x, bottom = corners[1].y;
    const struct path_step sides[] = {{PATH_MOVE, {{left, top}}},
                                      {PATH_LINE, {{right, top}}},
                                      {PATH_LINE, {{right, bottom}}},
                                      {PATH_LINE, {{left, bottom}}},
                                      {.verb = PATH_CLOSE}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        put_step(writer, &sides[i]);
}

static void put_step(struct path_writer *writer, const struct path_step *step)
{
    size_t points = page_step_points(step);
    struct spot to = points ? find_spot(writer, step->p[points - 1]) : writer->start;
    switch (step->verb) {
    case PATH_MOVE:
        /* Further pairs behind a move would be lines (9.3.3). */
        writer->command = '\0';
        put_points(writer, 'm', step);
        writer->start = to;
        break;
    case PATH_LINE:
        put_line(writer, to);
        break;
    case PATH_CURVE:
        put_points(writer, 'c', step);
        break;
    case PATH_CLOSE:
        put_command(writer, 'z');
        break;
    case PATH_RECTANGLE:
        put_rectangle(writer, step->p);
        return;
    }
    writer->pen = to;
}

void svg_token_path(struct buf *out, const struct path_step *steps, size_t count, double across,
                    double down, unsigned decimals)
{
    struct path_writer writer = {
        .out = out, .across = across, .down = down, .decimals = decimals};
    for (size_t i = 0; i < count; i++)
        put_step(&writer, &steps[i]);
}
