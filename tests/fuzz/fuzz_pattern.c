/* Fuzzes the reading of patterns, the texts of templates with placeholders: `make fuzz`. What
 * is not UTF-8 never comes so far. */
#include "base/utf8.h"
#include "template/pattern.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

static void read_pattern(const char *source, bool rich)
{
    struct arena arena = {0};
    struct pattern pattern;
    struct error err;
    bool fixed = true;
    if (pattern_read(&arena, source, rich, &pattern, &err)) {
        for (size_t i = 0; i < pattern.count; i++) {
            const struct piece *piece = &pattern.pieces[i];
            assert(!piece->text != !piece->column);
            assert(rich || !piece->style);
            assert(piece->style < STYLE_COUNT);
            fixed = fixed && !piece->column;
        }
        assert(fixed == pattern_fixed(&pattern));
    } else {
        assert(err.what.code);
    }
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = {0};
    size_t bad;
    const char *source = arena_copy(&arena, (const char *)bytes, size);
    if (utf8_valid(source, size, &bad)) {
        read_pattern(source, true);
        read_pattern(source, false);
    }
    arena_free(&arena);
    return 0;
}
