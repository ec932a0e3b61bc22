/* What is done before a run gives out numbers: what one that was cut off has left is brought to
 * its end, and told. Of a certificate that is reserved and not issued, its file tells by its
 * digest whether it got its name. */
#ifndef KUALIK_MENDING_H
#define KUALIK_MENDING_H

#include "base/error.h"
#include "base/report.h"
#include "files/folder.h"
#include "numbering/register_place.h"

#include <stdbool.h>

/* Brings register and folder (`place->folder` again, to be changed; NULL: there is none)
 * together, and reports what was put right. Fails when that run wrote to another folder, or
 * when either cannot be read or written. */
bool mending_run(const struct register_place *place, struct folder *folder,
                 struct report *findings, struct error *err);

/* Reports what mending_run would put right, and changes nothing; `place->folder` is there. */
bool mending_foretell(const struct register_place *place, struct report *findings,
                      struct error *err);

#endif
