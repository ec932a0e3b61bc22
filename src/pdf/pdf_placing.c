#include "pdf/pdf_placing.h"

#include "pdf/pdf_token.h"

#include <stddef.h>

/* Crop marks begin so far from the bleed, which they must not touch, and are so long. */
#define MARK_GAP    (1 * POINTS_PER_MM)
#define MARK_LENGTH (5 * POINTS_PER_MM)
#define MARK_STROKE ".25"

double pdf_placing_margin(const struct page *page)
{
    return page->bleed > 0 ? 2 * MARK_GAP + MARK_LENGTH : 0;
}

static double or_one(double scale)
{
    return scale > 0 ? scale : 1;
}

static void put_matrix(struct buf *out, double scale_x, double scale_y, double right, double up)
{
    const double scales[] = {scale_x, 0, 0, scale_y};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        pdf_token_decimal(out, scales[i], 5);
        buf_putc(out, ' ');
    }
    pdf_token_decimal(out, right, 3);
    buf_putc(out, ' ');
    pdf_token_decimal(out, up, 3);
    buf_puts(out, " cm\n");
}

static void put_line(struct buf *out, double x, double y, double across, double up)
{
    const double points[] = {x, y, x + across, y + up};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        pdf_token_decimal(out, points[i], 3);
        buf_puts(out, i == 1 ? " m " : i == 3 ? " l\n" : " ");
    }
}

/* Puts the two marks of a corner of the trimmed page; `right` and `up` are the directions away
 * from the page, 1 or -1. */
static void put_corner(struct buf *out, double x, double y, double right, double up,
                       double distance)
{
    put_line(out, x + right * distance, y, right * MARK_LENGTH, 0);
    put_line(out, x, y + up * distance, 0, up * MARK_LENGTH);
}

static void put_marks(struct buf *out, const struct page *page)
{
    double margin = pdf_placing_margin(page), distance = page->bleed + MARK_GAP;
    double left = margin + page->bleed, lower = left;
    double right = left + page->width, upper = lower + page->height;
    buf_puts(out, "/Artifact BMC\nq " MARK_STROKE " w 0 0 0 RG\n");
    put_corner(out, left, lower, -1, -1, distance);
    put_corner(out, right, lower, 1, -1, distance);
    put_corner(out, left, upper, -1, 1, distance);
    put_corner(out, right, upper, 1, 1, distance);
    buf_puts(out, "S Q\nEMC\n");
}

bool pdf_placing_put(const struct pdf_placing *placing, const struct page *page,
                     struct buf *out)
{
    double scale_x = or_one(placing->scale_x), scale_y = or_one(placing->scale_y);
    double margin = pdf_placing_margin(page);
    double height = page->height + 2 * (page->bleed + margin);
    bool corrects = scale_x != 1 || scale_y != 1 || placing->dx != 0 || placing->dy != 0;
    if (!corrects && margin <= 0)
        return false;
    buf_puts(out, "q\n");
    if (corrects)
        put_matrix(out, scale_x, scale_y, placing->dx, height * (1 - scale_y) - placing->dy);
    if (margin > 0) {
        put_marks(out, page);
        put_matrix(out, 1, 1, margin, margin);
    }
    return true;
}
