#include "verify/pdf_reader.h"

#include "base/buf.h"
#include "base/number.h"

#include <string.h>

enum {
    OBJECT_LIMIT = 256 * 1024, /* bytes of one object, its stream not counted */
    ENTRY_SIZE = 20,           /* of the cross-reference table */
};

/* An update, a form for old readers, or a file made for slow networks. */
#define IN_PARTS                                                                               \
    "The file's cross-reference table is in parts, or something was added to it later; only "  \
    "files that were written in one go are read."

bool pdf_reader_next(const struct pdf_reader *pdf, const struct pdf_lexer_value *array,
                     struct pdf_lexer_value *value, struct error *err)
{
    size_t at = value->at ? value->end : array->at + 1;
    if (array->kind != PDF_LEXER_ARRAY)
        return error_set(err, "pdf-damaged", "Byte %zu: an array is expected here.", array->at);
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, at, array->end - 1, err);
    pdf_lexer_space(&scan);
    if (pdf_lexer_more(&scan))
        return pdf_lexer_value(&scan, value);
    *value = (struct pdf_lexer_value){PDF_LEXER_MISSING, scan.at, scan.at};
    return true;
}

bool pdf_reader_find(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                     const char *key, struct pdf_lexer_value *value, struct error *err)
{
    if (dictionary->kind != PDF_LEXER_DICTIONARY)
        return error_set(err, "pdf-damaged", "Byte %zu: a dictionary is expected here.",
                         dictionary->at);
    struct pdf_lexer_value name, content;
    *value = (struct pdf_lexer_value){PDF_LEXER_MISSING, dictionary->at, dictionary->end};
    struct pdf_lexer scan =
        pdf_lexer_of(pdf->bytes, dictionary->at + 2, dictionary->end - 2, err);
    for (pdf_lexer_space(&scan); pdf_lexer_more(&scan); pdf_lexer_space(&scan)) {
        if (!pdf_lexer_value(&scan, &name) || !pdf_lexer_value(&scan, &content))
            return false;
        if (!pdf_lexer_is_name(pdf->bytes, &name, key))
            continue;
        if (value->kind != PDF_LEXER_MISSING)
            return error_set(err, "pdf-damaged",
                             "Byte %zu: a dictionary has the same key twice.", name.at);
        *value = content;
    }
    return true;
}

/* Reads an entry of the table, `0000012345 00000 n`: where the object stands. */
static bool read_entry(const struct pdf_reader *pdf, uint64_t number, uint64_t generation,
                       size_t *offset, struct error *err)
{
    if (number >= pdf->count)
        return error_set(err, "pdf-damaged",
                         "Byte %zu: a reference points outside of the table.", pdf->entries);
    size_t at = pdf->entries + (size_t)number * ENTRY_SIZE;
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, at, at + ENTRY_SIZE, err);
    uint64_t place, own;
    bool whole = pdf_lexer_digits(&scan, &place) && scan.at++ == at + 10 &&
                 pdf_lexer_digits(&scan, &own) && scan.at++ == at + 16 &&
                 pdf_lexer_word(&scan, "n");
    if (!whole || own != generation || place >= pdf->size)
        return error_set(err, "pdf-damaged", "Byte %zu: the table has no such object.", at);
    *offset = (size_t)place;
    return true;
}

/* Reads `12 0 obj … endobj` at `offset`. */
static bool read_object(const struct pdf_reader *pdf, uint64_t number, uint64_t generation,
                        size_t offset, struct pdf_lexer_value *value, struct error *err)
{
    size_t left = pdf->size - offset;
    size_t end = offset + (left < OBJECT_LIMIT ? left : OBJECT_LIMIT);
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, offset, end, err);
    uint64_t own, own_generation;
    bool found = pdf_lexer_digits(&scan, &own) && own == number;
    pdf_lexer_space(&scan);
    found = found && pdf_lexer_digits(&scan, &own_generation) && own_generation == generation;
    pdf_lexer_space(&scan);
    if (!found || !pdf_lexer_word(&scan, "obj"))
        return error_set(err, "pdf-damaged",
                         "Byte %zu: the table points at something that is not an object.",
                         offset);
    if (!pdf_lexer_value(&scan, value))
        return false;
    pdf_lexer_space(&scan);
    if (value->kind == PDF_LEXER_REFERENCE)
        return error_set(err, "pdf-damaged", "Byte %zu: an object is nothing but a reference.",
                         offset);
    if (!pdf_lexer_word(&scan, "endobj") && !pdf_lexer_word(&scan, "stream"))
        return error_set(err, "pdf-damaged",
                         "Byte %zu: an object does not end where it should.", scan.at);
    return true;
}

bool pdf_reader_resolve(const struct pdf_reader *pdf, struct pdf_lexer_value *value,
                        struct error *err)
{
    if (value->kind != PDF_LEXER_REFERENCE)
        return true;
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, value->at, value->end, err);
    uint64_t number, generation;
    size_t offset = 0;
    bool whole = pdf_lexer_digits(&scan, &number);
    pdf_lexer_space(&scan);
    if (!whole || !pdf_lexer_digits(&scan, &generation))
        return error_set(err, "pdf-damaged", "Byte %zu: a reference cannot be read.",
                         value->at);
    return read_entry(pdf, number, generation, &offset, err) &&
           read_object(pdf, number, generation, offset, value, err);
}

