/* Whether the list has all that the template asks for, and the template asks for nothing that
 * nobody can give. */
#ifndef KUALIK_BINDING_CHECK_H
#define KUALIK_BINDING_CHECK_H

#include "base/report.h"
#include "bind/binding.h"
#include "roster/roster.h"

/* Reports every name of the template that stands for nothing, or for something that cannot
 * stand there, every heading that is missing, and every filter that is misused. `roster` is
 * NULL where there is no list. */
void binding_check(const struct binding *binding, const struct roster *roster,
                   struct report *findings);

#endif
