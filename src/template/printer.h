/* How printers are put right: profiles in an INI file of the user's, a section for each
 * printer, [printer office], or for a tray of it, [printer office/2], with the keys dx, dy,
 * scale_x and scale_y. */
#ifndef KUALIK_PRINTER_H
#define KUALIK_PRINTER_H

#include "base/buf.h"
#include "base/report.h"

#include <stdbool.h>

/* All that stands on a sheet is scaled from its upper left corner, and then moved. */
struct printer {
    double dx, dy;           /* points, to the right and down */
    double scale_x, scale_y; /* per cent */
};

/* Says whether `name` may be a printer's, or with a / a printer's and a tray's: small letters
 * a-z, digits, - and _. */
bool printer_name_check(const char *name, struct error *err);

/* Says whether a printer could be so wrong; a scale under 90 % or over 110 %, or an offset of
 * over 50 mm, is a slip. */
bool printer_check(const struct printer *printer, struct error *err);

/* Reads the profile of that name from the file at `path`. Faults of the file, and a name that
 * is not in it, go to `findings`; returns false if there is one. */
bool printer_read(const char *path, const char *name, struct printer *printer,
                  struct report *findings);

/* Returns an offset in mm. */
double printer_mm(double points);

/* Says whether the file's text has a profile of that name. */
bool printer_is_in(const struct buf *file, const char *name);

/* Appends to `out` the file's text with this profile in it, in the place of the one of that
 * name if there is one; all else stays as it was. */
void printer_put(const struct buf *file, const char *name, const struct printer *printer,
                 struct buf *out);

#endif
