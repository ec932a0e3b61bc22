/* What a certificate carries as data where its template says `embed = row`: certificate.json
 * (share/certificate.schema.json says what stands in it). */
#ifndef KUALIK_CERTIFICATE_DATA_H
#define KUALIK_CERTIFICATE_DATA_H

#include "base/arena.h"
#include "bind/binding.h"
#include "bind/card.h"
#include "page/document.h"

#include <stdint.h>

struct certificate_data;

/* Returns what the data of all certificates have in common, or NULL where the template embeds
 * none. `binding` and `program` ("kualik 1.0") must outlive it; `time` is when they are issued,
 * in seconds since 1970, `offset` minutes east of UTC. Immutable once made, so threads share
 * it; release with certificate_data_free. */
struct certificate_data *certificate_data_new(const struct binding *binding,
                                              const char *program, int64_t time, int offset);
void certificate_data_free(struct certificate_data *data);

/* Attaches the data of a card (NULL: none, for a document that stands for all) to its document;
 * memory is the arena's. Without data (NULL) the document stays as it is. */
void certificate_data_attach(const struct certificate_data *data, const struct card *card,
                             struct arena *arena, struct document *document);

#endif
