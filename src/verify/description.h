/* The description of a document (/Metadata; ISO 32000-1, 14.3.2), which is no part of any page,
 * but whose title a viewer may show above them. */
#ifndef KUALIK_DESCRIPTION_H
#define KUALIK_DESCRIPTION_H

#include "parse/pdf_reader.h"

#include <stdbool.h>
#include <stdint.h>

/* Says whether object `is` of `after` is a description that shows nothing else than object
 * `was` of `before`, of which `after` is an update; 0: there was none. */
bool description_shows_the_same(const struct pdf_reader *before, uint64_t was,
                                const struct pdf_reader *after, uint64_t is);

#endif
