/* Contact sheets: certificates, made small, side by side, each with a caption. */
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
    struct form_text *captions; /* by certificate */
    double width, height;       /* of a small page, points */
    double caption;             /* height of the highest caption, points */
    size_t columns, rows;       /* on a page */
    size_t pages;
    struct contact_slot *slots; /* by place on a page */
};

/* Plans the sheets of the source's contacts. Memory is the typesetter's arena's. Faults go to
 * `findings`; returns false if there is one. */
bool contact_sheet_plan(const struct form_source *source, const struct typesetter *typesetter,
                        struct contact_plan *plan, struct report *findings);

/* Draws the sheet of that number, from 0. */
void contact_sheet_draw(const struct contact_plan *plan, size_t number, struct form_page *page);

#endif
