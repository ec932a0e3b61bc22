/* The PDF files in the output folder that no row of the list gives, detached signatures
 * (detached.h) without their files, and what is known of each:
 * whether it may still be somebody's decides what the user is told to do with it. */
#ifndef KUALIK_STRAYS_H
#define KUALIK_STRAYS_H

#include "files/folder.h"
#include "issue/outcomes.h"
#include "numbering/numbering.h"

#include <stdbool.h>

/* Texts are lent for the call that gives it. */
struct stray {
    const char *file;
    const char *number, *who; /* of the valid certificate that the register has under this
                               * name, or that has these bytes; NULL: it has none */
    bool renamed;             /* the register has it under another name */
    bool waits;               /* it is not there yet: it waits for its signature (deferral.h) */
    bool doubtful;            /* it may be that of a row that failed or has no number yet */
};

/* Gives each of them in `folder` to `found`, sorted by name. A file that the register has for
 * somebody of the list, whether or not the row can be issued, is left out. `numbering` may be
 * NULL: there is no register. No other thread may be at work. */
void strays_find(const struct folder *folder, struct outcomes *outcomes,
                 const struct numbering *numbering,
                 void (*found)(void *context, const struct stray *stray), void *context);

/* Says whether of every row of the list it is known what its file is, so that no other file can
 * be that of a row. `numbering` may be NULL. */
bool strays_are_sure(const struct outcomes *outcomes, const struct numbering *numbering);

#endif
