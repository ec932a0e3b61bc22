#include "scan/seal_scan.h"

#include "base/arena.h"
#include "base/file.h"
#include "draw/image_load.h"
#include "draw/photograph.h"
#include "scan/code_reader.h"
#include "scan/pdf_pages.h"
#include "scan/seal_texts.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_LIMIT = 1 << 20, FILE_LIMIT = 256 << 20 };

enum { TIMES_LIMIT = 3, SHARP_LIMIT = 25 * 1000 * 1000 /* pixels */ };

/* What is looked for in one thing that was given. */
struct scan {
    const struct program_terms *terms;
    struct buf *texts; /* of the seals that were found */
    bool found;
    bool readable; /* the picture could be loaded */
};

/* ---- pictures --------------------------------------------------------------------------- */

/* Looks for seals in the picture, which is of the format, in `count` parts. */
static bool scan_picture(const char *format, const struct span *parts, size_t count,
                         struct scan *scan, struct error *err)
{
    struct buf said = {0};
    bool read =
        code_reader_read(format, parts, count, scan->terms, &said, &scan->readable, err);
    if (read && seal_texts_add(buf_text(&said), scan->texts))
        scan->found = true;
    buf_free(&said);
    return read;
}

/* Looks for the seal in the gray picture, sharpened and `times` as large. */
static bool scan_larger(const struct image *gray, size_t times, struct scan *scan,
                        struct error *err)
{
    struct image sharp;
    char header[80];
    photograph_sharpen(gray, times, &sharp);
    int size = snprintf(header, sizeof header, "P5 %zu %zu 255\n", sharp.width, sharp.height);
    const struct span pgm[] = {{header, (size_t)size}, {sharp.data.data, sharp.data.size}};
    bool scanned = scan_picture("pgm", pgm, 2, scan, err);
    image_free(&sharp);
    return scanned;
}

/* zbar wants edges, and several pixels for each module. A picture that cannot be loaded has
 * none. */
static bool scan_sharpened(const char *path, struct scan *scan, struct error *err)
{
    struct image gray = {0};
    struct error ignored;
    if (!photograph_load(path, &gray, &ignored))
        return true;
    size_t size = gray.width * gray.height;
    bool scanned = true;
    for (size_t times = 1;
         scanned && !scan->found && times <= TIMES_LIMIT && size * times * times <= SHARP_LIMIT;
         times++)
        scanned = scan_larger(&gray, times, scan, err);
    image_free(&gray);
    return scanned;
}

/* ---- PDFs ------------------------------------------------------------------------------- */

static bool scan_page(const struct pdf_pages *pages, size_t page, struct scan *scan,
                      struct error *err)
{
    struct buf pgm = {0};
    bool scanned = pdf_pages_draw(pages, page, scan->terms, &pgm, err) &&
                   scan_picture("pgm", &(struct span){buf_text(&pgm), pgm.size}, 1, scan, err);
    buf_free(&pgm);
    return scanned;
}

/* Looks at the pages one after another. */
static bool scan_pdf(const char *path, struct scan *scan, struct error *err)
{
    struct arena arena = {0};
    struct pdf_pages pages;
    bool scanned = pdf_pages_open(&pages, path, scan->terms, &arena, err);
    for (size_t page = 1; scanned && page <= pages.count && page <= PDF_PAGES_LIMIT; page++)
        scanned = scan_page(&pages, page, scan, err);
    arena_free(&arena);
    if (scanned && pages.count > PDF_PAGES_LIMIT)
        return error_set(err, "seal-pages-many",
                         "The PDF has %zu pages, of which the first %d were looked at.",
                         pages.count, PDF_PAGES_LIMIT);
    return scanned;
}

/* ---- what is given ---------------------------------------------------------------------- */

/* A kind of picture, and by what it is known. All are left to zbarimg, which reads them as far
 * as its libraries do; no other kind is: ImageMagick, on which it stands, would also take
 * programs for pictures. */
