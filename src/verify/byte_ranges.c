#include "verify/byte_ranges.h"

#include "base/error.h"
#include "parse/pdf_reader.h"

#include <string.h>

enum { RANGES_LIMIT = 32, NUMBERS = 4 };

static const char key[] = "/ByteRange";

/* Reads the array that begins there. */
static bool read(const char *bytes, size_t size, size_t at, struct byte_range *range)
{
    struct error ignored;
    struct pdf_lexer_value array, number = {0};
    uint64_t numbers[NUMBERS];
    struct pdf_lexer scan = pdf_lexer_of(bytes, at, size, &ignored);
    if (!pdf_lexer_value(&scan, &array) || array.kind != PDF_LEXER_ARRAY)
        return false;
    for (size_t i = 0; i < NUMBERS; i++)
        if (!pdf_lexer_next(bytes, &array, &number, &ignored) ||
            !pdf_lexer_number(bytes, &number, &numbers[i]))
            return false;
    *range = (struct byte_range){numbers[1], numbers[2], numbers[2] + numbers[3]};
    return numbers[0] == 0 && range->hole <= range->on && range->on <= range->end &&
           pdf_lexer_next(bytes, &array, &number, &ignored) && number.kind == PDF_LEXER_MISSING;
}

/* Returns where the key is next, or NULL. Most of a file is packed, with few of the key's first
 * sign. */
static const char *find_key(const char *at, const char *end)
{
    const size_t rest = strlen(key) - 1;
    while (at < end && (at = memchr(at, *key, (size_t)(end - at)))) {
        if ((size_t)(end - at) > rest && memcmp(at, key, rest + 1) == 0)
            return at;
        at++;
    }
    return NULL;
}

bool byte_ranges_next(const char *bytes, size_t size, size_t *at, struct byte_range *range)
{
    const char *found;
    while (*at < size && (found = find_key(bytes + *at, bytes + size))) {
        *at = (size_t)(found - bytes) + strlen(key);
        if (read(bytes, size, *at, range))
            return true;
    }
    return false;
}

bool byte_ranges_clash(const struct buf *file)
{
    struct byte_range ranges[RANGES_LIMIT], range;
    size_t count = 0, at = 0;
    while (count < RANGES_LIMIT && byte_ranges_next(buf_text(file), file->size, &at, &range)) {
        for (size_t i = 0; i < count; i++) {
            bool earlier = ranges[i].end <= range.end;
            const struct byte_range *first = earlier ? &ranges[i] : &range;
            const struct byte_range *last = earlier ? &range : &ranges[i];
            if (last->hole < first->end)
                return true;
        }
        ranges[count++] = range;
    }
    return false;
}
