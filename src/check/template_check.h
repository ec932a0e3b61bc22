/* What a template says itself and probably should not: words of the sample that it was copied
 * from, /n where a line break was meant, rows' numbers in the names of files, and sides of a
 * sheet that differ in size. */
#ifndef KUALIK_TEMPLATE_CHECK_H
#define KUALIK_TEMPLATE_CHECK_H

#include "base/report.h"
#include "check/check_words.h"
#include "template/template.h"

/* Reports each as a warning, with the line of its key. */
void template_check(const struct check_words *words, const struct template *template,
                    struct report *findings);

#endif
