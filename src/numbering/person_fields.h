/* What the other fields say of two rows of one name: of a person whose row was corrected most
 * of them agree; of two people the region does not, nor does anything else that tells them
 * apart. */
#ifndef KUALIK_PERSON_FIELDS_H
#define KUALIK_PERSON_FIELDS_H

#include "base/arena.h"

#include <stdbool.h>

struct lang_words;

/* How like two rows of one name are, from the least. */
enum person_likeness {
    PERSON_OTHER,     /* no region, or no field at all, says what it did: maybe somebody else */
    PERSON_CORRECTED, /* the certificate says something else */
    PERSON_SHOWN,     /* … the same, but a field that it does not show differs */
    PERSON_SAME,
};

/* Compares the fields (row_identity_fields') that both have. Names, genders and numbers tell
 * nobody of one name apart. `words` know the headings; NULL: all fields count alike. */
enum person_likeness person_fields_compare(const struct lang_words *words, const char *before,
                                           const char *now);

/* Says whether the fields that both have differ in numbers alone. */
bool person_fields_are_alike(const struct lang_words *words, const char *before,
                             const char *now);

/* Returns what was `before` in the fields in which both differ, as `region «Ақтау», post «»`,
 * the arena's; "" where they differ in none. */
const char *person_fields_before(const char *before, const char *now, struct arena *arena);

#endif
