/* What an update changed in a document (ISO 32000-1, 7.5.6), compared object by object. Nothing
 * may change but what signing and proving again needs: evidence in /DSS, signature fields that
 * are added or signed, their places on pages, fonts for the form's fields if no viewer writes
 * one with them by itself, when and by what program it was done, and the document's description
 * (/Metadata) if no viewer shows its title. */
#ifndef KUALIK_UPDATE_H
#define KUALIK_UPDATE_H

#include "base/error.h"
#include "parse/pdf_reader.h"

#include <stdbool.h>

struct update {
    bool evidence;    /* /DSS was added or renewed */
    bool signatures;  /* fields were added or signed */
    bool visible;     /* one of those shows something on a page */
    bool fonts;       /* some were added for filling in the form */
    bool description; /* /Metadata was written anew, or came where there was none */
};

/* Compares two revisions, of which `before` is the beginning of `after`. Fails, and says what
 * it was, when something else changed, or what changed cannot be read. Takes time in proportion
 * to the file's size. */
bool update_compare(const struct pdf_reader *before, const struct pdf_reader *after,
                    struct update *changes, struct error *err);

#endif
