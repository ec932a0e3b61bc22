/* What a template says itself and probably should not: words of the sample that it was copied
 * from, where no text of a page shows them, and /n where a line break was meant. */
#ifndef KUALIK_TEMPLATE_CHECK_H
#define KUALIK_TEMPLATE_CHECK_H

#include "base/report.h"
#include "check/check_words.h"
#include "template/template.h"

/* Reports each as a warning, with the line of its key. */
void template_check(const struct check_words *words, const struct template *template,
                    struct report *findings);

/* Warns of the first text of a form that names the event of the example. */
void template_check_form(const struct check_words *words, const struct template *form,
                         struct report *findings);

#endif
