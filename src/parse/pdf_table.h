/* The cross-reference table of a PDF (ISO 32000-1, 7.5.4 to 7.5.8), strictly: sections, each
 * classic, a stream, or one with the other (/XRefStm), of which a later one goes before an
 * earlier; without encryption. */
#ifndef KUALIK_PDF_TABLE_H
#define KUALIK_PDF_TABLE_H

#include "base/error.h"
#include "parse/pdf_lexer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where an object stands: in the file, or packed in an object stream with others. */
struct pdf_table_entry {
    enum { PDF_TABLE_ABSENT, PDF_TABLE_FREE, PDF_TABLE_PLAIN, PDF_TABLE_PACKED } kind : 8;
    unsigned hidden : 16; /* the section, from 1, whose /XRefStm alone has it; 0: none */
    uint32_t index;       /* PACKED: how many stand before it …; PLAIN: its generation */
    size_t place;         /* … in the object of this number; PLAIN: its offset */
};

struct pdf_table_section {
    size_t at, end; /* of `xref`, or of the stream's object, and behind `startxref` */
    size_t hidden;  /* where the object of its /XRefStm begins; 0: it has none */
    struct pdf_lexer_value trailer;
};

struct pdf_table {
    size_t count; /* of entries: /Size */
    struct pdf_table_entry *list;
    struct pdf_lexer_value trailer;     /* of the latest section */
    struct pdf_table_section *sections; /* from the latest to the first */
    size_t section_count;
};

/* Reads the table whose latest section is at offset `at` of the `size` bytes, and the sections
 * before it (/Prev). Release with pdf_table_free, also when it fails. */
bool pdf_table_read(struct pdf_table *table, const char *bytes, size_t at, size_t size,
                    struct error *err);
void pdf_table_free(struct pdf_table *table);

/* Reads the trailer alone, of a table that may have faults. */
bool pdf_table_read_trailer(const char *bytes, size_t at, size_t end,
                            struct pdf_lexer_value *trailer, struct error *err);

/* Finds where the object stands; fails when the table does not know it. */
bool pdf_table_find(const struct pdf_table *table, uint64_t number, uint64_t generation,
                    struct pdf_table_entry *entry, struct error *err);

#endif
