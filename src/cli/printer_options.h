/* The options that name a printer and the file of profiles, which `kualik print` reads and
 * `kualik calibrate` writes. */
#ifndef KUALIK_PRINTER_OPTIONS_H
#define KUALIK_PRINTER_OPTIONS_H

#include "base/arena.h"
#include "cli/options.h"

/* What the user asked for; zeroed before the options are read. */
struct printer_options {
    const char *name;     /* of the printer, NULL: none */
    const char *profiles; /* the file, NULL: the user's own */
};

/* Their part of a command's struct option_spec array. */
/* clang-format off */
#define PRINTER_OPTIONS(options)                                                               \
    {"printer", 0, "NAME[/TRAY]", N_("the printer, or a tray of it, as its profile is called"), \
     &(options)->name, NULL},                                                                  \
    {"profiles", 0, "FILE",                                                                    \
     N_("profiles of printers; default: kualik/printers.ini in ~/.config"),                    \
     &(options)->profiles, NULL}
/* clang-format on */

/* Returns the file of profiles: the one given, or kualik/printers.ini where the user's programs
 * keep their settings (XDG Base Directory Specification). Returns NULL where nobody knows
 * where that is. */
const char *printer_options_file(const struct printer_options *options, struct arena *arena,
                                 struct error *err);

#endif
