/* From text to glyphs, to their outlines, and from a font to the few glyphs a batch needs of
 * it: the only user of HarfBuzz. Kerning of modern fonts stands in GPOS, which is why shaping
 * is needed even for alphabets without joining letters. */
#ifndef KUALIK_SHAPE_H
#define KUALIK_SHAPE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "font/font.h"
#include "page/page.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A font ready for shaping; immutable, so threads share it. */
struct shaper;

/* Keeps a reference to `font`, which must outlive it. Release with shaper_free. */
struct shaper *shaper_new(const struct font *font);
void shaper_free(struct shaper *shaper);

/* A shaped glyph, in font units. */
struct shaped {
    uint32_t id;      /* 0: the font lacks the letter */
    uint32_t cluster; /* offset in the text of the first byte it stands for */
    int32_t advance;
    int32_t dx, dy; /* y upwards */
    bool blank;     /* it draws nothing */
    /* The quotation mark that it is, where the font lacks the apostrophe in the text: ʻ
     * (U+02BB) of Uzbek looks like ‘ (U+2018), and ʼ (U+02BC) like ’ (U+2019). Else 0. */
    uint32_t instead;
};

/* Room that shaping uses again and again; one a thread. It remembers the texts it was used for
 * lately, since the rows of a list have much in common: shapers must outlive its use. */
struct shape_room;
struct shape_room *shape_room_new(void);
void shape_room_free(struct shape_room *room);

/* Shapes `size` bytes of UTF-8 on one line in language `lang` (BCP 47; selects local forms).
 * `tracked` text gets no ligatures. Returns the glyphs, `*count` of them, in visual order,
 * lent until the next call with this room. */
const struct shaped *shape_text(const struct shaper *shaper, struct shape_room *room,
                                const char *text, size_t size, const char *lang, bool tracked,
                                size_t *count);

/* Returns the outline of glyph `id` in font units, y upwards, to be filled by the nonzero rule:
 * the arena's, `*count` steps of it, none for a blank or a glyph that the font has not. */
const struct path_step *shape_outline(const struct shaper *shaper, uint32_t id,
                                      struct arena *arena, size_t *count);

/* A font program that holds only some glyphs, under new numbers. */
struct subset {
    struct buf program; /* a whole SFNT file for TrueType outlines, OpenType for CFF */
    bool cff;
    size_t count;       /* glyphs in it, .notdef included */
    uint16_t *new_ids;  /* by old id, 0 for glyphs left out */
    size_t old_count;   /* glyphs of the whole font */
    uint16_t *advances; /* by new id, thousandths of an em, rounded */
};

/* Makes the subset with the `count` glyphs of `ids` (old ids, any order). The same ids give
 * the same bytes. Hints and layout tables are left out. Release with subset_free. */
bool subset_make(const struct shaper *shaper, const uint32_t *ids, size_t count,
                 struct subset *subset, struct error *err);
void subset_free(struct subset *subset);

#endif
