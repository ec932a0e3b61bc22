#include "parse/pdf_table.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/number.h"
#include "parse/pdf_stream.h"

#include <stdlib.h>
#include <string.h>

enum {
    TRAILER_LIMIT = 256 * 1024, /* bytes */
    ENTRY_SIZE = 20,            /* of a classic section */
    ENTRY_LIMIT = 1 << 18,      /* objects of a file, and … */
    BYTES_PER_ENTRY = 16,       /* … one more for so many bytes of the file */
    ROWS_PER_ENTRY = 4,         /* of all sections together, as many times that limit */
    TURNS_LIMIT = 64,           /* subsections of a section that do not ascend */
    SECTION_LIMIT = 256,
    GENERATION_LIMIT = 65535,
    FIELDS = 3, /* of a row in a stream */
};

/* A section that is being read. */
struct section {
    struct pdf_table *table;
    struct pdf_lexer scan;
    struct pdf_lexer_value trailer;
    size_t rows;     /* entries that all sections had so far */
    unsigned number; /* of the section, from 1 */
    bool hidden;     /* its /XRefStm is read, which old programs do not look at */
    size_t hidden_at;
};

/* How many objects the file may have. */
static size_t entry_limit(const struct section *section)
{
    return ENTRY_LIMIT + section->scan.end / BYTES_PER_ENTRY;
}

