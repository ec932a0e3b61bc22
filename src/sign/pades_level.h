/* The levels of PAdES baseline signatures (ETSI EN 319 142-1, 6), each with all of the one
 * before it. */
#ifndef KUALIK_PADES_LEVEL_H
#define KUALIK_PADES_LEVEL_H

#include <stdbool.h>

enum pades_level {
    PADES_NONE = -1,
    PADES_B,   /* the signature alone */
    PADES_T,   /* with a time-stamp over it: it existed by then */
    PADES_LT,  /* with what shows later that the certificates were valid */
    PADES_LTA, /* with a time-stamp over all of that, which can be renewed */
};

/* Returns what the level is called: "B-T". */
const char *pades_level_name(enum pades_level level);

/* Reads such a name; returns false if it is none. */
bool pades_level_read(const char *text, enum pades_level *level);

#endif