struct picture_kind {
    const char *name;
    const char *format; /* as ImageMagick calls it */
    size_t at;          /* where the mark stands in the file */
    const char *mark;
    size_t size;
    bool sharpened; /* it can be loaded here as well */
};

static const struct picture_kind *find_kind(const struct buf *bytes)
{
    static const struct picture_kind kinds[] = {
        {"PNG", "png", 0, "\x89PNG", 4, true},
        {"JPEG", "jpeg", 0, "\xff\xd8\xff", 3, true},
        {"TIFF", "tiff", 0, "II*\0", 4, false},
        {"TIFF", "tiff", 0, "MM\0*", 4, false},
        {"WebP", "webp", 8, "WEBP", 4, false},
        {"HEIC", "heic", 4, "ftyphei", 7, false},
        {"HEIC", "heic", 4, "ftypmif1", 8, false},
        {"AVIF", "avif", 4, "ftypavif", 8, false},
        {"JPEG 2000", "jp2", 0, "\0\0\0\x0CjP  ", 8, false},
        {"JPEG 2000", "j2k", 0, "\xff\x4f\xff\x51", 4, false},
        {"GIF", "gif", 0, "GIF8", 4, false},
        {"BMP", "bmp", 0, "BM", 2, false},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (bytes->size >= kinds[i].at + kinds[i].size &&
            memcmp(bytes->data + kinds[i].at, kinds[i].mark, kinds[i].size) == 0)
            return &kinds[i];
    return NULL;
}

static bool scan_kind(const char *path, const struct buf *bytes,
                      const struct picture_kind *kind, struct scan *scan, struct error *err)
{
    const struct span part = {buf_text(bytes), bytes->size};
    if (!scan_picture(kind->format, &part, 1, scan, err) ||
        (!scan->found && kind->sharpened && !scan_sharpened(path, scan, err)))
        return false;
    if (scan->found || scan->readable)
        return true;
    error_set(
        err, "seal-picture-unread",
        "The picture, of the kind %s, is damaged, or of a kind that zbarimg does not read "
        "on this computer.",
        kind->name);
    return error_advise(err, "Save it as JPEG or PNG, and give that.");
}

/* Text has no zeros. */
static bool scan_text(const struct buf *bytes, struct scan *scan, struct error *err)
{
    if (bytes->size <= TEXT_LIMIT && seal_texts_add(buf_text(bytes), scan->texts))
        scan->found = true;
    if (scan->found || !memchr(buf_text(bytes), '\0', bytes->size))
        return true;
    error_set(err, "seal-kind-unknown",
              "The file is neither a picture of a kind that is read, nor a PDF, nor text.");
    return error_advise(err, "Save it as JPEG, PNG, TIFF, WebP, HEIC or PDF, and give that.");
}

static bool scan_file(const char *path, struct scan *scan, struct error *err)
{
    static const char pdf[] = "%PDF-";
    struct buf bytes = {0};
    bool scanned = file_read(path, FILE_LIMIT, &bytes, err);
    const struct picture_kind *kind = scanned ? find_kind(&bytes) : NULL;
    if (scanned && bytes.size >= strlen(pdf) && memcmp(bytes.data, pdf, strlen(pdf)) == 0)
        scanned = scan_pdf(path, scan, err);
    else if (kind)
        scanned = scan_kind(path, &bytes, kind, scan, err);
    else if (scanned)
        scanned = scan_text(&bytes, scan, err);
    buf_free(&bytes);
    return scanned;
}

bool seal_scan(const char *given, const struct program_terms *terms, struct buf *texts,
               struct error *err)
{
    struct scan scan = {.terms = terms, .texts = texts};
    if (seal_texts_add(given, texts))
        return true;
    if (!scan_file(given, &scan, err))
        return error_at(err, (struct place){.file = given});
    if (scan.found)
        return true;
    error_set(err, "seal-not-found", "There is no seal to be found here.");
    error_advise(err, "Give a sharp picture, straight from above and in good light, with the "
                      "whole code and the white around it; JPEG and PNG are tried sharpened, "
                      "too.");
    return error_at(err, (struct place){.file = given});
}
