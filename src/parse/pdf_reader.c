#include "parse/pdf_reader.h"

#include "base/mem.h"
#include "base/number.h"
#include "parse/pdf_stream.h"

#include <stdlib.h>
#include <string.h>

enum {
    OBJECT_LIMIT = 256 * 1024,       /* bytes of one object, its stream not counted */
    PACKED_LIMIT = 16 * 1024 * 1024, /* bytes that all object streams may become, and … */
    PACKED_PER_BYTE = 4,             /* … so many more for each byte of the file */
    PAIR_SIZE = 4,                   /* bytes of the shortest pair in a stream's head: `0 0 ` */
};

bool pdf_reader_next(const struct pdf_reader *pdf, const struct pdf_lexer_value *array,
                     struct pdf_lexer_value *value, struct error *err)
{
    return pdf_lexer_next(pdf->bytes, array, value, err);
}

bool pdf_reader_find(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                     const char *key, struct pdf_lexer_value *value, struct error *err)
{
    return pdf_lexer_find(pdf->bytes, dictionary, key, value, err);
}

/* Reads `12 0 obj … endobj` at `offset`. */
static bool read_plain(const struct pdf_reader *pdf, uint64_t number, uint64_t generation,
                       size_t offset, struct pdf_lexer_value *value, struct error *err)
{
    size_t left = offset < pdf->size ? pdf->size - offset : 0;
    size_t end = offset + (left < OBJECT_LIMIT ? left : OBJECT_LIMIT);
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, offset, end, err);
    pdf_lexer_space(&scan); /* some programs point at the line break before it */
    if (left == 0 || !pdf_stream_head(&scan, number, generation))
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

/* ---- object streams (7.5.7) ------------------------------------------------------------- */

static bool misread(size_t number, struct error *err)
{
    return error_set(err, "pdf-damaged",
                     "Object %zu: a compressed part of the file is damaged.", number);
}

static bool read_number(const char *bytes, const struct pdf_lexer_value *dictionary,
                        const char *key, size_t *number, struct error *err)
{
    struct pdf_lexer_value value = {0};
    uint64_t read;
    bool found = pdf_lexer_find(bytes, dictionary, key, &value, err) &&
                 pdf_lexer_number(bytes, &value, &read) && read <= PACKED_LIMIT;
    *number = found ? (size_t)read : 0;
    return found;
}

/* Reads the stream's head, from `at` on: a number and an offset for each object. */
static bool read_head(const struct pdf_reader *pdf, struct pdf_reader_stream *stream, size_t at)
{
    struct pdf_lexer head = pdf_lexer_of(pdf->text.data, at, stream->first, NULL);
    if (stream->count > (stream->first - at) / PAIR_SIZE + 1)
        return false;
    stream->packed = mem_new(stream->count + 1, sizeof *stream->packed);
    for (size_t i = 0; i < stream->count; i++) {
        uint64_t number, offset;
        pdf_lexer_space(&head);
        if (!pdf_lexer_digits(&head, &number))
            return false;
        pdf_lexer_space(&head);
        if (!pdf_lexer_digits(&head, &offset) || number > UINT32_MAX || offset > PACKED_LIMIT)
            return false;
        stream->packed[i] = (struct pdf_reader_packed){(uint32_t)number, (uint32_t)offset};
    }
    return true;
}

