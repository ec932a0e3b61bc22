#include "parse/pdf_table.h"

#include "base/buf.h"
#include "base/mem.h"
#include "parse/pdf_stream.h"

#include <stdlib.h>

enum {
    TRAILER_LIMIT = 256 * 1024, /* bytes */
    ENTRY_SIZE = 20,            /* of a classic table */
    ENTRY_LIMIT = 1 << 18,      /* entries of a stream, and … */
    BYTES_PER_ENTRY = 16,       /* … one more for so many bytes of the file */
    FIELDS = 3,                 /* of its rows */
};

/* An update, a form for old readers, or a file made for slow networks. */
#define IN_PARTS                                                                               \
    "The file's cross-reference table is in parts, or something was added to it later; only "  \
    "files that were written in one go are read."

/* ---- the classic table ------------------------------------------------------------------ */

/* Reads an entry of the table, `0000012345 00000 n`: where the object stands. */
static bool find_classic(const struct pdf_table *table, const char *bytes, uint64_t number,
                         uint64_t generation, struct pdf_table_entry *entry, struct error *err)
{
    size_t at = table->entries + (size_t)number * ENTRY_SIZE;
    struct pdf_lexer scan = pdf_lexer_of(bytes, at, at + ENTRY_SIZE, err);
    uint64_t place, own;
    bool whole = pdf_lexer_digits(&scan, &place) && scan.at++ == at + 10 &&
                 pdf_lexer_digits(&scan, &own) && scan.at++ == at + 16 &&
                 pdf_lexer_word(&scan, "n");
    if (!whole || own != generation)
        return error_set(err, "pdf-damaged", "Byte %zu: the table has no such object.", at);
    *entry = (struct pdf_table_entry){.kind = PDF_TABLE_PLAIN, .place = (size_t)place};
    return true;
}

/* Reads the head of the table, `xref 0 COUNT`, and steps over its entries. */
static bool read_classic(struct pdf_table *table, struct pdf_lexer *scan)
{
    uint64_t first, count;
    pdf_lexer_space(scan);
    bool whole = pdf_lexer_digits(scan, &first) && first == 0;
    pdf_lexer_space(scan);
    whole = whole && pdf_lexer_digits(scan, &count);
    pdf_lexer_space(scan);
    if (!whole || count > (scan->end - scan->at) / ENTRY_SIZE)
        return error_set(scan->err, "pdf-damaged",
                         "Byte %zu: the cross-reference table is not whole.", scan->at);
    table->entries = scan->at;
    table->count = (size_t)count;
    scan->at += table->count * ENTRY_SIZE;
    pdf_lexer_space(scan);
    if (!pdf_lexer_word(scan, "trailer"))
        return error_set(scan->err, "pdf-in-parts", IN_PARTS);
    if (scan->end - scan->at > TRAILER_LIMIT)
        return error_set(scan->err, "pdf-damaged", "Byte %zu: the trailer is too large.",
                         scan->at);
    return pdf_lexer_value(scan, &table->trailer);
}

/* ---- the table as a stream -------------------------------------------------------------- */

static bool misread(struct pdf_lexer *scan, size_t at)
{
    return error_set(scan->err, "pdf-damaged",
                     "Byte %zu: the compressed cross-reference table is not whole.", at);
}

/* Reads an entry of the dictionary that is a whole number. */
static bool read_count(struct pdf_lexer *scan, const struct pdf_lexer_value *dictionary,
                       const char *key, uint64_t *number)
{
    struct pdf_lexer_value value = {0};
    return pdf_lexer_find(scan->bytes, dictionary, key, &value, scan->err) &&
           pdf_lexer_number(scan->bytes, &value, number);
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
    *entry = (struct pdf_table_entry){.kind = PDF_TABLE_FREE, .place = place};
    if (kind == PDF_TABLE_PLAIN && last == 0) /* generation */
        entry->kind = PDF_TABLE_PLAIN;
    else if (kind == PDF_TABLE_PACKED && last < ENTRY_LIMIT)
        entry->kind = PDF_TABLE_PACKED;
    entry->index = entry->kind == PDF_TABLE_PACKED ? (uint32_t)last : 0;
    return kind == PDF_TABLE_FREE || entry->kind != PDF_TABLE_FREE;
}

/* Reads the next range of numbers, `first count`, of /Index; without that there is one, of all.
 * Ranges ascend. */
