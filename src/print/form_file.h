/* The file of a form, which is written while its documents are laid out, one after another. */
#ifndef KUALIK_FORM_FILE_H
#define KUALIK_FORM_FILE_H

#include "base/error.h"
#include "form/form_document.h"
#include "pdf/pdf_book.h"
#include "print/form_contacts.h"

#include <stdbool.h>

/* Passes the PDF of all documents to the sink; `contacts` (NULL: there are none) is what their
 * sheets show. Fails when something is wrong with a document: then its findings say what. */
bool form_file_write(struct form_documents *documents, struct form_contacts *contacts,
                     const struct pdf_origin *origin, const struct pdf_sink *sink,
                     struct error *err);

#endif