/* Room for the objects of the file, which the latest section numbers. */
static bool size_table(struct section *section, const struct pdf_lexer_value *trailer)
{
    struct pdf_table *table = section->table;
    struct pdf_lexer_value size;
    uint64_t count;
    if (table->list)
        return true;
    if (!pdf_lexer_find(section->scan.bytes, trailer, "Size", &size, section->scan.err))
        return false;
    if (!pdf_lexer_number(section->scan.bytes, &size, &count) || count > entry_limit(section))
        return error_set(section->scan.err, "pdf-damaged",
                         "Byte %zu: /Size does not say how many objects there are, or there "
                         "are too many.",
                         trailer->at);
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
static bool set_entry(struct section *section, uint64_t number, struct pdf_table_entry entry)
{
    struct pdf_table *table = section->table;
    if (number >= table->count || ++section->rows > ROWS_PER_ENTRY * entry_limit(section) ||
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

/* ---- a classic section ------------------------------------------------------------------ */

static bool broken_off(struct section *section, size_t at)
{
    return error_set(section->scan.err, "pdf-damaged",
                     "Byte %zu: the cross-reference table is not whole.", at);
}

static bool is_one_of(char c, const char *characters)
{
    return c && strchr(characters, c);
}

/* Reads `0000012345 00000 n` and a line break of two bytes: where the object stands. Each byte
 * counts: programs that find another one there search the file for objects instead. */
static bool read_entry(const struct section *section, size_t at, struct pdf_table_entry *entry)
{
    struct pdf_lexer scan = pdf_lexer_of(section->scan.bytes, at, at + ENTRY_SIZE, NULL);
    const char *text = section->scan.bytes + at;
    uint64_t place, generation;
    if (!pdf_lexer_digits(&scan, &place) || scan.at++ != at + 10 || text[10] != ' ' ||
        !pdf_lexer_digits(&scan, &generation) || scan.at++ != at + 16 || text[16] != ' ' ||
        generation > GENERATION_LIMIT)
        return false;
    *entry =
        (struct pdf_table_entry){.kind = text[17] == 'n' ? PDF_TABLE_PLAIN : PDF_TABLE_FREE,
                                 .index = (uint32_t)generation,
                                 .place = (size_t)place};
    return is_one_of(text[17], "nf") && is_one_of(text[18], " \r\n") &&
           is_one_of(text[19], " \r\n");
}

static bool step_over(struct pdf_lexer *scan, char c)
{
    bool there = pdf_lexer_more(scan) && scan->bytes[scan->at] == c;
    scan->at += there;
    return there;
}

/* A subsection: `FIRST COUNT` and its entries. They are entered when the trailer is known. */
struct subsection {
    uint64_t first, count;
};

static bool read_subsection(struct section *section, struct subsection *part)
{
    struct pdf_lexer *scan = &section->scan;
    if (!pdf_lexer_digits(scan, &part->first) || !step_over(scan, ' ') ||
        !pdf_lexer_digits(scan, &part->count))
        return false;
    while (step_over(scan, ' '))
        continue;
    bool ends = step_over(scan, '\r');
    return (step_over(scan, '\n') || ends) &&
           part->count <= (scan->end - scan->at) / ENTRY_SIZE;
}

/* Steps over `trailer`, which only white space may stand before. */
static bool is_trailer(struct pdf_lexer *scan)
{
    struct pdf_lexer ahead = *scan;
    pdf_lexer_blanks(&ahead);
    bool found = pdf_lexer_word(&ahead, "trailer");
    if (found)
        *scan = ahead;
    return found;
}

/* Says whether the subsection from `here` on has no object of those from `at` to there. */
static bool is_apart(const struct section *section, size_t at, size_t here,
                     const struct subsection *part)
{
    struct section before = *section;
    struct pdf_lexer *scan = &before.scan;
    scan->at = at;
    while (scan->at < here) {
        struct subsection other;
        if (!read_subsection(&before, &other) || (part->first < other.first + other.count &&
                                                  other.first < part->first + part->count))
            return false;
        scan->at += (size_t)other.count * ENTRY_SIZE;
    }
    return true;
}

/* A free object at the beginning is taken for object 0 by some programs, and all that follows
 * for what stands before it. */
static bool is_shifted(const struct subsection *part, uint64_t at,
                       const struct pdf_table_entry *entry)
{
    return part->first == 1 && at == 0 && entry->kind == PDF_TABLE_FREE;
}

/* No object can stand in two places of one section. Subsections ascend but for a few, as some
 * programs write them, which are looked at one by one. */
static bool enter_subsections(struct section *section, size_t at)
{
    struct pdf_lexer *scan = &section->scan;
    size_t behind = scan->at, turns = 0;
    uint64_t next = 0;
    for (scan->at = at; !is_trailer(scan);) {
        struct subsection part;
        struct pdf_table_entry entry;
        size_t here = scan->at;
        if (!read_subsection(section, &part) ||
            (part.first < next &&
             (++turns > TURNS_LIMIT || !is_apart(section, at, here, &part))))
            return broken_off(section, scan->at);
        if (part.first + part.count > next)
            next = part.first + part.count;
        for (uint64_t i = 0; i < part.count; i++, scan->at += ENTRY_SIZE)
            if (!read_entry(section, scan->at, &entry) || is_shifted(&part, i, &entry) ||
                !set_entry(section, part.first + i, entry))
                return broken_off(section, scan->at);
    }
    scan->at = behind;
    return true;
}

/* Steps over the subsections, and reads the trailer behind them. */
static bool read_classic_trailer(struct section *section)
{
    struct pdf_lexer *scan = &section->scan;
    struct subsection part;
    while (!is_trailer(scan)) {
        if (!read_subsection(section, &part))
            return broken_off(section, scan->at);
        scan->at += (size_t)part.count * ENTRY_SIZE;
    }
    size_t end = scan->end;
    scan->end = end - scan->at > TRAILER_LIMIT ? scan->at + TRAILER_LIMIT : end;
    bool whole = pdf_lexer_value(scan, &section->trailer);
    scan->end = end;
    return whole;
}

static bool has_key(const struct section *section, const char *key)
{
    struct error ignored;
    struct pdf_lexer_value value = {0};
    return !pdf_lexer_find(section->scan.bytes, &section->trailer, key, &value, &ignored) ||
           value.kind != PDF_LEXER_MISSING;
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
    static const int kinds[] = {PDF_TABLE_FREE, PDF_TABLE_PLAIN, PDF_TABLE_PACKED};
    static const size_t limits[] = {SIZE_MAX, GENERATION_LIMIT, UINT32_MAX};
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
static bool enter_rows(struct section *section, const size_t widths[FIELDS], size_t size,
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
                !set_entry(section, first + i, entry))
                return false;
        next = first + count;
    }
    return false;
}

/* Reads the stream's dictionary, which is the trailer, too; `count` is its /Size. */
static bool read_stream_head(struct section *section, uint64_t *count)
{
    struct pdf_lexer *scan = &section->scan;
    size_t at = scan->at;
    struct pdf_lexer number = *scan;
    struct pdf_lexer_value type = {0};
    uint64_t own = 0;
    bool whole = pdf_lexer_digits(&number, &own) && pdf_stream_head(scan, own, 0) &&
                 pdf_lexer_value(scan, &section->trailer) &&
                 section->trailer.end - at <= TRAILER_LIMIT &&
                 pdf_lexer_find(scan->bytes, &section->trailer, "Type", &type, scan->err) &&
                 pdf_lexer_is_name(scan->bytes, &type, "XRef") &&
                 read_count(scan, &section->trailer, "Size", count) &&
                 *count <= entry_limit(section);
    return whole || misread(scan, at);
}

static bool read_stream(struct section *section)
{
    struct pdf_lexer *scan = &section->scan;
    size_t at = scan->at, widths[FIELDS] = {0};
    struct buf rows = {0};
    uint64_t count = 0;
    if (!read_stream_head(section, &count) || !size_table(section, &section->trailer))
        return false;
    if (!read_widths(scan, &section->trailer, widths))
        return misread(scan, at);
    size_t limit = ((size_t)count + 1) * (1 + widths[0] + widths[1] + widths[2]);
    bool whole = pdf_stream_read(scan, &section->trailer, limit, &rows) &&
                 (enter_rows(section, widths, (size_t)count, &rows) || misread(scan, at));
    buf_free(&rows);
    return whole;
}

/* ---- both ------------------------------------------------------------------------------- */

/* Reads the stream at which the trailer of a classic section points, and goes back to behind
 * that trailer, which stays the section's. Objects in it are free for old programs, which do
 * not read it (ISO 32000-1, 7.5.8.4). */
static bool read_hidden(struct section *section)
{
    const struct section whole = *section;
    uint64_t at = 0;
    if (!has_key(section, "XRefStm"))
        return true;
    if (!read_count(&section->scan, &section->trailer, "XRefStm", &at) ||
        at >= section->scan.end)
        return broken_off(section, section->trailer.at);
    section->scan.at = (size_t)at;
    section->hidden_at = (size_t)at;
    section->hidden = true;
    if (!read_stream(section))
        return false;
    section->hidden = false;
    section->scan = whole.scan;
    section->trailer = whole.trailer;
    return true;
}

static bool read_classic(struct section *section)
{
    pdf_lexer_blanks(&section->scan);
    size_t first = section->scan.at;
    return read_classic_trailer(section) && size_table(section, &section->trailer) &&
           read_hidden(section) && enter_subsections(section, first);
}

/* ---- the chain of sections -------------------------------------------------------------- */

/* Reads one section, behind which `startxref` must follow, as it does in each revision. */
static bool read_section(struct section *section)
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
    } else if (!read_stream(section)) {
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
static bool go_back(struct section *section, size_t size, bool *more)
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
    struct section section = {.table = table, .scan = pdf_lexer_of(bytes, at, size, err)};
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
    struct section section = {.scan = pdf_lexer_of(bytes, at, size, err)};
    uint64_t count;
    pdf_lexer_space(&section.scan);
    bool classic = pdf_lexer_word(&section.scan, "xref");
    if (classic)
        pdf_lexer_blanks(&section.scan);
    bool read = classic ? read_classic_trailer(&section) : read_stream_head(&section, &count);
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
