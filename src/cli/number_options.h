/* The options that say which numbers a register gives, and to whom. */
#ifndef KUALIK_NUMBER_OPTIONS_H
#define KUALIK_NUMBER_OPTIONS_H

#include "base/arena.h"
#include "cli/options.h"
#include "numbering/numbering.h"

#include <stdbool.h>

/* What the user asked for; texts are argv's. Zeroed before the options are read. */
struct number_options {
    const char *range, *same, *anew;
};

/* Their parts of a command's struct option_spec array: of those that give numbers, and of all
 * that show whose number is whose. */
/* clang-format off */
#define RANGE_OPTION(options)                                                                  \
    {"range", 0, "A-B", N_("numbers that this register gives out, such as 1-5000"),            \
     &(options)->range, NULL}
#define CHOICE_OPTIONS(options)                                                                \
    {"same", 0, "ROW=NUMBER", N_("the row is the person of that number, renamed; or several"), \
     &(options)->same, NULL},                                                                  \
    {"new", 0, "ROWS", N_("rows whose people the register does not know, as 17,20"),           \
     &(options)->anew, NULL}
/* clang-format on */

/* Reads what was given into `source`; the choices are the arena's. Returns false when it makes
 * no sense. */
bool number_options_check(const struct number_options *options, struct arena *arena,
                          struct numbering_source *source, struct error *err);

#endif
