/* The document security store of a PDF (ETSI EN 319 142-1, 5.4.2): evidence about its signers.
 */
#ifndef KUALIK_SECURITY_STORE_H
#define KUALIK_SECURITY_STORE_H

#include "base/error.h"
#include "parse/pdf_reader.h"
#include "trust/validation_store.h"

#include <stdbool.h>
#include <stdint.h>

/* Reads what /DSS holds: `*evidence` is NULL if there is none, else released with
 * validation_store_free. `now` is that of validation_store_new. What cannot be read, or is too
 * much, is left out: then it proves nothing. Fails only when the catalog cannot be read. */
bool security_store_read(const struct pdf_reader *pdf, int64_t now,
                         struct validation_store **evidence, struct error *err);

#endif
