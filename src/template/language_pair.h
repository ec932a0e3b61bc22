/* Which Russian text of a template says what a Kazakh one does, where the template does not
 * make them a `pair`: those of one name (title-kk, title-ru), and those that show the same
 * columns in two languages ({region_kk}, {region_ru}). */
#ifndef KUALIK_LANGUAGE_PAIR_H
#define KUALIK_LANGUAGE_PAIR_H

#include "template/template.h"

#include <stddef.h>

/* Returns the element that is the Russian counterpart of element `index`, or `index` itself if
 * it has none. */
size_t language_pair_of(const struct template *template, size_t index);

#endif
