/* What the user asked `kualik register` for. */
#ifndef KUALIK_REGISTER_REQUEST_H
#define KUALIK_REGISTER_REQUEST_H

#include "numbering/row_audit.h"

#include <stdbool.h>
#include <stddef.h>

struct register_request {
    const char *path, *output, *reason;
    bool json;
    const char *event; /* of the register */
    const char *list, *separator;
    struct list_options options; /* how to read it */
    char **words;
    size_t count;
};

#endif
