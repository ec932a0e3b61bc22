/* The register that gives a list its numbers: the one that was named, or register.db beside the
 * list. */
#ifndef KUALIK_LIST_REGISTER_H
#define KUALIK_LIST_REGISTER_H

#include "base/error.h"
#include "base/report.h"
#include "bind/binding.h"
#include "numbering/numbering.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

struct list_register {
    struct registry *registry; /* NULL: there is none yet; closed with registry_close */
    size_t first, last;        /* numbers to give out; last 0: no end */
};

/* Opens it as the run needs it: one that only looks makes none. Fails when it cannot be used,
 * is that of another event or gives out other numbers, or where a run that foretells, and knows
 * its folder, could not write it; without a folder that is only told. What is open then is to
 * be closed, too. */
bool list_register_open(const struct numbering_source *source, const struct binding *binding,
                        struct list_register *opened, struct report *findings,
                        struct error *err);

#endif
