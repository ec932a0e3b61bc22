/* Keeps a register from giving numbers where the files in the folder tell that it must not: it
 * begins in the folder of another list, last year's, say, whose names many of this year's would
 * take; or it is an older copy, and would give numbers that people have already. */
#ifndef KUALIK_FOREIGN_FILES_H
#define KUALIK_FOREIGN_FILES_H

#include "base/error.h"
#include "files/folder.h"
#include "issue/outcomes.h"
#include "numbering/numbering.h"

#include <stdbool.h>

/* Fails where `numbering` gives new numbers, and PDF files are in `folder` that neither its
 * register nor a row of the list knows: certificates, while the register has not written
 * anywhere yet, or any file whose name says a number that it has not given. To be called when
 * the list has been surveyed, before anything is written. */
bool foreign_files_check(const struct folder *folder, struct outcomes *outcomes,
                         const struct numbering *numbering, struct error *err);

/* Fails where a register.db beside the list at path `list`, in `folder` or beside it has its
 * certificates in `folder`: those of a template without a register do not belong there. */
bool foreign_files_check_unregistered(const struct folder *folder, const char *list,
                                      struct error *err);

#endif
