/* `kualik register verify`: compares the register with the folder of the certificates, and with
 * the list where one is given. */
#ifndef KUALIK_REGISTER_VERIFY_H
#define KUALIK_REGISTER_VERIFY_H

#include "cli/register_request.h"
#include "register/registry.h"

/* Prints what does not agree, and the sums; returns the exit status. */
int register_verify(struct register_request *request, struct registry *registry,
                    struct error *err);

#endif
