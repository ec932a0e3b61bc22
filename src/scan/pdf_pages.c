#include "scan/pdf_pages.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    RESOLUTION = 300,           /* dots an inch */
    PIXEL_LIMIT = 25 * 1000000, /* A3 has 17.4 million */
    SIDE_LIMIT = 16000,         /* ImageMagick, in zbarimg, refuses more pixels in a row */
    POINTS = 72,                /* an inch */
    INFO_LIMIT = 1 << 20,
    NUMBER_LIMIT = 1000000000,       /* of pages, or of points */
    PICTURE_LIMIT = 2 * PIXEL_LIMIT, /* bytes; sides are rounded up to whole pixels */
};

static bool fail_of_pdf(struct error *err)
{
    error_set(err, "seal-pdf-unread",
              "The PDF cannot be drawn: it is damaged, or opens with a password only.");
    return error_advise(err, "Give a picture of the sheet, or a PDF that opens without one.");
}

/* Runs a program of poppler's; any exit status but 0 is a failure. */
static bool run(char *const argv[], size_t limit, const struct program_terms *terms,
                struct buf *output, struct error *err)
{
    const struct program program = {.argv = argv, .package = "poppler-utils", .limit = limit};
    int status;
    return program_run(&program, terms, output, &status, err) &&
           (status == 0 || fail_of_pdf(err));
}

/* Returns the path so that no program takes it for an option; the arena's. */
static char *argument_of(const char *path, struct arena *arena)
{
    return arena_printf(arena, "%s%s", *path == '/' ? "" : "./", path);
}

/* Returns what stands behind the last of those words; NULL if they do not stand there. What a
 * document says of itself comes before what is asked for. */
static const char *behind_last(const char *said, const char *words)
{
    const char *last = NULL;
    for (const char *at = said; (at = strstr(at, words)); at++)
        last = at + strlen(words);
    return last;
}

/* Reads a number behind blanks, and passes over its fraction. Returns what follows; NULL: there
 * is none. */
static const char *read_number(const char *text, size_t *number)
{
    text = number_digits(text + strspn(text, " "), NULL, NUMBER_LIMIT, number);
    if (text && *text == '.')
        text += 1 + strspn(text + 1, "0123456789");
    return text;
}

bool pdf_pages_open(struct pdf_pages *pages, const char *path,
                    const struct program_terms *terms, struct arena *arena, struct error *err)
{
    char name[] = "pdfinfo", first[] = "-f", one[] = "1", last[] = "-l";
    struct buf info = {0};
    char *argv[] = {name,
                    first,
                    one,
                    last,
                    arena_printf(arena, "%d", PDF_PAGES_LIMIT),
                    argument_of(path, arena),
                    NULL};
    buf_putc(&info, '\n');
    bool opened = run(argv, INFO_LIMIT, terms, &info, err);
    const char *count = opened ? behind_last(info.data, "\nPages:") : NULL;
    *pages = (struct pdf_pages){.path = path, .info = arena_text(arena, buf_text(&info))};
    if (count)
        read_number(count, &pages->count);
    buf_free(&info);
    return opened;
}

unsigned pdf_pages_resolution(double width, double height)
{
    double side = fmax(width, height) / POINTS, area = width * height / POINTS / POINTS;
    double most = fmin(SIDE_LIMIT / side, sqrt(PIXEL_LIMIT / area));
    return most >= RESOLUTION ? RESOLUTION : most > 1 ? (unsigned)most : 1;
}

/* A fraction of a point changes nothing. */
static unsigned resolution_of(const struct pdf_pages *pages, size_t page)
{
    char words[40];
    size_t width, height;
    snprintf(words, sizeof words, "\nPage %4zu size:", page);
    const char *sides = behind_last(pages->info, words);
    if (sides && (sides = read_number(sides, &width)) && strncmp(sides, " x ", 3) == 0 &&
        read_number(sides + 3, &height))
        return pdf_pages_resolution((double)width, (double)height);
    return RESOLUTION;
}

bool pdf_pages_draw(const struct pdf_pages *pages, size_t page,
                    const struct program_terms *terms, struct buf *pgm, struct error *err)
{
    char name[] = "pdftoppm", dpi[] = "-r", gray[] = "-gray", first[] = "-f", last[] = "-l";
    char shown[] = "-cropbox"; /* that is what pdfinfo tells the size of */
    struct arena arena = {0};
    char *number = arena_printf(&arena, "%zu", page);
    char *argv[] = {name,
                    dpi,
                    arena_printf(&arena, "%u", resolution_of(pages, page)),
                    gray,
                    shown,
                    first,
                    number,
                    last,
                    number,
                    argument_of(pages->path, &arena),
                    NULL};
    bool drawn = run(argv, PICTURE_LIMIT, terms, pgm, err);
    arena_free(&arena);
    return drawn;
}
