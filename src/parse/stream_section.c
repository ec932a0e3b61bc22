#include "parse/stream_section.h"

#include "parse/pdf_stream.h"

enum { FIELDS = 3 /* of a row */ };

static bool misread(struct pdf_lexer *scan, size_t at)
{
    return error_set(scan->err, "pdf-damaged",
                     "Byte %zu: the compressed cross-reference table is not whole.", at);
}

/* Reads /W: how many bytes each field of a row has. */
static bool read_widths(struct pdf_lexer *scan, const struct pdf_lexer_value *dictionary,
                        size_t widths[FIELDS])
{
    struct pdf_lexer_value array = {0}, value = {0};
    uint64_t width;
    if (!pdf_lexer_find(scan->bytes, dictionary, "W", &array, scan->err) ||
        array.kind != PDF_LEXER_ARRAY)
        return false;
    for (size_t i = 0; i < FIELDS; i++) {
        if (!pdf_lexer_next(scan->bytes, &array, &value, scan->err) ||
            !pdf_lexer_number(scan->bytes, &value, &width) || width > sizeof(size_t))
            return false;
        widths[i] = (size_t)width;
    }
    return widths[0] == 1 && widths[1] > 0 &&
           pdf_lexer_next(scan->bytes, &array, &value, scan->err) &&
           value.kind == PDF_LEXER_MISSING;
}

static size_t read_field(const unsigned char **row, size_t width)
{
    size_t value = 0;
    for (; width-- > 0; (*row)++)
        value = value << 8 | **row;
    return value;
}

static bool read_row(const unsigned char *row, const size_t widths[FIELDS],
                     struct pdf_table_entry *entry)
{
    size_t kind = read_field(&row, widths[0]), place = read_field(&row, widths[1]);
    size_t last = read_field(&row, widths[2]);
    static const int kinds[] = {PDF_TABLE_FREE, PDF_TABLE_PLAIN, PDF_TABLE_PACKED};
    static const size_t limits[] = {SIZE_MAX, PDF_GENERATION_LIMIT, UINT32_MAX};
    if (kind >= sizeof kinds / sizeof *kinds || last > limits[kind])
        return false;
    *entry = (struct pdf_table_entry){.place = place};
    entry->kind = kinds[kind];
    entry->index = kind ? (uint32_t)last : 0;
    return true;
}

/* Reads the next range of numbers, `first count`, of /Index; without that there is one, of all.
 * Ranges ascend. */
static bool next_range(struct pdf_lexer *scan, size_t size, const struct pdf_lexer_value *index,
                       struct pdf_lexer_value *value, uint64_t next, uint64_t *first,
                       uint64_t *count)
{
    if (index->kind == PDF_LEXER_MISSING) {
        *first = next;
        *count = size - next;
        return true;
    }
    *count = 0;
    if (!pdf_lexer_next(scan->bytes, index, value, scan->err))
        return false;
    if (value->kind == PDF_LEXER_MISSING)
        return true;
    return pdf_lexer_number(scan->bytes, value, first) &&
           pdf_lexer_next(scan->bytes, index, value, scan->err) &&
           pdf_lexer_number(scan->bytes, value, count) && *count > 0 && *first >= next &&
           *first < size && *count <= size - *first;
}

/* Enters the rows where /Index says that they belong; `size` is the section's /Size. */
static bool enter_rows(struct pdf_section *section, const size_t widths[FIELDS], size_t size,
                       const struct buf *rows)
{
    struct pdf_lexer *scan = &section->scan;
    struct pdf_lexer_value index = {0}, value = {0};
    struct pdf_table_entry entry;
    size_t width = widths[0] + widths[1] + widths[2], at = 0;
    uint64_t first = 0, count = 0, next = 0;
    if (!pdf_lexer_find(scan->bytes, &section->trailer, "Index", &index, scan->err))
        return false;
    while (next_range(scan, size, &index, &value, next, &first, &count)) {
        if (count == 0)
            return at == rows->size;
        if (count > (rows->size - at) / width)
            return false;
        for (uint64_t i = 0; i < count; i++, at += width)
            if (!read_row((const unsigned char *)rows->data + at, widths, &entry) ||
                !pdf_section_set_entry(section, first + i, entry))
                return false;
        next = first + count;
    }
    return false;
}

bool stream_section_read_trailer(struct pdf_section *section, uint64_t *count)
{
    struct pdf_lexer *scan = &section->scan;
    size_t at = scan->at;
    struct pdf_lexer number = *scan;
    struct pdf_lexer_value type = {0};
    uint64_t own = 0;
    bool whole = pdf_lexer_digits(&number, &own) && pdf_stream_head(scan, own, 0) &&
                 pdf_lexer_value(scan, &section->trailer) &&
                 section->trailer.end - at <= PDF_TRAILER_LIMIT &&
                 pdf_lexer_find(scan->bytes, &section->trailer, "Type", &type, scan->err) &&
                 pdf_lexer_is_name(scan->bytes, &type, "XRef") &&
                 pdf_section_number(scan, &section->trailer, "Size", count) &&
                 *count <= pdf_section_entry_limit(section);
    return whole || misread(scan, at);
}

bool stream_section_read(struct pdf_section *section)
{
    struct pdf_lexer *scan = &section->scan;
    size_t at = scan->at, widths[FIELDS] = {0};
    struct buf rows = {0};
    uint64_t count = 0;
    if (!stream_section_read_trailer(section, &count) || !pdf_section_size_table(section))
        return false;
    if (!read_widths(scan, &section->trailer, widths))
        return misread(scan, at);
    size_t limit = ((size_t)count + 1) * (1 + widths[0] + widths[1] + widths[2]);
    bool whole = pdf_stream_read(scan, &section->trailer, limit, &rows) &&
                 (enter_rows(section, widths, (size_t)count, &rows) || misread(scan, at));
    buf_free(&rows);
    return whole;
}
