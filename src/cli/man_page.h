/* Man pages in roff (man(7)), in the language of the messages, from what --help says: `kualik
 * --man-page` and `kualik COMMAND --man-page`, which packaging/man asks for. */
#ifndef KUALIK_MAN_PAGE_H
#define KUALIK_MAN_PAGE_H

#include "cli/command_help.h"

struct option_spec;

/* Prints kualik.1. */
void man_page_print(void);

/* Prints the page of a command; `specs` are its options, to an empty one. */
void man_page_print_command(const struct command_help *help, const struct option_spec *specs);

#endif
