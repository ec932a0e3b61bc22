#include "font/font.h"

#include "base/file.h"
#include "base/mem.h"
#include "font/sfnt.h"

#include <ft2build.h>
#include <stdlib.h>
#include <string.h>

#include FT_CID_H
#include FT_FONT_FORMATS_H
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H

enum {
    FILE_LIMIT = 64 << 20,
    NAME_LIMIT = 63, /* bytes of a PostScript name (Adobe Technical Note 5902) */
    UNITS_MIN = 16,  /* of an em, as the table `head` allows */
    UNITS_MAX = 16384,
};

/* ---- judging the file ------------------------------------------------------------------- */

/* FreeType also opens kinds of file that PDF cannot hold as they are, such as WOFF. */
static bool is_sfnt(const struct buf *data)
{
    static const char *const starts[] = {"\0\1\0\0", "true", "OTTO", "ttcf"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (data->size >= 4 && !memcmp(data->data, starts[i], 4))
            return true;
    return false;
}

static bool check_licence(FT_Face face, struct error *err)
{
    FT_UShort bits = FT_Get_FSType_Flags(face);
    bool restricted = bits & FT_FSTYPE_RESTRICTED_LICENSE_EMBEDDING;
    /* Of several bits the one that allows most counts (OpenType, OS/2 before version 3). */
    if (bits & (FT_FSTYPE_PREVIEW_AND_PRINT_EMBEDDING | FT_FSTYPE_EDITABLE_EMBEDDING))
        restricted = false;
    if (restricted)
        return error_set(err, "font-licence",
                         "its licence forbids embedding (fsType 0x0002); use another font.");
    if (bits & FT_FSTYPE_NO_SUBSETTING)
        return error_set(
            err, "font-licence",
            "its licence forbids embedding a part of it (fsType 0x0100); use another font.");
    if (bits & FT_FSTYPE_BITMAP_EMBEDDING_ONLY)
        return error_set(err, "font-licence",
                         "its licence allows bitmaps only (fsType 0x0200); use another font.");
    return true;
}

/* Whether the face can be used. */
static bool check_face(FT_Face face, struct error *err)
{
    FT_Bool by_cid = 0;
    if (!FT_IS_SCALABLE(face) || !FT_IS_SFNT(face))
        return error_set(err, "font-unusable", "this is a bitmap font; use one with outlines.");
    if (FT_HAS_MULTIPLE_MASTERS(face))
        return error_set(err, "font-unusable",
                         "this is a variable font; use the file of a single style.");
    /* FreeType would make up a missing map from the glyphs' names: that one has no format. */
    if (FT_Select_Charmap(face, FT_ENCODING_UNICODE) || FT_Get_CMap_Format(face->charmap) < 0)
        return error_set(err, "font-unusable",
                         "the font has no Unicode character map; use another one.");
    if (!FT_Get_CID_Is_Internally_CID_Keyed(face, &by_cid) && by_cid)
        return error_set(err, "font-unusable",
                         "this is a CID-keyed font; use one with TrueType outlines.");
    if (face->units_per_EM < UNITS_MIN || face->units_per_EM > UNITS_MAX)
        return error_set(err, "font-unusable",
                         "the font is damaged: its em has no sensible size.");
    return check_licence(face, err);
}

/* ---- gathering -------------------------------------------------------------------------- */

static char *postscript_name(const char *name)
{
    char *clean = mem_new(NAME_LIMIT + 1, 1);
    size_t size = 0;
    for (; *name && size < NAME_LIMIT; name++)
        if (*name > ' ' && *name < 0x7F && !strchr("()<>[]{}/%#", *name))
            clean[size++] = *name;
    if (!size)
        memcpy(clean, "Font", sizeof "Font");
    return clean;
}

/* Returns the height of a flat letter, for fonts that do not state it. */
static int height_of(FT_Face face, FT_ULong letter)
{
    if (FT_Load_Char(face, letter, FT_LOAD_NO_SCALE))
        return 0;
    return (int)face->glyph->metrics.horiBearingY;
}

static bool is_serif(const TT_OS2 *os2)
{
    enum { LATIN_TEXT = 2, COVE = 2, ROUNDED = 15, NORMAL_SANS = 11 };
    const FT_Byte *panose = os2->panose;
    if (panose[0] == LATIN_TEXT && panose[1] >= COVE && panose[1] <= ROUNDED)
        return panose[1] < NORMAL_SANS;
    int family_class = os2->sFamilyClass >> 8;
    return family_class >= 1 && family_class <= 7;
}

static void take_style(struct font *font, FT_Face face)
{
    const TT_OS2 *os2 = FT_Get_Sfnt_Table(face, FT_SFNT_OS2);
    const TT_Postscript *post = FT_Get_Sfnt_Table(face, FT_SFNT_POST);
    if (os2) {
        font->weight = os2->usWeightClass;
        font->serif = is_serif(os2);
    }
    if (os2 && os2->version >= 2 && os2->version != 0xFFFF) {
        font->cap_height = os2->sCapHeight;
        font->x_height = os2->sxHeight;
    }
    if (post)
        font->italic_angle = (double)post->italicAngle / 65536;
    if (!font->weight)
        font->weight = face->style_flags & FT_STYLE_FLAG_BOLD ? 700 : 400;
    if (font->cap_height <= 0)
        font->cap_height = height_of(face, 'H');
    if (font->x_height <= 0)
        font->x_height = height_of(face, 'x');
    font->fixed_pitch = FT_IS_FIXED_WIDTH(face);
    font->italic = face->style_flags & FT_STYLE_FLAG_ITALIC || font->italic_angle < 0;
}

static void take_measures(struct font *font, FT_Face face)
{
    font->units = face->units_per_EM;
    font->ascender = face->ascender;
    font->descender = face->descender;
    font->box[0] = (int)face->bbox.xMin;
    font->box[1] = (int)face->bbox.yMin;
    font->box[2] = (int)face->bbox.xMax;
    font->box[3] = (int)face->bbox.yMax;
}

static bool take_face(struct font *font, FT_Library library, const char *path,
                      struct error *err)
{
    FT_Face face;
    const FT_Byte *bytes = (const FT_Byte *)font->data.data;
    if (!is_sfnt(&font->data) || FT_New_Memory_Face(library, bytes, (FT_Long)font->data.size,
                                                    (FT_Long)font->index, &face)) {
        error_set(err, "font-damaged",
                  "this is not a TrueType or OpenType font, or it is damaged.");
        error_advise(err, "Install the font again, or use another one.");
        return error_at(err, (struct place){.file = path});
    }

    bool usable = check_face(face, err) && sfnt_check(&font->data, font->index, err);
    if (usable) {
        const char *format = FT_Get_Font_Format(face);
        font->cff = format && !strcmp(format, "CFF");
        const char *family = face->family_name ? face->family_name : "Font";
        const char *name = FT_Get_Postscript_Name(face);
        font->name = postscript_name(name ? name : family);
        font->family = mem_copy(family);
        take_measures(font, face);
        take_style(font, face);
    }
    FT_Done_Face(face);
    return usable || error_at(err, (struct place){.file = path});
}

struct font *font_load(const char *path, unsigned index, struct error *err)
{
    struct font *font = mem_new(1, sizeof *font);
    font->index = index;
    font->path = mem_copy(path);
    FT_Library library;
    if (FT_Init_FreeType(&library))
        mem_exhausted();
    bool loaded =
        file_read(path, FILE_LIMIT, &font->data, err) && take_face(font, library, path, err);
    FT_Done_FreeType(library);
    if (loaded)
        return font;
    font_free(font);
    return NULL;
}

void font_free(struct font *font)
{
    if (!font)
        return;
    buf_free(&font->data);
    free(font->path);
    free(font->name);
    free(font->family);
    free(font);
}
