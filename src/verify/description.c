#include "verify/description.h"

#include "parse/xmp_title.h"

enum { DESCRIPTION_LIMIT = 1 << 20 }; /* bytes */

static bool get(const struct pdf_reader *pdf, const struct pdf_lexer_value *dictionary,
                const char *key, struct pdf_lexer_value *value)
{
    struct error ignored;
    return pdf_reader_get(pdf, dictionary, key, value, &ignored);
}

/* Says whether viewers are told to show the title, or may be. */
static bool shows_title(const struct pdf_reader *pdf)
{
    struct pdf_lexer_value catalog, preferences, shown;
    if (!get(pdf, &pdf->table.trailer, "Root", &catalog) ||
        !get(pdf, &catalog, "ViewerPreferences", &preferences))
        return true;
    return !pdf_lexer_is_absent(&preferences) &&
           (preferences.kind != PDF_LEXER_DICTIONARY ||
            !get(pdf, &preferences, "DisplayDocTitle", &shown) ||
            !(pdf_lexer_is_absent(&shown) ||
              (shown.kind == PDF_LEXER_BOOLEAN && pdf->bytes[shown.at] == 'f')));
}

static bool find_stream(const struct pdf_reader *pdf, uint64_t number,
                        struct pdf_lexer_value *stream)
{
    struct error ignored;
    struct pdf_lexer_value type, subtype;
    return pdf_reader_object(pdf, number, stream, &ignored) &&
           pdf_reader_is_stream(pdf, stream) && get(pdf, stream, "Type", &type) &&
           pdf_lexer_is_name(pdf->bytes, &type, "Metadata") &&
           get(pdf, stream, "Subtype", &subtype) &&
           pdf_lexer_is_name(pdf->bytes, &subtype, "XML");
}

static bool read_title(const struct pdf_reader *pdf, uint64_t number, struct buf *title)
{
    struct error ignored;
    struct pdf_lexer_value stream;
    struct buf xmp = {0};
    bool read = find_stream(pdf, number, &stream) &&
                pdf_reader_stream(pdf, &stream, DESCRIPTION_LIMIT, &xmp, &ignored) &&
                xmp_title_read(&xmp, title);
    buf_free(&xmp);
    return read;
}

bool description_shows_the_same(const struct pdf_reader *before, uint64_t was,
                                const struct pdf_reader *after, uint64_t is)
{
    struct pdf_lexer_value stream;
    struct buf old = {0}, new = {0};
    if (!find_stream(after, is, &stream))
        return false;
    if (!shows_title(after))
        return true;
    bool same = was && read_title(before, was, &old) && read_title(after, is, &new) &&
                buf_equal(&old, &new);
    buf_free(&old);
    buf_free(&new);
    return same;
}
