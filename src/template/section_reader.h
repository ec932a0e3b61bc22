/* A template being read: one section of it at a time, by the schema. Used by template.c, which
 * knows what the sections mean together. */
#ifndef KUALIK_SECTION_READER_H
#define KUALIK_SECTION_READER_H

#include "base/arena.h"
#include "base/report.h"
#include "template/ini.h"
#include "template/schema.h"
#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>

struct section_reader {
    const struct schema *schema;
    struct template *template;
    struct ini *ini;
    struct arena *arena; /* the template's */
    struct report *findings;
    bool *sound; /* by element: all of its keys could be read */
};

/* Adds an error about the entry, or about the section's heading if it is NULL; its place is
 * filled in here. Where a finding about that entry or heading is there already nothing is
 * added: several sections may take a value from one style. Returns false. */
bool section_reader_refuse(struct section_reader *reader, const struct ini_section *section,
                           struct ini_entry *entry, const struct error *err);

/* The same with a message that needs no advice. */
bool section_reader_fail(struct section_reader *reader, const struct ini_section *section,
                         struct ini_entry *entry, const char *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Advises the nearest of `count` words, where one is near `word`. Returns false. */
bool section_reader_suggest(struct error *err, const char *word, const char *const *words,
                            size_t count);

/* Says whether the section is one of `kind`, and has a name if that kind is named. */
bool section_reader_is(const struct section_reader *reader, const struct ini_section *section,
                       const char *kind);

/* Reads all keys of the section, whose kind the schema knows, into `target`, the struct of
 * that kind; fonts and pages are looked up in the template. Returns whether each could be
 * read. */
bool section_reader_section(struct section_reader *reader, struct ini_section *section,
                            void *target);

#endif
