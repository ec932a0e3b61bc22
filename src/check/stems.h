/* Parts of Kazakh names as Russian spelling has them, beside their Kazakh spelling, which never
 * goes without a Kazakh letter. For kazakh_spelling.c. */
#ifndef KUALIK_STEMS_H
#define KUALIK_STEMS_H

#include <stddef.h>

/* Small letters. Where two spellings are possible, `kazakh` has both, with «» between them. */
struct stem {
    const char *russian, *kazakh;
};

/* Where in a word they stand; STEM_ENDS: behind something. */
enum stem_place { STEM_ANYWHERE, STEM_BEGINS, STEM_ENDS, STEM_WHOLE };

/* What they show. */
enum stem_kind {
    STEM_SURE,   /* the name is Kazakh */
    STEM_SHARED, /* it is Kazakh if the bearer is */
    STEM_SOUND,  /* it is misspelt if it is Kazakh */
    STEM_PLACE,  /* it is of no person */
    STEM_JOINED, /* the end of a patronymic, always misspelt */
    STEM_APART,  /* … that stands by itself; Azerbaijani has it, too */
};

struct stem_group {
    enum stem_place place;
    enum stem_kind kind;
    const struct stem *stems;
    size_t count;
};

/* All there are; the last has no stems. */
extern const struct stem_group stems_groups[];

/* Beginnings of Russian patronymics; the list ends with NULL. */
extern const char *const stems_fathers[];

#endif