/* Unpacks object stream `number`, of `file`, behind all that is in the text. */
static bool unpack(struct pdf_reader *pdf, const char *file, size_t number, struct error *err)
{
    struct pdf_table_entry entry;
    struct pdf_lexer_value dictionary = {0}, type = {0};
    struct pdf_reader_stream *stream = &pdf->streams[pdf->stream_count];
    size_t at = pdf->text.size;
    if (!pdf_table_find(&pdf->table, number, 0, &entry, err))
        return false;
    if (entry.kind != PDF_TABLE_PLAIN || entry.place >= pdf->size)
        return misread(number, err);
    struct pdf_lexer scan = pdf_lexer_of(file, entry.place, pdf->size, err);
    *stream = (struct pdf_reader_stream){.place = entry.place};
    pdf->stream_of[number] = (uint32_t)++pdf->stream_count;
    bool whole = pdf_stream_head(&scan, number, 0) && pdf_lexer_value(&scan, &dictionary) &&
                 dictionary.end - dictionary.at <= OBJECT_LIMIT &&
                 pdf_lexer_find(file, &dictionary, "Type", &type, err) &&
                 pdf_lexer_is_name(file, &type, "ObjStm") &&
                 read_number(file, &dictionary, "N", &stream->count, err) &&
                 read_number(file, &dictionary, "First", &stream->first, err);
    if (!whole)
        return misread(number, err);
    size_t limit = PACKED_LIMIT + PACKED_PER_BYTE * pdf->size;
    if (!pdf_stream_read(&scan, &dictionary, limit - (at - pdf->size), &pdf->text))
        return false;
    stream->end = pdf->text.size;
    stream->first += at;
    return (stream->first <= stream->end && read_head(pdf, stream, at)) || misread(number, err);
}

const struct pdf_reader_stream *pdf_reader_find_stream(const struct pdf_reader *pdf,
                                                       size_t number)
{
    return pdf->stream_of && number < pdf->table.count && pdf->stream_of[number]
               ? &pdf->streams[pdf->stream_of[number] - 1]
               : NULL;
}

/* Unpacks all object streams, so that what they hold stands behind the file in one text. */
static bool unpack_all(struct pdf_reader *pdf, struct error *err)
{
    const char *file = pdf->bytes;
    size_t room = 0;
    for (size_t i = 0; i < pdf->table.count; i++) {
        const struct pdf_table_entry *entry = &pdf->table.list[i];
        if (entry->kind != PDF_TABLE_PACKED || pdf_reader_find_stream(pdf, entry->place))
            continue;
        if (!pdf->stream_of) {
            buf_add(&pdf->text, file, pdf->size);
            pdf->stream_of = mem_new(pdf->table.count, sizeof *pdf->stream_of);
        }
        pdf->streams = mem_grow(pdf->streams, pdf->stream_count, &room, sizeof *pdf->streams);
        if (!unpack(pdf, file, entry->place, err))
            return false;
    }
    if (pdf->text.size)
        pdf->bytes = pdf->text.data;
    return true;
}

/* Reads the object that stands in its stream behind `entry->index` others. */
static bool read_packed(const struct pdf_reader *pdf, uint64_t number,
                        const struct pdf_table_entry *entry, struct pdf_lexer_value *value,
                        struct error *err)
{
    const struct pdf_reader_stream *stream = pdf_reader_find_stream(pdf, entry->place);
    if (!stream || entry->index >= stream->count)
        return misread(entry->place, err);
    const struct pdf_reader_packed *packed = &stream->packed[entry->index];
    size_t offset = packed->offset, end = stream->end - stream->first;
    if (entry->index + 1 < stream->count)
        end = packed[1].offset;
    if (packed->number != number || offset >= end || end > stream->end - stream->first ||
        end - offset > OBJECT_LIMIT)
        return misread(entry->place, err);
    struct pdf_lexer scan =
        pdf_lexer_of(pdf->bytes, stream->first + offset, stream->first + end, err);
    if (!pdf_lexer_value(&scan, value))
        return false;
    pdf_lexer_space(&scan);
    return (value->kind != PDF_LEXER_REFERENCE && !pdf_lexer_more(&scan)) ||
           misread(entry->place, err);
}

/* ---- the file --------------------------------------------------------------------------- */

