/* A face: its file's bytes and its measures, read by FreeType. Lengths are font units,
 * `units` of them to the em, y upwards. Immutable once loaded, so threads share it. */
#ifndef KUALIK_FONT_H
#define KUALIK_FONT_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

struct font {
    struct buf data; /* the file */
    char *path;      /* … and where it is */
    unsigned index;  /* of the face in it */
    char *name;      /* PostScript name, without characters that PDF names lack */
    char *family;
    bool cff; /* PostScript outlines (OpenType/CFF), else TrueType */
    unsigned units;
    int ascender, descender; /* of a line: above and, negative, below the baseline */
    int cap_height, x_height;
    int box[4]; /* of all glyphs: left, bottom, right, top */
    double italic_angle;
    int weight; /* OS/2 usWeightClass */
    bool fixed_pitch, serif, italic;
};

/* Loads face `index` of the file at `path`. Fails on a file that is no scalable font, has no
 * Unicode character map, is a variable or a bitmap font, or whose licence bits (OS/2 fsType)
 * forbid embedding or subsetting; also on CID-keyed PostScript outlines, whose glyphs PDF
 * knows by other numbers. Release with font_free. */
struct font *font_load(const char *path, unsigned index, struct error *err);

/* NULL is allowed. */
void font_free(struct font *font);

#endif
