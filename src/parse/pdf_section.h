/* A section of a cross-reference table while it is read, in either of its two forms
 * (classic_section.h, stream_section.h): what it says of objects is entered into the table. */
#ifndef KUALIK_PDF_SECTION_H
#define KUALIK_PDF_SECTION_H

#include "parse/pdf_lexer.h"
#include "parse/pdf_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PDF_TRAILER_LIMIT = 256 * 1024, /* bytes */
    PDF_GENERATION_LIMIT = 65535,
};

struct pdf_section {
    struct pdf_table *table;
    struct pdf_lexer scan; /* of the file */
    struct pdf_lexer_value trailer;
    size_t rows;      /* entries that all sections had so far */
    unsigned number;  /* of the section, from 1 */
    bool hidden;      /* its /XRefStm is read, which old programs do not look at */
    size_t hidden_at; /* where the stream of that begins; 0: it has none */
};

/* Returns how many objects the file may have. */
size_t pdf_section_entry_limit(const struct pdf_section *section);

/* Makes room in the table for the objects of the file, as many as the trailer's /Size says; the
 * latest section's, which is read first, counts. */
bool pdf_section_size_table(struct pdf_section *section);

/* Enters what the section says of the object, unless a later one has said it. Returns false
 * where no section may say that. */
bool pdf_section_set_entry(struct pdf_section *section, uint64_t number,
                           struct pdf_table_entry entry);

/* Reads an entry of a dictionary that is a whole number. Returns false where it is none, and
 * may leave the reason to the caller. */
bool pdf_section_number(struct pdf_lexer *scan, const struct pdf_lexer_value *dictionary,
                        const char *key, uint64_t *number);

#endif
