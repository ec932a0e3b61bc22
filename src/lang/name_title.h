/* The capitals of a name: one at the head of each word, and none in оглы or фон. */
#ifndef KUALIK_NAME_TITLE_H
#define KUALIK_NAME_TITLE_H

#include "base/arena.h"

#include <stdbool.h>

struct lang_words;

/* Returns the end of the word at `text`, or `text` if none begins there. An apostrophe belongs
 * to it when a letter follows. */
const char *name_title_end(const char *text, const char *end);

/* Says whether the word, in any letter case, has no capital in a name: оглы, фон. */
bool name_title_is_particle(const struct lang_words *words, struct arena *arena,
                            const char *text, const char *end);

/* Returns where the part behind the apostrophe begins if a single letter stands before it
 * (О'Нил) that is a word of its own, or `text`: the O' of Uzbek is a letter. */
const char *name_title_prefix(const struct lang_words *words, struct arena *arena,
                              const char *text, const char *end);

/* Returns the word with a capital at its head, and at that of the part after О', in the arena.
 * `lang` is the language whose capitals they are: "tr" tells I and İ apart. */
const char *name_title_word(const struct lang_words *words, struct arena *arena,
                            const char *text, const char *end, const char *lang);

/* The same of all words of a name that are in capitals or in small letters; others, such as
 * МакАртур and XX, stay. */
const char *name_title(const struct lang_words *words, struct arena *arena, const char *text,
                       const char *lang);

#endif
