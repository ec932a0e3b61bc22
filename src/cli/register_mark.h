/* `kualik register spoil`, `revoke`, `duplicate` and `restore`: what people say has become of
 * certificates. */
#ifndef KUALIK_REGISTER_MARK_H
#define KUALIK_REGISTER_MARK_H

#include "base/error.h"
#include "cli/register_request.h"
#include "register/registry.h"

/* Marks the numbers that are the request's words, all or none, as registry_mark does, and tells
 * it. Returns the exit status. */
int register_mark(struct register_request *request, struct registry *registry,
                  enum registry_state state, struct error *err);

#endif