bool pdf_reader_resolve(const struct pdf_reader *pdf, struct pdf_lexer_value *value,
                        struct error *err)
{
    if (value->kind != PDF_LEXER_REFERENCE)
        return true;
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, value->at, value->end, err);
    struct pdf_table_entry entry;
    uint64_t number, generation;
    bool whole = pdf_lexer_digits(&scan, &number);
    pdf_lexer_space(&scan);
    if (!whole || !pdf_lexer_digits(&scan, &generation))
        return error_set(err, "pdf-damaged", "Byte %zu: a reference cannot be read.",
                         value->at);
    if (!pdf_table_find(&pdf->table, number, generation, &entry, err))
        return false;
    return entry.kind == PDF_TABLE_PACKED
               ? read_packed(pdf, number, &entry, value, err)
               : read_plain(pdf, number, generation, entry.place, value, err);
}

bool pdf_reader_get(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                    const char *key, struct pdf_lexer_value *value, struct error *err)
{
    return pdf_reader_find(pdf, dictionary, key, value, err) &&
           pdf_reader_resolve(pdf, value, err);
}

bool pdf_reader_object(const struct pdf_reader *pdf, uint64_t number,
                       struct pdf_lexer_value *value, struct error *err)
{
    static const struct pdf_table_entry absent = {0};
    const struct pdf_table_entry *entry =
        number < pdf->table.count ? &pdf->table.list[number] : &absent;
    *value = (struct pdf_lexer_value){PDF_LEXER_MISSING, 0, 0};
    if (entry->kind == PDF_TABLE_PACKED)
        return read_packed(pdf, number, entry, value, err);
    return entry->kind != PDF_TABLE_PLAIN ||
           read_plain(pdf, number, entry->index, entry->place, value, err);
}

bool pdf_reader_number(const struct pdf_reader *pdf, const struct pdf_lexer_value *value,
                       uint64_t *number)
{
    uint64_t generation;
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, value->at, value->end, NULL);
    if (value->kind != PDF_LEXER_REFERENCE || !pdf_lexer_digits(&scan, number))
        return false;
    pdf_lexer_space(&scan);
    if (!pdf_lexer_digits(&scan, &generation))
        return false;
    if (*number >= pdf->table.count)
        return generation == 0;
    const struct pdf_table_entry *entry = &pdf->table.list[*number];
    return generation == (entry->kind == PDF_TABLE_PLAIN ? entry->index : 0);
}

bool pdf_reader_is_stream(const struct pdf_reader *pdf, const struct pdf_lexer_value *value)
{
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, value->end, pdf->size, NULL);
    if (value->kind != PDF_LEXER_DICTIONARY || value->end >= pdf->size)
        return false;
    pdf_lexer_space(&scan);
    return pdf_lexer_word(&scan, "stream");
}

bool pdf_reader_stream(const struct pdf_reader *pdf, const struct pdf_lexer_value *value,
                       size_t limit, struct buf *out, struct error *err)
{
    struct pdf_lexer_value length;
    uint64_t size;
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, value->end, pdf->size, err);
    if (!pdf_reader_is_stream(pdf, value))
        return error_set(err, "pdf-damaged", "Byte %zu: a stream is expected here.", value->at);
    if (!pdf_reader_find(pdf, value, "Length", &length, err) ||
        !pdf_reader_resolve(pdf, &length, err))
        return false;
    if (!pdf_lexer_number(pdf->bytes, &length, &size))
        return error_set(err, "pdf-damaged", "Byte %zu: a stream has no length.", value->at);
    return pdf_stream_read_sized(&scan, value, size, limit, out);
}

