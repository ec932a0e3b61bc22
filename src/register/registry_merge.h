/* Joins the registers of several machines, which were given numbers that no other had. */
#ifndef KUALIK_REGISTRY_MERGE_H
#define KUALIK_REGISTRY_MERGE_H

#include "base/report.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

/* Adds to `target` all records of `source` that it does not have, or of which less has become
 * there, and puts in `*added` how many these are. To be written between registry_begin and
 * registry_end, so that of several sources all are added or none. Fails when both have a number
 * for two people, when a person has numbers in both, or when different things have become of a
 * certificate, and says who. People who may have numbers in both under a name that was
 * corrected since are warned of in `findings`. */
bool registry_merge(struct registry *target, struct registry *source, size_t *added,
                    struct report *findings, struct error *err);

#endif
