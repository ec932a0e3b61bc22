/* The names that the template of the certificates lends a form: its columns, its definitions,
 * and {printed_kk} and {printed_ru}, which are all that the certificate says of a row. */
#ifndef KUALIK_FORM_NAMES_H
#define KUALIK_FORM_NAMES_H

#include "base/arena.h"
#include "template/template.h"

#include <stdbool.h>

/* Puts the names of `from`, which must outlive the form, before its own. Of two that are the
 * same those of `from` count if `first`, else the form's. */
void form_names_lend(const struct template *from, bool first, struct arena *arena,
                     struct template *form);

#endif
