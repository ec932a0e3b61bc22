#include "pdf/pdf_font.h"

#include "base/mem.h"
#include "pdf/pdf_to_unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The objects, counted from the font's number. */
enum { FONT, DESCENDANT, DESCRIPTOR, PROGRAM, TO_UNICODE };

/* FontDescriptor flags (ISO 32000-1, 9.8.2). */
enum { FLAG_FIXED_PITCH = 1, FLAG_SERIF = 2, FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64 };

enum { NAME_SIZE = 120 }; /* PDF names have at most 127 bytes */

/* Makes the subset with the glyphs that `usage` has for `face`. */
static bool make(struct pdf_font *font, const struct shaper *shaper,
                 const struct glyph_use *usage, size_t face, struct error *err)
{
    *font = (struct pdf_font){0};
    size_t end = glyph_use_end(usage, face), count = 0;
    uint32_t *ids = mem_new(end, sizeof *ids);
    for (size_t id = 0; id < end; id++)
        if (glyph_use_text(usage, face, (uint32_t)id))
            ids[count++] = (uint32_t)id;

    bool made = subset_make(shaper, ids, count, &font->subset, err);
    if (made) {
        font->texts = mem_new(font->subset.count, sizeof *font->texts);
        for (size_t i = 0; i < count; i++) {
            uint16_t glyph = pdf_font_glyph(font, ids[i]);
            if (glyph && glyph < font->subset.count)
                font->texts[glyph] =
                    arena_text(&font->arena, glyph_use_text(usage, face, ids[i]));
        }
    }
    free(ids);
    return made;
}

static void release(struct pdf_font *font)
{
    subset_free(&font->subset);
    free(font->texts);
    arena_free(&font->arena);
    *font = (struct pdf_font){0};
}

uint16_t pdf_font_glyph(const struct pdf_font *font, uint32_t id)
{
    return id < font->subset.old_count ? font->subset.new_ids[id] : 0;
}

/* The font's name behind a tag of six letters, which depends on what the subset holds. */
static void subset_name(const struct pdf_font *font, const struct font *face,
                        char name[NAME_SIZE])
{
    uint64_t sum = 14695981039346656037u;
    for (size_t i = 0; i < font->subset.program.size; i++)
        sum = (sum ^ (unsigned char)font->subset.program.data[i]) * 1099511628211u;
    size_t used = 0;
    for (; used < 6; used++, sum /= 26)
        name[used] = (char)('A' + sum % 26);
    name[used++] = '+';
    for (const char *from = face->name; *from && used < NAME_SIZE - 1; from++)
        if (*from > ' ' && *from < 0x7F && !strchr("()<>[]{}/%#", *from))
            name[used++] = *from;
    name[used] = '\0';
}

static double thousandths(const struct font *face, int units)
{
    double value = units * 1000.0 / face->units;
    return (double)(int)(value < 0 ? value - 0.5 : value + 0.5);
}

static void add_descriptor(const struct pdf_font *font, const struct font *face,
                           struct pdf_object *set, size_t number, const char *name)
{
    struct pdf_dict *dict = pdf_object_dict(set, number + DESCRIPTOR);
    double box[4];
    for (size_t i = 0; i < 4; i++)
        box[i] = thousandths(face, face->box[i]);
    /* A stem's width is nowhere in the font; its weight is the best hint. */
    double weight = face->weight / 65.0;
    pdf_dict_name(dict, "Type", "FontDescriptor");
    pdf_dict_name(dict, "FontName", name);
    pdf_dict_integer(dict, "Flags",
                     FLAG_SYMBOLIC | (face->fixed_pitch ? FLAG_FIXED_PITCH : 0) |
                         (face->serif ? FLAG_SERIF : 0) | (face->italic ? FLAG_ITALIC : 0));
    pdf_dict_box(dict, "FontBBox", box);
    pdf_dict_integer(dict, "ItalicAngle", (int32_t)face->italic_angle);
    pdf_dict_integer(dict, "Ascent", (int32_t)thousandths(face, face->ascender));
    pdf_dict_integer(dict, "Descent", (int32_t)thousandths(face, face->descender));
    pdf_dict_integer(dict, "CapHeight", (int32_t)thousandths(face, face->cap_height));
    pdf_dict_integer(dict, "StemV", (int32_t)(50 + weight * weight));
    pdf_dict_ref(dict, font->subset.cff ? "FontFile3" : "FontFile2", number + PROGRAM);
}

