/* The fields that a template has for signatures: its elements [signature NAME]. */
#ifndef KUALIK_SIGNATURE_FIELD_H
#define KUALIK_SIGNATURE_FIELD_H

#include "base/report.h"
#include "template/template.h"

/* Finds the field of that name, "" for the first one. NULL when there is none: for a name that
 * is told in `findings`, with those that there are. */
struct element *signature_field_find(const struct template *template, const char *name,
                                     struct report *findings);

#endif
