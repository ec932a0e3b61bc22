/* What is left of the sample: what a copy of a template that comes with the program still says
 * of the sample's event and of its organiser, its mark, and the made-up people of a new
 * project's list. Event and organiser are judged each by itself: a commission that holds
 * another event keeps itself as the organiser. */
#ifndef KUALIK_SAMPLE_CHECK_H
#define KUALIK_SAMPLE_CHECK_H

#include "base/report.h"
#include "check/check_words.h"
#include "check/subject.h"
#include "template/template.h"

/* Warns of the words of the sample's event and organiser wherever they stand, if no text of a
 * page names that event or organiser, or if the text for it ([text reason…], [text issuer…])
 * names another, and then of the mark of a sample, too. Notes the mark where all of that is
 * still the sample's. */
void sample_check(const struct check_words *words, const struct template *template,
                  struct report *findings);

/* Warns of a person of the list that `kualik new` writes. */
void sample_check_row(const struct row_subject *subject);

/* Warns of the first text of a form that names either of the example's. */
void sample_check_form(const struct check_words *words, const struct template *form,
                       struct report *findings);

#endif
