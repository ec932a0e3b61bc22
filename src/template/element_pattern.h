/* The patterns of an element, whatever its kind: for whoever looks at all that a template
 * takes from a list. */
#ifndef KUALIK_ELEMENT_PATTERN_H
#define KUALIK_ELEMENT_PATTERN_H

#include "template/template.h"

#include <stddef.h>

enum { ELEMENT_PATTERNS = 2 + SEAL_CLAIMS };

struct element_pattern {
    const char *key; /* of the element's section */
    const struct pattern *pattern;
    const char *lang; /* in which it speaks */
};

/* Fills `patterns` with what the element shows, its alternative text, and what it seals;
 * returns how many there are. */
size_t element_patterns(const struct template *template, const struct element *element,
                        struct element_pattern patterns[ELEMENT_PATTERNS]);

#endif
