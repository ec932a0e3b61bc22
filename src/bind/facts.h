/* What a certificate carries as data where its template says `embed = row`: the columns that it
 * shows and the definitions that it uses, and none besides. */
#ifndef KUALIK_FACTS_H
#define KUALIK_FACTS_H

#include "bind/binding.h"

/* Fills in the binding's facts, in the order of its names; none where nothing is embedded. What
 * only names a file, an image's or the certificate's own, is not shown. */
void facts_gather(struct binding *binding);

#endif