static bool next_range(struct pdf_lexer *scan, const struct pdf_table *table,
                       const struct pdf_lexer_value *index, struct pdf_lexer_value *value,
                       uint64_t next, uint64_t *first, uint64_t *count)
{
    if (index->kind == PDF_LEXER_MISSING) {
        *first = next;
        *count = table->count - next;
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
           *first < table->count && *count <= table->count - *first;
}

/* Puts the rows into the list, where /Index says that they belong. */
static bool read_rows(struct pdf_table *table, struct pdf_lexer *scan,
                      const size_t widths[FIELDS], const struct buf *rows)
{
    struct pdf_lexer_value index = {0}, value = {0};
    size_t size = widths[0] + widths[1] + widths[2], at = 0;
    uint64_t first = 0, count = 0, next = 0;
    if (!pdf_lexer_find(scan->bytes, &table->trailer, "Index", &index, scan->err))
        return false;
    while (next_range(scan, table, &index, &value, next, &first, &count)) {
        if (count == 0)
            return at == rows->size;
        if (count > (rows->size - at) / size)
            return false;
        for (uint64_t i = 0; i < count; i++, at += size)
            if (!read_row((const unsigned char *)rows->data + at, widths,
                          &table->list[first + i]))
                return false;
        next = first + count;
    }
    return false;
}

/* Reads the stream's dictionary, which is the trailer, too. */
static bool read_stream_head(struct pdf_table *table, struct pdf_lexer *scan)
{
    size_t at = scan->at;
    struct pdf_lexer number = *scan;
    struct pdf_lexer_value type = {0};
    uint64_t own = 0, count = 0;
    if (!pdf_lexer_digits(&number, &own))
        return error_set(scan->err, "pdf-damaged",
                         "Byte %zu: there is no cross-reference table, though startxref "
                         "says so.",
                         at);
    bool whole = pdf_stream_head(scan, own, 0) && pdf_lexer_value(scan, &table->trailer) &&
                 table->trailer.end - at <= TRAILER_LIMIT &&
                 pdf_lexer_find(scan->bytes, &table->trailer, "Type", &type, scan->err) &&
                 pdf_lexer_is_name(scan->bytes, &type, "XRef") &&
                 read_count(scan, &table->trailer, "Size", &count) &&
                 count <= ENTRY_LIMIT + scan->end / BYTES_PER_ENTRY;
    table->count = (size_t)count;
    return whole || misread(scan, at);
}

static bool read_stream(struct pdf_table *table, struct pdf_lexer *scan)
{
    size_t at = scan->at, widths[FIELDS] = {0};
    struct buf rows = {0};
    bool whole;
    if (!read_stream_head(table, scan))
        return false;
    if (!read_widths(scan, &table->trailer, widths))
        return misread(scan, at);
    table->list = mem_new(table->count + 1, sizeof *table->list);
    size_t limit = (table->count + 1) * (1 + widths[0] + widths[1] + widths[2]);
    whole = pdf_stream_read(scan, &table->trailer, limit, &rows) &&
            (read_rows(table, scan, widths, &rows) || misread(scan, at));
    buf_free(&rows);
    return whole;
}

/* ---- either ----------------------------------------------------------------------------- */

static bool has_key(const struct pdf_table *table, const char *bytes, const char *key)
{
    struct error ignored;
    struct pdf_lexer_value value = {0};
    return !pdf_lexer_find(bytes, &table->trailer, key, &value, &ignored) ||
           value.kind != PDF_LEXER_MISSING;
}

static bool check_trailer(const struct pdf_table *table, const char *bytes, struct error *err)
{
    struct pdf_lexer_value size;
    uint64_t count;
    if (!pdf_lexer_find(bytes, &table->trailer, "Size", &size, err))
        return false;
    if (has_key(table, bytes, "Encrypt"))
        return error_set(err, "pdf-encrypted", "The file is encrypted.");
    if (has_key(table, bytes, "Prev") || has_key(table, bytes, "XRefStm"))
        return error_set(err, "pdf-in-parts", IN_PARTS);
    if (!pdf_lexer_number(bytes, &size, &count) || count != table->count)
        return error_set(err, "pdf-damaged",
                         "Byte %zu: /Size is not the number of the table's entries.",
                         table->trailer.at);
    return true;
}

bool pdf_table_read_trailer(const char *bytes, size_t at, size_t end,
                            struct pdf_lexer_value *trailer, struct error *err)
{
    struct pdf_lexer scan = pdf_lexer_of(bytes, at, end, err);
    struct pdf_table table = {0};
    bool read =
        (pdf_lexer_word(&scan, "xref") ? read_classic : read_stream_head)(&table, &scan);
    *trailer = table.trailer;
    return read;
}

bool pdf_table_read(struct pdf_table *table, const char *bytes, size_t at, size_t end,
                    struct error *err)
{
    struct pdf_lexer scan = pdf_lexer_of(bytes, at, end, err);
    *table = (struct pdf_table){0};
    if (!(pdf_lexer_word(&scan, "xref") ? read_classic : read_stream)(table, &scan))
        return false;
    pdf_lexer_space(&scan);
    if (pdf_lexer_more(&scan))
        return error_set(err, "pdf-damaged",
                         "Byte %zu: something stands between the trailer and startxref.",
                         scan.at);
    return check_trailer(table, bytes, err);
}

void pdf_table_free(struct pdf_table *table)
{
    free(table->list);
    *table = (struct pdf_table){0};
}

bool pdf_table_find(const struct pdf_table *table, const char *bytes, uint64_t number,
                    uint64_t generation, struct pdf_table_entry *entry, struct error *err)
{
    if (number >= table->count)
        return error_set(err, "pdf-damaged",
                         "Byte %zu: a reference points outside of the table.",
                         table->entries ? table->entries : table->trailer.at);
    if (!table->list)
        return find_classic(table, bytes, number, generation, entry, err);
    *entry = table->list[number];
    return (generation == 0 && entry->kind != PDF_TABLE_FREE) ||
           error_set(err, "pdf-damaged", "Byte %zu: the table has no such object.",
                     table->trailer.at);
}
