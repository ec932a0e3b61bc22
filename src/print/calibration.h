/* Putting a printer right: a sheet with crosses and rulers is printed and measured, and the
 * profile follows from what was measured. The sheet is an INI file like a certificate's
 * template; its [line across] and [line down] are the rulers, whose ends are measured. */
#ifndef KUALIK_CALIBRATION_H
#define KUALIK_CALIBRATION_H

#include "base/buf.h"
#include "base/error.h"
#include "base/report.h"
#include "template/printer.h"

#include <stdbool.h>
#include <stdint.h>

struct calibration_sheet {
    const char *path;    /* of the INI file */
    const char *fonts;   /* folder of fonts, NULL: none of one's own */
    const char *printer; /* what {printer} reads */
    const char *options; /* … and {options}: others that the command must be given again, each
                            after a space */
    int64_t time;        /* seconds since 1970, of making */
    int offset;          /* minutes east of UTC in which that time is written */
    const char *producer; /* "kualik 1.0" */
};

/* Appends the sheet as a PDF to `out`. Faults of the sheet go to `findings`; fails, too, when
 * there is one. */
bool calibration_draw(const struct calibration_sheet *sheet, struct buf *out,
                      struct report *findings, struct error *err);

/* Says whether the file in `bytes` is a sheet that this function has drawn. */
bool calibration_is_ours(const struct buf *bytes);

/* What was measured on the printed sheet, in mm. */
struct calibration_measured {
    double left;         /* from the paper's left edge to the ruler that goes down */
    double top;          /* from its upper edge to the ruler that goes across */
    double across, down; /* lengths of the rulers */
};

/* Reads four numbers, with commas between them, or with spaces or semicolons where a comma is
 * the decimal sign. */
bool calibration_read(const char *text, struct calibration_measured *measured,
                      struct error *err);

/* Finds out what puts a printer right that prints the sheet at `path` so. Faults of the sheet
 * go to `findings`; fails, too, when what was measured makes no sense. */
bool calibration_find(const char *path, const struct calibration_measured *measured,
                      struct printer *printer, struct report *findings, struct error *err);

/* Puts the profile into the file of profiles at `path`, which is made, with its folder, where
 * there is none; the file is written whole or not at all. A profile of that name that is there
 * is an error unless `replace`. */
bool calibration_save(const char *path, const char *name, const struct printer *printer,
                      bool replace, struct error *err);

#endif
