/* A Kazakh text of a template and the Russian one that says the same: which they are, where the
 * template does not make them a `pair`, and how the law wants them to stand. */
#ifndef KUALIK_LANGUAGE_PAIR_H
#define KUALIK_LANGUAGE_PAIR_H

#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>

struct lang_words;

/* Returns the element that is the Russian counterpart of element `index`, or `index` itself if
 * it has none: texts of one name (title-kk, title-ru), and those that show the same columns in
 * two languages ({region_kk}, {region_ru}). */
size_t language_pair_of(const struct lang_words *words, const struct template *template,
                        size_t index);

/* Says whether two boxes of a page stand as the Law of the Republic of Kazakhstan "On
 * Languages", article 21, wants them: Kazakh left or above, Russian right or below. Letters of
 * one size, which it wants, too, are a matter of the texts: they may shrink. */
bool language_pair_in_order(const struct box *kazakh, const struct box *russian);

#endif
