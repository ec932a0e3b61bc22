/* What templates of all kinds have in common: headings and keys that the schema knows, and the
 * sections [font], [style], [columns], [values] and [define]. Used by the modules that read one
 * kind of template. */
#ifndef KUALIK_COMMON_SECTIONS_H
#define KUALIK_COMMON_SECTIONS_H

#include "base/error.h"
#include "template/section_reader.h"

#include <stdbool.h>
#include <stddef.h>

/* Says whether the file is one of the other kind: it has more kinds of sections that only
 * `other` knows than such as only the reader's schema does. */
bool common_sections_foreign(const struct section_reader *reader, const struct schema *other);

/* Tells of every heading and key that the schema does not have. */
void common_sections_check(struct section_reader *reader);

/* Reads the sections that are common into the reader's template. */
void common_sections_read(struct section_reader *reader);

/* Returns how many sections of the kind there are. */
size_t common_sections_count(const struct section_reader *reader, const char *kind);

/* Splits the entry's value at its commas into `*list`, which is the arena's; fails at an empty
 * part. */
bool common_sections_split(struct section_reader *reader, const struct ini_entry *entry,
                           const char ***list, size_t *count, struct error *err);

/* Reads the key of the section that lists names of columns, if it is there. */
void common_sections_names(struct section_reader *reader, struct ini_section *section,
                           const char *key, const char ***list, size_t *count);

#endif
