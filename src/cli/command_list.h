/* The commands of the program. */
#ifndef KUALIK_COMMAND_LIST_H
#define KUALIK_COMMAND_LIST_H

#include "base/error.h"

struct command {
    const char *name;
    int (*run)(int argc, char **argv, struct error *err);
    const char *about; /* a few words, to be translated */
    int worst;         /* exit status that stays even if the output is lost */
    int exhausted;     /* exit status when there is no more memory */
};

/* In the order in which they are shown; ends with an empty one. */
extern const struct command command_list[];
enum { COMMAND_COUNT = 16 };

/* Returns the command of that name, or NULL. */
const struct command *command_list_find(const char *name);

#endif
