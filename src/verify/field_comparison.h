/* What may become of the fields of a form behind a signature: nothing but that places for
 * further signatures are added, and signed. */
#ifndef KUALIK_FIELD_COMPARISON_H
#define KUALIK_FIELD_COMPARISON_H

#include "verify/comparison.h"

/* Compares the lists of fields. What is allowed is noted in the comparison's changes; fails
 * where anything else was changed. */
bool field_comparison_run(struct comparison *work, const struct pdf_lexer_value *before,
                          const struct pdf_lexer_value *after);

#endif
