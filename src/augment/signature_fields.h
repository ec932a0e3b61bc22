/* The signature fields of a form (ISO 32000-1, 12.7.4.5) by their names: for whoever signs one
 * that is empty. */
#ifndef KUALIK_SIGNATURE_FIELDS_H
#define KUALIK_SIGNATURE_FIELDS_H

#include "augment/pdf_update.h"

#include <stdbool.h>

/* Finds the field to sign: the one of that name, or the only one that is empty (NULL). Fails,
 * and says which are empty, when there is none such, or it is signed already. */
bool signature_fields_find(const struct pdf_update *update, const char *name,
                           struct pdf_part *field, struct error *err);

#endif
