/* What people say has become of a certificate, what they may say, and whose number is good. */
#ifndef KUALIK_REGISTRY_MARK_H
#define KUALIK_REGISTRY_MARK_H

#include "register/registry.h"

#include <stdbool.h>

/* Says what has become of the certificate that stands for the number: `state` is SPOILED or
 * REVOKED, or DUPLICATE, which asks for one, or ISSUED: it was spoiled or revoked, or a
 * duplicate was asked for, by mistake, and it is what it was before. To be written between
 * registry_begin and registry_end. Fails when that cannot be, and says why. */
bool registry_mark(struct registry *registry, const char *number, enum registry_state state,
                   const char *reason, struct error *err);

/* Puts in `*asked` whether a duplicate of the certificate that stands for the number, and is
 * valid, is to be made. */
bool registry_awaits_duplicate(struct registry *registry, const char *number, bool *asked,
                               struct error *err);

/* Puts in `*number` the number that the person has and that is not spoiled, the arena's; NULL:
 * there is none. */
bool registry_number_of(struct registry *registry, const struct digest *person,
                        struct arena *arena, const char **number, struct error *err);

#endif