bool pdf_reader_read_at(const struct pdf_reader *pdf, size_t place,
                        struct pdf_reader_found *found, struct error *err)
{
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, place, pdf->size, err);
    struct pdf_lexer_value length;
    uint64_t size = 0;
    const char *data;
    *found = (struct pdf_reader_found){0};
    if (!pdf_lexer_pair(&scan, &found->number, &found->generation) ||
        !read_plain(pdf, found->number, found->generation, place, &found->value, err))
        return false;
    found->head = scan.at + strlen("obj");
    scan.at = found->value.end;
    pdf_lexer_space(&scan);
    if (!pdf_lexer_word(&scan, "endobj") &&
        (!pdf_reader_get(pdf, &found->value, "Length", &length, err) ||
         !pdf_lexer_number(pdf->bytes, &length, &size) || !pdf_stream_step(&scan, size, &data)))
        return false;
    found->end = scan.at;
    return true;
}

bool pdf_reader_is_there(const struct pdf_reader *pdf, uint64_t number)
{
    static const struct pdf_table_entry absent = {0};
    struct error ignored;
    struct pdf_lexer_value value;
    const struct pdf_table_entry *entry =
        number < pdf->table.count ? &pdf->table.list[number] : &absent;
    if (entry->kind == PDF_TABLE_PACKED)
        return read_packed(pdf, number, entry, &value, &ignored);
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, entry->place, pdf->size, NULL);
    pdf_lexer_blanks(&scan);
    return entry->kind == PDF_TABLE_PLAIN && entry->place < pdf->size &&
           pdf_stream_head(&scan, number, entry->index);
}

bool pdf_reader_same_place(const struct pdf_reader *a, const struct pdf_reader *b,
                           uint64_t number)
{
    static const struct pdf_table_entry absent = {0};
    const struct pdf_table_entry *left =
        number < a->table.count ? &a->table.list[number] : &absent;
    const struct pdf_table_entry *right =
        number < b->table.count ? &b->table.list[number] : &absent;
    if (left->kind != right->kind || left->place != right->place || left->index != right->index)
        return false;
    if (left->kind != PDF_TABLE_PACKED)
        return true;
    const struct pdf_reader_stream *there = pdf_reader_find_stream(a, left->place);
    const struct pdf_reader_stream *here = pdf_reader_find_stream(b, right->place);
    return there && here && there->place == here->place;
}

bool pdf_reader_id(const struct pdf_reader *pdf, uint8_t id[16], struct error *err)
{
    struct pdf_lexer_value pair, first = {0};
    struct buf bytes = {0};
    if (!pdf_reader_find(pdf, &pdf->table.trailer, "ID", &pair, err))
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

void pdf_reader_close(struct pdf_reader *pdf)
{
    for (size_t i = 0; i < pdf->stream_count; i++)
        free(pdf->streams[i].packed);
    pdf_table_free(&pdf->table);
    buf_free(&pdf->text);
    free(pdf->streams);
    free(pdf->stream_of);
    *pdf = (struct pdf_reader){0};
}

/* Finds where the table begins. */
static bool begin(struct pdf_reader *pdf, const void *bytes, size_t size, size_t *table,
                  struct error *err)
{
    size_t start = 0;
    *pdf = (struct pdf_reader){.bytes = bytes, .size = size};
    if (size < 8 || memcmp(bytes, "%PDF-", 5) != 0)
        return error_set(err, "not-a-pdf", "This is not a PDF file.");
    if (!read_end(pdf, &start, table, err))
        return false;
    return *table < start ||
           error_set(err, "pdf-damaged", "Byte %zu: startxref points to a place after itself.",
                     start);
}

bool pdf_reader_open_trailer(struct pdf_reader *pdf, const void *bytes, size_t size,
                             struct error *err)
{
    size_t table = 0;
    return begin(pdf, bytes, size, &table, err) &&
           pdf_table_read_trailer(bytes, table, size, &pdf->table.trailer, err);
}

bool pdf_reader_open(struct pdf_reader *pdf, const void *bytes, size_t size, struct error *err)
{
    size_t table = 0;
    if (begin(pdf, bytes, size, &table, err) &&
        pdf_table_read(&pdf->table, bytes, table, size, err) && unpack_all(pdf, err))
        return true;
    pdf_reader_close(pdf);
    return false;
}
