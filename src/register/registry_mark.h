/* What people say has become of a certificate, and what they may say. */
#ifndef KUALIK_REGISTRY_MARK_H
#define KUALIK_REGISTRY_MARK_H

#include "register/registry.h"

#include <stdbool.h>

/* Says what has become of the certificate that stands for the number: `state` is SPOILED or
 * REVOKED, or DUPLICATE, which asks for one, or ISSUED: it was spoiled or revoked by mistake,
 * and is what it was before. To be written between registry_begin and registry_end. Fails when
 * that cannot be, and says why. */
bool registry_mark(struct registry *registry, const char *number, enum registry_state state,
                   const char *reason, struct error *err);

#endif
