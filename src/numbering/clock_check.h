/* A clock that was set back, told from the register: nothing in it can be of later than now. */
#ifndef KUALIK_CLOCK_CHECK_H
#define KUALIK_CLOCK_CHECK_H

#include "base/error.h"
#include "base/report.h"
#include "register/registry.h"
#include "template/number_pattern.h"

#include <stdbool.h>
#include <stdint.h>

/* When it is, as the computer's clock shows it. */
struct clock {
    int64_t time; /* seconds since 1970 */
    int offset;   /* minutes east of UTC in which times are told */
};

/* Warns in `findings` where the register's newest certificate is later than the clock, by more
 * than the clocks of two computers may differ. Fails instead where new numbers of `pattern`
 * (NULL: none are given) would have another year by that, or when the register cannot be read.
 */
bool clock_check(struct registry *registry, const struct clock *clock,
                 const struct number_pattern *pattern, struct report *findings,
                 struct error *err);

#endif
