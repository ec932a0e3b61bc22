/* The options of issue that say which numbers a register gives, and to whom. */
#ifndef KUALIK_NUMBER_OPTIONS_H
#define KUALIK_NUMBER_OPTIONS_H

#include "cli/options.h"
#include "numbering/numbering.h"

#include <stdbool.h>

/* What the user asked for; texts are argv's. Zeroed before the options are read. */
struct number_options {
    const char *range, *same, *anew;
    struct numbering_choice *choices; /* released with number_options_free */
    char *texts;                      /* of the choices */
};

/* Their part of a command's struct option_spec array. */
/* clang-format off */
#define NUMBER_OPTIONS(options)                                                                \
    {"range", 0, "A-B", N_("numbers that this register gives out, such as 1-5000"),            \
     &(options)->range, NULL},                                                                 \
    {"same", 0, "ROW=NUMBER", N_("the row is the person of that number, renamed; or several"), \
     &(options)->same, NULL},                                                                  \
    {"new", 0, "ROWS", N_("rows whose people the register does not know, as 17,20"),           \
     &(options)->anew, NULL}
/* clang-format on */

/* Reads what was given into `source`, which borrows the choices. Returns false when it makes
 * no sense. */
bool number_options_check(struct number_options *options, struct numbering_source *source,
                          struct error *err);
void number_options_free(struct number_options *options);

#endif
