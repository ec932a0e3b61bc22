/* Whose certificates have been issued, or issued anew, since a moment, as the register says. */
#ifndef KUALIK_PRINT_CHANGES_H
#define KUALIK_PRINT_CHANGES_H

#include "base/error.h"
#include "numbering/numbering.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `{0}` has none. */
struct print_changes {
    int64_t *numbers; /* ids in the register, sorted */
    size_t count, room;
    const struct numbering *numbering;
};

/* Finds them; `numbering` (NULL: the template has no register, which is an error) must outlive
 * the result, and `since` is in seconds since 1970. Release with print_changes_free in any
 * case. */
bool print_changes_find(const struct numbering *numbering, int64_t since,
                        struct print_changes *changes, struct error *err);
void print_changes_free(struct print_changes *changes);

/* Says whether the row of that index in the list is one of them. */
bool print_changes_has(const struct print_changes *changes, size_t index);

#endif
