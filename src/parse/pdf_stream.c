#include "parse/pdf_stream.h"

#include "parse/inflate.h"

#include <stdlib.h>
#include <string.h>

/* PNG's filters (ISO/IEC 15948, 9.2), and how /Predictor names them (ISO 32000-1, 7.4.4.4). */
enum { FILTER_NONE, FILTER_SUB, FILTER_UP, FILTER_AVERAGE, FILTER_PAETH, FILTER_COUNT };
enum { NO_PREDICTOR = 1, FIRST_PNG = 10, LAST_PNG = 15 };

enum { COLUMN_LIMIT = 64 }; /* bytes of a row: tables have less */

static bool damaged(struct pdf_lexer *scan, const struct pdf_lexer_value *dictionary)
{
    return error_set(scan->err, "pdf-damaged",
                     "Byte %zu: a compressed part of the file cannot be read.", dictionary->at);
}

bool pdf_stream_head(struct pdf_lexer *scan, uint64_t number, uint64_t generation)
{
    uint64_t own, own_generation;
    return pdf_lexer_pair(scan, &own, &own_generation) && own == number &&
           own_generation == generation && pdf_lexer_word(scan, "obj");
}

static unsigned char paeth(int left, int above, int corner)
{
    int guess = left + above - corner;
    int by_left = abs(guess - left), by_above = abs(guess - above),
        by_corner = abs(guess - corner);
    if (by_left <= by_above && by_left <= by_corner)
        return (unsigned char)left;
    return (unsigned char)(by_above <= by_corner ? above : corner);
}

/* Undoes the filter of a row in place; a pixel is one byte. */
static void unfilter(int filter, unsigned char *row, const unsigned char *above, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned left = i ? row[i - 1] : 0, corner = i ? above[i - 1] : 0;
        unsigned guess = filter == FILTER_SUB       ? left
                         : filter == FILTER_UP      ? above[i]
                         : filter == FILTER_AVERAGE ? (left + above[i]) / 2
                         : filter == FILTER_PAETH   ? paeth((int)left, above[i], (int)corner)
                                                    : 0;
        row[i] = (unsigned char)(row[i] + guess);
    }
}

/* Takes the filters in front of its rows out of `bytes`. */
static bool unfilter_rows(struct buf *bytes, size_t from, size_t columns)
{
    unsigned char above[COLUMN_LIMIT] = {0};
    size_t size = bytes->size - from;
    unsigned char *rows = (unsigned char *)bytes->data + from, *out = rows;
    if (size % (columns + 1) != 0)
        return false;
    for (size_t at = 0; at < size; at += columns + 1, out += columns) {
        int filter = rows[at];
        if (filter >= FILTER_COUNT)
            return false;
        memmove(out, rows + at + 1, columns);
        unfilter(filter, out, above, columns);
        memcpy(above, out, columns);
    }
    bytes->size = (size_t)((char *)out - bytes->data);
    bytes->data[bytes->size] = '\0';
    return true;
}

/* Reads a number that need not be there. */
static bool read_number(const char *bytes, const struct pdf_lexer_value *dictionary,
                        const char *key, uint64_t otherwise, uint64_t *number,
                        struct error *err)
{
    struct pdf_lexer_value value = {0};
    *number = otherwise;
    return pdf_lexer_find(bytes, dictionary, key, &value, err) &&
           (value.kind == PDF_LEXER_MISSING || pdf_lexer_number(bytes, &value, number));
}

/* Reads how many bytes a row has in front of which there is a filter, 0: there are none. */
static bool read_columns(const char *bytes, const struct pdf_lexer_value *dictionary,
                         size_t *columns, struct error *err)
{
    struct pdf_lexer_value parameters = {0};
    uint64_t predictor, count, colors, bits;
    *columns = 0;
    if (!pdf_lexer_find(bytes, dictionary, "DecodeParms", &parameters, err))
        return false;
    if (parameters.kind == PDF_LEXER_MISSING)
        return true;
    if (!read_number(bytes, &parameters, "Predictor", NO_PREDICTOR, &predictor, err) ||
        !read_number(bytes, &parameters, "Columns", 1, &count, err) ||
        !read_number(bytes, &parameters, "Colors", 1, &colors, err) ||
        !read_number(bytes, &parameters, "BitsPerComponent", 8, &bits, err))
        return false;
    if (predictor == NO_PREDICTOR)
        return true;
    *columns = (size_t)count;
    return predictor >= FIRST_PNG && predictor <= LAST_PNG && count > 0 &&
           count <= COLUMN_LIMIT && colors == 1 && bits == 8;
}

/* Appends what the `size` bytes at `data` hold. */
static bool decode(struct pdf_lexer *scan, const struct pdf_lexer_value *dictionary,
                   const char *data, size_t size, size_t limit, struct buf *out)
{
    struct pdf_lexer_value filter = {0};
    size_t columns, from = out->size;
    if (!pdf_lexer_find(scan->bytes, dictionary, "Filter", &filter, scan->err))
        return false;
    if (filter.kind == PDF_LEXER_MISSING && size <= limit) {
        buf_add(out, data, size);
        return true;
    }
    struct pdf_lexer_value only = {0}, other;
    if (filter.kind == PDF_LEXER_ARRAY) {
        if (!pdf_lexer_next(scan->bytes, &filter, &only, scan->err))
            return false;
        other = only;
        if (!pdf_lexer_next(scan->bytes, &filter, &other, scan->err) ||
            other.kind != PDF_LEXER_MISSING)
            return false;
        filter = only;
    }
    return pdf_lexer_is_name(scan->bytes, &filter, "FlateDecode") &&
           read_columns(scan->bytes, dictionary, &columns, scan->err) &&
           inflate_add(data, size, limit, out) &&
           (columns == 0 || unfilter_rows(out, from, columns));
}

bool pdf_stream_step(struct pdf_lexer *scan, uint64_t size, const char **data)
{
    pdf_lexer_space(scan);
    if (!pdf_lexer_word(scan, "stream"))
        return false;
    if (pdf_lexer_more(scan) && scan->bytes[scan->at] == '\r')
        scan->at++;
    if (!pdf_lexer_more(scan) || scan->bytes[scan->at++] != '\n' || size > scan->end - scan->at)
        return false;
    *data = scan->bytes + scan->at;
    scan->at += (size_t)size;
    pdf_lexer_space(scan);
    bool whole = pdf_lexer_word(scan, "endstream");
    pdf_lexer_space(scan);
    return whole && pdf_lexer_word(scan, "endobj");
}

bool pdf_stream_read_sized(struct pdf_lexer *scan, const struct pdf_lexer_value *dictionary,
                           uint64_t size, size_t limit, struct buf *out)
{
    const char *data;
    return (pdf_stream_step(scan, size, &data) &&
            decode(scan, dictionary, data, (size_t)size, limit, out)) ||
           damaged(scan, dictionary);
}

bool pdf_stream_read(struct pdf_lexer *scan, const struct pdf_lexer_value *dictionary,
                     size_t limit, struct buf *out)
{
    struct pdf_lexer_value length = {0};
    uint64_t size;
    if (!pdf_lexer_find(scan->bytes, dictionary, "Length", &length, scan->err) ||
        !pdf_lexer_number(scan->bytes, &length, &size))
        return damaged(scan, dictionary);
    return pdf_stream_read_sized(scan, dictionary, size, limit, out);
}