bool pdf_reader_id(const struct pdf_reader *pdf, uint8_t id[16], struct error *err)
{
    struct pdf_lexer_value pair, first = {0};
    struct buf bytes = {0};
    if (!pdf_reader_find(pdf, &pdf->trailer, "ID", &pair, err))
        return false;
    if (pair.kind == PDF_LEXER_MISSING)
        return error_set(err, "pdf-damaged", "The PDF has no /ID.");
    if (!pdf_reader_next(pdf, &pair, &first, err))
        return false;
    bool whole = pdf_lexer_string(pdf->bytes, &first, &bytes) && bytes.size == 16;
    if (whole)
        memcpy(id, bytes.data, 16);
    buf_free(&bytes);
    return whole || error_set(err, "pdf-damaged", "Byte %zu: /ID is not of 16 bytes.", pair.at);
}

static size_t before_line_break(const char *bytes, size_t end)
{
    if (end && bytes[end - 1] == '\n')
        end--;
    if (end && bytes[end - 1] == '\r')
        end--;
    return end;
}

static bool ends_with(const char *bytes, size_t end, const char *word)
{
    size_t size = strlen(word);
    return end >= size && memcmp(bytes + end - size, word, size) == 0;
}

/* Reads the file's last lines, `startxref`, a number and `%%EOF`, from the end, so that
 * nothing can follow them. `*start` is where they begin. */
static bool read_end(const struct pdf_reader *pdf, size_t *start, size_t *table,
                     struct error *err)
{
    size_t end = before_line_break(pdf->bytes, pdf->size);
    if (!ends_with(pdf->bytes, end, "%%EOF"))
        return error_set(err, "pdf-damaged",
                         "The file does not end with %%%%EOF: it was cut off or added to.");
    size_t digits_end = before_line_break(pdf->bytes, end - strlen("%%EOF"));
    size_t digits = digits_end;
    while (digits && number_is_digit(pdf->bytes[digits - 1]))
        digits--;
    uint64_t place;
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, digits, digits_end, err);
    end = before_line_break(pdf->bytes, digits);
    if (!pdf_lexer_digits(&scan, &place) || end == digits || place >= digits ||
        !ends_with(pdf->bytes, end, "startxref"))
        return error_set(err, "pdf-damaged",
                         "Byte %zu: the file does not say where its table is (startxref).",
                         digits);
    *start = end - strlen("startxref");
    *table = (size_t)place;
    return true;
}

/* Reads the head of the table, `xref 0 COUNT`, and steps over its entries. */
static bool read_table(struct pdf_reader *pdf, struct pdf_lexer *scan)
{
    uint64_t first, count;
    if (pdf_lexer_more(scan) && number_is_digit(scan->bytes[scan->at]))
        return error_set(scan->err, "pdf-compressed-table",
                         "The file's cross-reference table is compressed, as PDF 1.5 allows; "
                         "only plain ones are read.");
    if (!pdf_lexer_word(scan, "xref"))
        return error_set(scan->err, "pdf-damaged",
                         "Byte %zu: there is no cross-reference table, though startxref "
                         "says so.",
                         scan->at);
    pdf_lexer_space(scan);
    bool whole = pdf_lexer_digits(scan, &first) && first == 0;
    pdf_lexer_space(scan);
    whole = whole && pdf_lexer_digits(scan, &count);
    pdf_lexer_space(scan);
    if (!whole || count > (scan->end - scan->at) / ENTRY_SIZE)
        return error_set(scan->err, "pdf-damaged",
                         "Byte %zu: the cross-reference table is not whole.", scan->at);
    pdf->entries = scan->at;
    pdf->count = (size_t)count;
    scan->at += pdf->count * ENTRY_SIZE;
    pdf_lexer_space(scan);
    if (!pdf_lexer_word(scan, "trailer"))
        return error_set(scan->err, "pdf-in-parts", IN_PARTS);
    return true;
}

static bool has_key(const struct pdf_reader *pdf, const char *key)
{
    struct error ignored;
    struct pdf_lexer_value value = {0};
    return !pdf_reader_find(pdf, &pdf->trailer, key, &value, &ignored) ||
           value.kind != PDF_LEXER_MISSING;
}

static bool check_trailer(const struct pdf_reader *pdf, struct error *err)
{
    struct pdf_lexer_value size;
    uint64_t count;
    if (!pdf_reader_find(pdf, &pdf->trailer, "Size", &size, err))
        return false;
    if (has_key(pdf, "Encrypt"))
        return error_set(err, "pdf-encrypted", "The file is encrypted.");
    if (has_key(pdf, "Prev") || has_key(pdf, "XRefStm"))
        return error_set(err, "pdf-in-parts", IN_PARTS);
    if (!pdf_lexer_number(pdf->bytes, &size, &count) || count != pdf->count)
        return error_set(err, "pdf-damaged",
                         "Byte %zu: /Size is not the number of the table's entries.",
                         pdf->trailer.at);
    return true;
}

bool pdf_reader_open(struct pdf_reader *pdf, const void *bytes, size_t size, struct error *err)
{
    *pdf = (struct pdf_reader){.bytes = bytes, .size = size};
    if (size < 8 || memcmp(bytes, "%PDF-", 5) != 0)
        return error_set(err, "not-a-pdf", "This is not a PDF file.");
    size_t start = 0, table = 0;
    if (!read_end(pdf, &start, &table, err))
        return false;
    if (table >= start)
        return error_set(err, "pdf-damaged", "Byte %zu: startxref points behind itself.",
                         start);
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, table, start, err);
    if (!read_table(pdf, &scan))
        return false;
    if (scan.end - scan.at > OBJECT_LIMIT)
        return error_set(err, "pdf-damaged", "Byte %zu: the trailer is too large.", scan.at);
    if (!pdf_lexer_value(&scan, &pdf->trailer))
        return false;
    pdf_lexer_space(&scan);
    if (pdf_lexer_more(&scan))
        return error_set(err, "pdf-damaged",
                         "Byte %zu: there is something between the trailer and startxref, "
                         "where nothing may be.",
                         scan.at);
    return check_trailer(pdf, err);
}
