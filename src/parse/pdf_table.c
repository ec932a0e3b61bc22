#include "parse/pdf_table.h"

#include "base/mem.h"
#include "base/number.h"
#include "parse/classic_section.h"
#include "parse/pdf_section.h"
#include "parse/stream_section.h"

#include <stdlib.h>

enum { SECTION_LIMIT = 256 };

static bool has_key(const struct pdf_section *section, const char *key)
{
    struct error ignored;
    struct pdf_lexer_value value = {0};
    return !pdf_lexer_find(section->scan.bytes, &section->trailer, key, &value, &ignored) ||
           value.kind != PDF_LEXER_MISSING;
}

/* Reads the stream at which the trailer of a classic section points, and goes back to behind
 * that trailer, which stays the section's. Objects in it are free for old programs, which do
 * not read it (ISO 32000-1, 7.5.8.4). */
static bool read_hidden(struct pdf_section *section)
{
    const struct pdf_section whole = *section;
    uint64_t at = 0;
    if (!has_key(section, "XRefStm"))
        return true;
    if (!pdf_section_number(&section->scan, &section->trailer, "XRefStm", &at) ||
        at >= section->scan.end)
        return classic_section_broken(section, section->trailer.at);
    section->scan.at = (size_t)at;
    section->hidden_at = (size_t)at;
    section->hidden = true;
    if (!stream_section_read(section))
        return false;
    section->hidden = false;
    section->scan = whole.scan;
    section->trailer = whole.trailer;
    return true;
}

static bool read_classic(struct pdf_section *section)
{
    pdf_lexer_blanks(&section->scan);
    size_t first = section->scan.at;
    return classic_section_read_trailer(section) && pdf_section_size_table(section) &&
           read_hidden(section) && classic_section_enter(section, first);
}

/* Reads one section, behind which `startxref` must follow, as it does in each revision. */
static bool read_section(struct pdf_section *section)
{
    struct pdf_lexer *scan = &section->scan;
    size_t at = scan->at;
    if (pdf_lexer_word(scan, "xref")) {
        if (!read_classic(section))
            return false;
    } else if (!pdf_lexer_more(scan) || !number_is_digit(scan->bytes[at])) {
        return error_set(scan->err, "pdf-damaged",
                         "Byte %zu: there is no cross-reference table, though the file says "
                         "so.",
                         at);
    } else if (!stream_section_read(section)) {
        return false;
    }
    if (has_key(section, "Encrypt"))
        return error_set(scan->err, "pdf-encrypted", "The file is encrypted.");
    pdf_lexer_space(scan);
    return pdf_lexer_word(scan, "startxref") ||
           error_set(scan->err, "pdf-damaged",
                     "Byte %zu: something stands between the trailer and startxref.", scan->at);
}

/* Goes on to the section before, if there is one. */
static bool go_back(struct pdf_section *section, size_t size, bool *more)
{
    struct pdf_lexer_value value;
    uint64_t at = 0;
    if (!pdf_lexer_find(section->scan.bytes, &section->trailer, "Prev", &value,
                        section->scan.err))
        return false;
    *more = value.kind != PDF_LEXER_MISSING;
    if (*more && (!pdf_lexer_number(section->scan.bytes, &value, &at) || at >= size))
        return error_set(section->scan.err, "pdf-damaged",
                         "Byte %zu: /Prev does not say where the table goes on.", value.at);
    section->scan.at = (size_t)at;
    pdf_lexer_space(&section->scan); /* some programs point at the line break before it */
    return true;
}

bool pdf_table_read(struct pdf_table *table, const char *bytes, size_t at, size_t size,
                    struct error *err)
{
    struct pdf_section section = {.table = table, .scan = pdf_lexer_of(bytes, at, size, err)};
    *table = (struct pdf_table){0};
    pdf_lexer_space(&section.scan); /* some programs point at the line break before it */
    bool more = true;
    size_t room = 0, read = 0; /* no byte can belong to two sections */
    for (int count = 0; more; count++) {
        size_t from = section.scan.at;
        section.number = (unsigned)count + 1;
        section.hidden_at = 0;
        if (!read_section(&section))
            return false;
        table->sections =
            mem_grow(table->sections, table->section_count, &room, sizeof *table->sections);
        table->sections[table->section_count++] = (struct pdf_table_section){
            from, section.scan.at, section.hidden_at, section.trailer};
        read += section.scan.at - from;
        if (count == SECTION_LIMIT || read > size)
            return error_set(err, "pdf-damaged",
                             "Byte %zu: the cross-reference table goes in a circle, or has too "
                             "many parts.",
                             from);
        if (count == 0)
            table->trailer = section.trailer;
        if (!go_back(&section, size, &more))
            return false;
    }
    return true;
}

bool pdf_table_read_trailer(const char *bytes, size_t at, size_t size,
                            struct pdf_lexer_value *trailer, struct error *err)
{
    struct pdf_section section = {.scan = pdf_lexer_of(bytes, at, size, err)};
    uint64_t count;
    pdf_lexer_space(&section.scan);
    bool classic = pdf_lexer_word(&section.scan, "xref");
    if (classic)
        pdf_lexer_blanks(&section.scan);
    bool read = classic ? classic_section_read_trailer(&section)
                        : stream_section_read_trailer(&section, &count);
    *trailer = section.trailer;
    return read;
}

void pdf_table_free(struct pdf_table *table)
{
    free(table->list);
    free(table->sections);
    *table = (struct pdf_table){0};
}

bool pdf_table_find(const struct pdf_table *table, uint64_t number, uint64_t generation,
                    struct pdf_table_entry *entry, struct error *err)
{
    if (number >= table->count)
        return error_set(err, "pdf-damaged",
                         "Byte %zu: a reference points outside of the table.",
                         table->trailer.at);
    *entry = table->list[number];
    bool plain = entry->kind == PDF_TABLE_PLAIN, packed = entry->kind == PDF_TABLE_PACKED;
    return (plain && generation == entry->index) || (packed && generation == 0) ||
           error_set(err, "pdf-damaged", "Byte %zu: the table has no such object.",
                     table->trailer.at);
}
