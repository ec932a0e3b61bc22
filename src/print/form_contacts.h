/* The certificates that a form's contact sheets show: each page of them that is not the same
 * for every row, those whose texts sit most tightly first. Each is laid out when it is added,
 * to be judged, and again when it is drawn, so that memory holds no more than those of a sheet.
 */
#ifndef KUALIK_FORM_CONTACTS_H
#define KUALIK_FORM_CONTACTS_H

#include "base/report.h"
#include "form/form_document.h"
#include "issue/job.h"

#include <stdbool.h>
#include <stddef.h>

struct form_contacts;

/* The job must outlive them. Release with form_contacts_free. */
struct form_contacts *form_contacts_new(const struct job *job);
void form_contacts_free(struct form_contacts *contacts);

/* Adds the row's certificate; `order` is the row's among those of the form. What is wrong goes
 * to `findings`; returns false if something is. */
bool form_contacts_add(struct form_contacts *contacts, struct worker *worker,
                       const struct row_task *task, size_t order, struct report *findings);

/* Returns how many certificates there are. */
size_t form_contacts_count(const struct form_contacts *contacts);

/* Lends them in the order of the sheets, when all are added; `rows` are the form's, sorted, and
 * must outlive the result. */
const struct contact_source *form_contacts_lend(struct form_contacts *contacts,
                                                const struct form_rows *rows);

/* Takes back what was drawn so far. */
void form_contacts_release(struct form_contacts *contacts);

#endif
