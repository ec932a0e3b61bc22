/* Whether the person of a row is a man or a woman: Russian declines names by it, and chooses
 * words. */
#ifndef KUALIK_ROW_GENDER_H
#define KUALIK_ROW_GENDER_H

#include "base/error.h"
#include "lang/lang.h"

#include <stdbool.h>
#include <stddef.h>

/* A text of the row that may show it: a name, or a part of one, in either language. */
struct gender_text {
    const char *text;
    enum name_part part;
};

/* What the row says of it; all is lent. */
struct row_gender {
    const char *stated;  /* in the column of the gender; "": nothing, or there is none */
    const char *heading; /* of the column where it stands or should stand */
    const struct gender_text *clues;
    size_t clue_count;
};

/* Finds the gender by what is stated, by the clues and by `text`, a full name or "", which all
 * must agree; where none shows it, by a surname and a given name that show it together. Fails
 * where two contradict each other, where what is stated is not understood, and where nothing
 * shows it. */
bool row_gender_find(const struct row_gender *row, const struct lang *grammar, const char *text,
                     enum gender *gender, struct error *err);

#endif
