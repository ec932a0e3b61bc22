/* What a command says of itself, for --help and its man page. Texts are sentences to translate.
 */
#ifndef KUALIK_COMMAND_HELP_H
#define KUALIK_COMMAND_HELP_H

/* What may be typed behind the command's name, and what it does. */
struct help_item {
    const char *words, *text;
};

enum { HELP_STATUSES = 5 };

struct command_help {
    const char *name;  /* "issue" */
    const char *usage; /* "kualik issue -t TEMPLATE.ini …"; a line for each way */
    const char *about; /* a line for each paragraph */
    const struct help_item *actions; /* behind that; ends with an empty one; NULL: none */
    const char
        *statuses[HELP_STATUSES]; /* what each exit status means; NULL: it is not given */
};

struct option_spec;

/* Prints the help, in lines that a terminal holds; `specs` are the options, to an empty one. */
void command_help_print(const struct command_help *help, const struct option_spec *specs);

/* Prints how kualik itself is called: "usage: kualik COMMAND [OPTION…]". */
void command_help_print_usage(const char *usage);

#endif
