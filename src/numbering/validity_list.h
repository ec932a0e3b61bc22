/* What a register knows of its certificates, as the list that seals are checked against. */
#ifndef KUALIK_VALIDITY_LIST_H
#define KUALIK_VALIDITY_LIST_H

#include "base/arena.h"
#include "base/error.h"
#include "register/registry.h"
#include "seal/seal_list.h"

#include <stdbool.h>

/* Fills the list, but for its time, from the register: the numbers that are spoiled, revoked or
 * given to a corrected certificate, and the digests of the sheets and files that are good. A
 * further signature and a raised level make a new file of the same certificate, which replaces
 * nothing: all its files stay good. Memory is the arena's. */
bool validity_list_make(struct registry *registry, struct arena *arena, struct seal_list *list,
                        struct error *err);

#endif
