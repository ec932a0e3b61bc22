/* A template being read: one section of it at a time, by the schema. Used by template.c, which
 * knows what the sections mean together. */
#ifndef KUALIK_SECTION_READER_H
#define KUALIK_SECTION_READER_H

#include "base/arena.h"
#include "base/report.h"
#include "template/ini.h"
#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>

struct section_reader {
    struct template *template;
    struct ini *ini;
    struct arena *arena; /* the template's */
    struct report *findings;
    bool *sound; /* by element: all of its keys could be read */
};

/* Adds an error on that line of the template; `advice` may be NULL. */
void section_reader_fault(struct section_reader *loader, size_t line, const char *advice,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Adds an error of the entry's value, but only one for each entry: several sections may take
 * a value from one style. Returns false. */
bool section_reader_refuse(struct section_reader *loader, const struct ini_section *section,
                           struct ini_entry *entry, const char *what, const char *advice);

/* Returns "Did you mean …?", or "" where none of `count` words is near `word`. */
const char *section_reader_suggest(struct section_reader *loader, const char *word,
                                   const char *const *words, size_t count);

/* Says whether the section is one of `kind`, and has a name if that kind is named. */
bool section_reader_is(const struct ini_section *section, const char *kind);

/* Reads all keys of the section, whose kind the schema knows, into `target`, the struct of
 * that kind; fonts and pages are looked up in the template. Returns whether each could be
 * read. */
bool section_reader_section(struct section_reader *loader, struct ini_section *section,
                            void *target);

#endif
