/* Certificates on their way into the folder: written as they come, synced to the disk and
 * given their names many at a time, because a sync for each would cost more than all the rest.
 * What becomes of each goes to the tally. One a thread. */
#ifndef KUALIK_DELIVERY_H
#define KUALIK_DELIVERY_H

#include "base/file.h"
#include "issue/outcomes.h"

#include <stdbool.h>
#include <stddef.h>

struct delivery;

/* `folder` and `tally` must outlive it. Call delivery_flush before delivery_free. */
struct delivery *delivery_new(struct folder *folder, struct tally *tally);
void delivery_free(struct delivery *delivery);

/* Takes over row `index`: writes `size` bytes that shall become `outcome->file`, in the place
 * of another file if `replace`. The texts of `outcome` are copied, its status is found out. */
void delivery_add(struct delivery *delivery, size_t index, const struct outcome *outcome,
                  const void *bytes, size_t size, bool replace);

/* Brings to an end whatever is still on its way. */
void delivery_flush(struct delivery *delivery);

#endif
