/* Brings a text of a list into the one form that the program works with: NFC, no white space
 * around it, one ordinary space between words, no invisible signs. What is changed is kept. */
#ifndef KUALIK_NORMALIZE_H
#define KUALIK_NORMALIZE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/report.h"

#include <stddef.h>
#include <stdint.h>

enum change_kind {
    CHANGE_TRIMMED,  /* white space before or after the text, or a line of it, went */
    CHANGE_RUN,      /* more than one space became one */
    CHANGE_SPACE,    /* another kind of space, or a tab, became an ordinary one */
    CHANGE_REMOVED,  /* a sign that is not seen went */
    CHANGE_COMPOSED, /* a letter and its mark became one letter */
    CHANGE_FORMAT,   /* none here, but the cell shows its number in another way */
};

/* One change: each kind, with each letter, is kept once a text. */
struct change {
    size_t column;
    enum change_kind kind;
    uint32_t letter; /* the first that it befell; of CHANGE_COMPOSED, what became of it; of
                      * CHANGE_FORMAT, 0 */
};

/* The changes of a row. `{0}` has none; the list's memory is an arena's. */
struct changes {
    struct change *list;
    size_t count, room;
};

/* Returns the text, the same one if nothing is to change, or one in the arena; adds to
 * `changes` what it changed in `column`. NULL for a text that cannot be used: one that is not
 * UTF-8, has control characters, or U+FFFD, which stands for what was lost. */
const char *normalize(struct arena *arena, const char *text, size_t column,
                      struct changes *changes, struct error *err);

/* Returns what can be read of an unusable text, to name a person by: «…» stands for what
 * cannot, and "" for a text without a letter or a digit. */
const char *normalize_salvage(struct arena *arena, const char *text);

/* Adds a change unless it is there already. */
void changes_add(struct changes *changes, struct change change, struct arena *arena);

/* Returns a copy of the changes with memory of the arena. */
struct changes normalize_copy(const struct changes *changes, struct arena *arena);

/* Adds a note of a change; `text` is what it came to, short enough to be shown. */
void normalize_report(const struct change *change, const char *text, struct place place,
                      struct report *report);

#endif
