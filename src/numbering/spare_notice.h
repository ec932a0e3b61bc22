/* Spare certificates that may have been handed out: whoever has one keeps its number, which a
 * new row does not say. */
#ifndef KUALIK_SPARE_NOTICE_H
#define KUALIK_SPARE_NOTICE_H

#include "base/error.h"
#include "base/report.h"
#include "numbering/numbering.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

/* Tells `findings`, under `place`, which spare numbers the register has, where some of the
 * `count` rows would get new ones and nobody has said that these people are new. Fails when the
 * register cannot be read. */
bool spare_notice_tell(struct registry *registry, const struct numbered_row *rows, size_t count,
                       struct place place, struct report *findings, struct error *err);

#endif
