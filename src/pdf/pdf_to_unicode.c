#include "pdf/pdf_to_unicode.h"

#include "base/mem.h"
#include "pdf/pdf_token.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A block may hold no more entries, and a range not leave the first byte of either side (Adobe
 * Technical Note 5014). */
enum { BLOCK = 100, LOW_BYTE = 0xFF };

/* Glyphs next to each other whose texts are single letters next to each other, or one glyph. */
struct glyph_range {
    size_t first, last;
    unsigned unit;    /* of the last one's text in UTF-16, 0: that is more than a unit */
    const char *text; /* of the first */
};

static unsigned unit_of(const char *text)
{
    struct buf units = {0};
    pdf_token_utf16(&units, text, strlen(text));
    const unsigned char *bytes = (const unsigned char *)units.data;
    unsigned unit = units.size == 2 ? (unsigned)(bytes[0] << 8 | bytes[1]) : 0;
    buf_free(&units);
    return unit;
}

static bool goes_on(const struct glyph_range *range, size_t glyph, unsigned unit)
{
    return range->last + 1 == glyph && range->unit && range->unit + 1 == unit &&
           (glyph & LOW_BYTE) && (unit & LOW_BYTE);
}

static struct glyph_range *find_ranges(const char *const *texts, size_t count,
                                       size_t *range_count)
{
    struct glyph_range *ranges = NULL;
    size_t room = 0;
    *range_count = 0;
    for (size_t glyph = 1; glyph < count; glyph++) {
        if (!texts[glyph] || !*texts[glyph])
            continue;
        unsigned unit = unit_of(texts[glyph]);
        struct glyph_range *last = *range_count ? &ranges[*range_count - 1] : NULL;
        if (last && goes_on(last, glyph, unit)) {
            last->last = glyph;
            last->unit = unit;
            continue;
        }
        ranges = mem_grow(ranges, *range_count, &room, sizeof *ranges);
        ranges[(*range_count)++] = (struct glyph_range){glyph, glyph, unit, texts[glyph]};
    }
    return ranges;
}

static void put_glyph(struct buf *out, size_t glyph)
{
    buf_putc(out, '<');
    pdf_token_hex(out, (unsigned)glyph);
    buf_putc(out, '>');
}

static void put_entry(const struct glyph_range *range, struct buf *out)
{
    put_glyph(out, range->first);
    if (range->last > range->first)
        put_glyph(out, range->last);
    buf_putc(out, '<');
    pdf_token_utf16_hex(out, range->text, strlen(range->text));
    buf_puts(out, ">\n");
}

/* Appends the ranges of one glyph, or those of several, in blocks. */
static void put_blocks(const struct glyph_range *ranges, size_t count, bool several,
                       const char *kind, struct buf *out)
{
    struct buf block = {0};
    size_t entries = 0;
    for (size_t i = 0; i <= count; i++) {
        if (entries == BLOCK || (i == count && entries)) {
            buf_printf(out, "%zu begin%s\n%send%s\n", entries, kind, buf_text(&block), kind);
            buf_clear(&block);
            entries = 0;
        }
        if (i == count || (ranges[i].last > ranges[i].first) != several)
            continue;
        put_entry(&ranges[i], &block);
        entries++;
    }
    buf_free(&block);
}

void pdf_to_unicode_put(const char *const *texts, size_t count, struct buf *out)
{
    size_t range_count;
    struct glyph_range *ranges = find_ranges(texts, count, &range_count);
    buf_puts(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                  "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    put_blocks(ranges, range_count, false, "bfchar", out);
    put_blocks(ranges, range_count, true, "bfrange", out);
    buf_puts(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    free(ranges);
}