static void add_descendant(const struct pdf_font *font, struct pdf_object *set, size_t number,
                           const char *name)
{
    struct pdf_dict *dict = pdf_object_dict(set, number + DESCENDANT);
    pdf_dict_name(dict, "Type", "Font");
    pdf_dict_name(dict, "Subtype", font->subset.cff ? "CIDFontType0" : "CIDFontType2");
    pdf_dict_name(dict, "BaseFont", name);
    struct pdf_dict *info = pdf_dict_dict(dict, "CIDSystemInfo");
    pdf_dict_text(info, "Registry", "Adobe");
    pdf_dict_text(info, "Ordering", "Identity");
    pdf_dict_integer(info, "Supplement", 0);
    pdf_dict_ref(dict, "FontDescriptor", number + DESCRIPTOR);
    pdf_dict_integer(dict, "DW", 0);
    struct pdf_array *widths = pdf_dict_array(dict, "W");
    pdf_array_integer(widths, 0);
    struct pdf_array *each = pdf_array_array(widths);
    for (size_t glyph = 0; glyph < font->subset.count; glyph++)
        pdf_array_integer(each, font->subset.advances[glyph]);
    if (!font->subset.cff)
        pdf_dict_name(dict, "CIDToGIDMap", "Identity");
}

/* Adds the font's objects to `set`, numbered from `number`, which is the dictionary's. */
static void add_font(const struct pdf_font *font, const struct font *face, struct flate *flate,
                     struct pdf_object *set, size_t number)
{
    char name[NAME_SIZE];
    subset_name(font, face, name);

    struct pdf_dict *dict = pdf_object_dict(set, number + FONT);
    pdf_dict_name(dict, "Type", "Font");
    pdf_dict_name(dict, "Subtype", "Type0");
    pdf_dict_name(dict, "BaseFont", name);
    pdf_dict_name(dict, "Encoding", "Identity-H");
    pdf_array_ref(pdf_dict_array(dict, "DescendantFonts"), number + DESCENDANT);
    pdf_dict_ref(dict, "ToUnicode", number + TO_UNICODE);
    add_descendant(font, set, number, name);
    add_descriptor(font, face, set, number, name);

    dict = pdf_object_dict(set, number + PROGRAM);
    if (font->subset.cff)
        pdf_dict_name(dict, "Subtype", "OpenType");
    else
        pdf_dict_integer(dict, "Length1", (int32_t)font->subset.program.size);
    pdf_object_deflate(set, flate, &font->subset.program);

    struct buf to_unicode = {0};
    pdf_to_unicode_put(font->texts, font->subset.count, &to_unicode);
    pdf_object_dict(set, number + TO_UNICODE);
    pdf_object_deflate(set, flate, &to_unicode);
    buf_free(&to_unicode);
}

bool pdf_font_set_make(struct pdf_font_set *fonts, const struct document *document,
                       const struct glyph_use *usage, struct error *err)
{
    fonts->count = document->face_count;
    fonts->fonts = mem_new(fonts->count, sizeof *fonts->fonts);
    fonts->numbers = mem_new(fonts->count, sizeof *fonts->numbers);
    for (size_t f = 0; f < fonts->count; f++)
        if (glyph_use_end(usage, f) &&
            !make(&fonts->fonts[f], document->faces[f].shaper, usage, f, err))
            return false;
    return true;
}

void pdf_font_set_number(struct pdf_font_set *fonts, size_t *last)
{
    for (size_t f = 0; f < fonts->count; f++)
        if (fonts->fonts[f].subset.count)
            fonts->numbers[f] = pdf_object_take(last, PDF_FONT_OBJECTS);
}

void pdf_font_set_free(struct pdf_font_set *fonts)
{
    for (size_t f = 0; f < fonts->count; f++)
        release(&fonts->fonts[f]);
    free(fonts->fonts);
    free(fonts->numbers);
    *fonts = (struct pdf_font_set){0};
}

void pdf_font_set_add(const struct pdf_font_set *fonts, const struct document *document,
                      struct flate *flate, struct pdf_object *set)
{
    for (size_t f = 0; f < fonts->count; f++)
        if (fonts->numbers[f])
            add_font(&fonts->fonts[f], document->faces[f].font, flate, set, fonts->numbers[f]);
}

void pdf_font_set_name(const struct pdf_font_set *fonts, struct pdf_dict *names)
{
    for (size_t f = 0; f < fonts->count; f++) {
        char name[24];
        snprintf(name, sizeof name, "F%zu", f);
        if (fonts->numbers[f])
            pdf_dict_ref(names, name, fonts->numbers[f]);
    }
}
