#include "parse/pdf_section.h"

#include "base/mem.h"

enum {
    ENTRY_LIMIT = 1 << 18, /* objects of a file, and … */
    BYTES_PER_ENTRY = 16,  /* … one more for so many bytes of the file */
    ROWS_PER_ENTRY = 4,    /* of all sections together, as many times that limit */
};

size_t pdf_section_entry_limit(const struct pdf_section *section)
{
    return ENTRY_LIMIT + section->scan.end / BYTES_PER_ENTRY;
}

bool pdf_section_size_table(struct pdf_section *section)
{
    struct pdf_table *table = section->table;
    struct pdf_lexer_value size;
    uint64_t count;
    if (table->list)
        return true;
    if (!pdf_lexer_find(section->scan.bytes, &section->trailer, "Size", &size,
                        section->scan.err))
        return false;
    if (!pdf_lexer_number(section->scan.bytes, &size, &count) ||
        count > pdf_section_entry_limit(section))
        return error_set(section->scan.err, "pdf-damaged",
                         "Byte %zu: /Size does not say how many objects there are, or there "
                         "are too many.",
                         section->trailer.at);
    table->count = (size_t)count;
    table->list = mem_new(table->count + 1, sizeof *table->list);
    return true;
}

static bool is_used(const struct pdf_table_entry *entry)
{
    return entry->kind == PDF_TABLE_PLAIN || entry->kind == PDF_TABLE_PACKED;
}

/* What a later section said of an object goes before. What /XRefStm says goes before what the
 * same section says, which must be that the object is free. Object 0 always is. */
bool pdf_section_set_entry(struct pdf_section *section, uint64_t number,
                           struct pdf_table_entry entry)
{
    struct pdf_table *table = section->table;
    if (number >= table->count ||
        ++section->rows > ROWS_PER_ENTRY * pdf_section_entry_limit(section) ||
        (number == 0 && is_used(&entry)))
        return false;
    struct pdf_table_entry *known = &table->list[number];
    if (known->kind != PDF_TABLE_ABSENT)
        return known->hidden != section->number || section->hidden || !is_used(&entry);
    if (section->hidden && !is_used(&entry))
        return true;
    *known = entry;
    known->hidden = section->hidden ? section->number : 0;
    return true;
}

bool pdf_section_number(struct pdf_lexer *scan, const struct pdf_lexer_value *dictionary,
                        const char *key, uint64_t *number)
{
    struct pdf_lexer_value value = {0};
    return pdf_lexer_find(scan->bytes, dictionary, key, &value, scan->err) &&
           pdf_lexer_number(scan->bytes, &value, number);
}
