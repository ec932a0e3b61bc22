/* Keeps a register that begins from a folder where the certificates of another list are: those
 * of last year's event, say, whose names many of this year's would take. */
#ifndef KUALIK_FOREIGN_FILES_H
#define KUALIK_FOREIGN_FILES_H

#include "base/error.h"
#include "issue/folder.h"
#include "issue/numbering.h"
#include "issue/outcomes.h"

#include <stdbool.h>

/* Fails where the register of `numbering` has not written into `folder` yet, and PDF files are
 * there that neither it nor a row of the list knows. To be called when the list has been
 * surveyed, before anything is written. */
bool foreign_files_check(const struct folder *folder, struct outcomes *outcomes,
                         const struct numbering *numbering, struct error *err);

#endif
