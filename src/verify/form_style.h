/* How the text fields of a form are written when somebody fills them in: its default resources,
 * above all fonts (/DR), and which of them is taken (/DA; ISO 32000-1, 12.7.2). Programs that
 * sign add some of their own. */
#ifndef KUALIK_FORM_STYLE_H
#define KUALIK_FORM_STYLE_H

#include "verify/comparison.h"

#include <stdbool.h>

/* Says whether viewers are asked to write all fields of that form anew (/NeedAppearances), so
 * that whatever is new may show. What cannot be read may say so. */
bool form_style_is_used(const struct pdf_reader *pdf, const struct pdf_lexer_value *form);

/* Says whether the object is a widget whose look viewers have to make up: one of no signature
 * field, and without an appearance. */
bool form_style_makes(const struct pdf_reader *pdf, const struct pdf_lexer_value *object);

/* Compares /DR or /DA, the key of `pair`. Where no viewer uses them by itself, they may come,
 * and more resources beside those that there were, which the comparison's changes note. */
bool form_style_compare(struct comparison *work, const struct same_pair *pair,
                        const struct pdf_lexer_value *before,
                        const struct pdf_lexer_value *after);

#endif
