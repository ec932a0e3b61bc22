/* Contact sheets: certificates, made small, side by side, each with a caption. What is the same
 * on all certificates is art, which a file needs only once. */
#ifndef KUALIK_CONTACT_SHEET_H
#define KUALIK_CONTACT_SHEET_H

#include "base/report.h"
#include "form/form_blocks.h"
#include "form/form_page.h"

#include <stdbool.h>
#include <stddef.h>

/* How the certificates stand on their pages; zero: there are none. */
struct contact_plan {
    const struct form_source *source;
    double width, height; /* of a small page, points */
    double caption;       /* height of the highest caption, points */
    size_t columns, rows; /* on a page */
    size_t pages;
    const struct art ***art; /* by page of a certificate and part: the art of all the fixed
                                parts that follow each other from there on; NULL elsewhere */
};

/* What a sheet shows; the arena's. */
struct contact_images {
    const struct image *const *list;
    size_t count;
};

/* Says whether a page of a certificate is shown: it is not the same for every row. */
bool contact_sheet_shows(const struct page *page);

/* Plans the sheets of the source's contacts. The plan is `arena`'s. Faults go to `findings`;
 * returns false if there is one. */
bool contact_sheet_plan(const struct form_source *source, const struct typesetter *typesetter,
                        struct arena *arena, struct contact_plan *plan,
                        struct report *findings);

/* Returns a part that places all pieces of art of the sheets; it is the arena's. */
const struct part *contact_sheet_art(const struct contact_plan *plan, struct arena *arena);

/* Draws the sheet of that number, from 0, and adds its images to `images`, which begin with
 * those that all certificates share. What is wrong with a certificate goes to `findings`. */
void contact_sheet_draw(const struct contact_plan *plan, size_t number, struct form_page *page,
                        struct contact_images *images, struct report *findings);

#endif
