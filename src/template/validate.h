/* The rules that a template's keys must keep together, after each has been read by itself:
 * boxes on their pages, pairs as the Law on Languages wants them, cells in rows. */
#ifndef KUALIK_VALIDATE_H
#define KUALIK_VALIDATE_H

#include "base/report.h"
#include "template/template.h"

#include <stdbool.h>

/* Tells every breach. `sound` says by element whether all of its keys could be read; what
 * could not is not looked at again. */
void validate_template(const struct template *template, const bool *sound,
                       struct report *findings);

#endif
