#include "draw/image_load.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h> /* jpeglib.h wants it */
#include <string.h>

#include <jpeglib.h>

#include <jerror.h> /* after it */
#include <png.h>

enum {
    FILE_LIMIT = 32 << 20,
    SIDE_LIMIT = 20000,
    PIXEL_LIMIT = 25000000, /* of up to six bytes while it is read, in every thread */
    CHUNK_LIMIT = 8 << 20,  /* what a PNG chunk may unpack to, pixels apart */
    SCAN_LIMIT = 100,       /* of a progressive JPEG; each costs as much as a whole picture */
    WORDS_SIZE = JMSG_LENGTH_MAX,
};

static bool check_size(size_t width, size_t height, struct error *err)
{
    if (width <= SIDE_LIMIT && height <= SIDE_LIMIT && width * height <= PIXEL_LIMIT)
        return true;
    return error_set(err, "image-too-large",
                     "the picture has too many pixels; make it smaller (20,000 a side and 25 "
                     "million in all).");
}

/* ---- PNG -------------------------------------------------------------------------------- */

struct png_job {
    png_structp png;
    png_infop info;
    const struct buf *file;
    size_t offset;
    size_t channels; /* colours and alpha */
    bool plain;      /* the samples are in the file as they are in the image */
    struct image *image;
    struct error *err;
    bool refused; /* for what `err` says */
    char words[WORDS_SIZE];
};

/* Says that a part of the file is missing; libraries call it damage. */
static void refuse_cut(bool *refused, struct error *err)
{
    *refused = true;
    error_set(
        err, "image-cut",
        "the picture's file ends too early: it was not copied as a whole. Copy it again.");
}

static void png_failed(png_structp png, png_const_charp words)
{
    struct png_job *job = png_get_error_ptr(png);
    snprintf(job->words, sizeof job->words, "%s", words);
    png_longjmp(png, 1);
}

static void png_warned(png_structp png, png_const_charp words)
{
    (void)png;
    (void)words;
}

static void png_supply(png_structp png, png_bytep out, size_t size)
{
    struct png_job *job = png_get_io_ptr(png);
    if (size > job->file->size - job->offset) {
        refuse_cut(&job->refused, job->err);
        png_longjmp(png, 1);
    }
    memcpy(out, job->file->data + job->offset, size);
    job->offset += size;
}

static bool png_head(struct png_job *job)
{
    png_structp png = job->png;
    png_set_read_fn(png, job, png_supply);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX); /* it would speak of damage */
    png_set_chunk_malloc_max(png, CHUNK_LIMIT);
    png_read_info(png, job->info);
    job->image->width = png_get_image_width(png, job->info);
    job->image->height = png_get_image_height(png, job->info);
    job->refused = !check_size(job->image->width, job->image->height, job->err);
    return !job->refused;
}

/* Says whether nothing will be done to the samples but taking them out of IDAT. */
static bool is_plain(png_structp png, png_infop info)
{
    int type = png_get_color_type(png, info);
    return (type == PNG_COLOR_TYPE_GRAY || type == PNG_COLOR_TYPE_RGB) &&
           png_get_bit_depth(png, info) == 8 && !png_get_valid(png, info, PNG_INFO_tRNS) &&
           png_get_interlace_type(png, info) == PNG_INTERLACE_NONE;
}

static void png_samples(struct png_job *job)
{
    png_structp png = job->png;
    job->plain = is_plain(png, job->info);
    png_set_expand(png);
    png_set_scale_16(png);
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, job->info);

    job->channels = png_get_channels(png, job->info);
    size_t stride = png_get_rowbytes(png, job->info);
    if (stride != job->image->width * job->channels)
        png_error(png, "samples of another size");
    struct buf *data = &job->image->data;
    buf_reserve(data, stride * job->image->height);
    data->size = stride * job->image->height;
    for (int pass = 0; pass < passes; pass++)
        for (size_t y = 0; y < job->image->height; y++)
            png_read_row(png, (png_bytep)data->data + y * stride, NULL);
    png_read_end(png, NULL);
}

/* What libpng calls may jump back into; all that lives across the jump is in the job. */
static bool png_decode(struct png_job *job)
{
    if (setjmp(png_jmpbuf(job->png)))
        return false;
    if (!png_head(job))
        return false;
    png_samples(job);
    return true;
}

/* Moves the alpha samples out from among the colours, and forgets them if all is opaque. */
static void split_alpha(struct image *image)
{
    size_t pixels = image->width * image->height, colors = image->components;
    char *to = image->data.data, *alpha = buf_reserve(&image->alpha, pixels);
    const char *from = to;
    unsigned char least = UINT8_MAX;
    for (size_t i = 0; i < pixels; i++) {
        for (size_t j = 0; j < colors; j++)
            *to++ = *from++;
        alpha[i] = *from++;
        if ((unsigned char)alpha[i] < least)
            least = (unsigned char)alpha[i];
    }
    image->data.size = pixels * colors;
    image->data.data[image->data.size] = '\0';
    image->alpha.size = pixels;
    alpha[pixels] = '\0';
    if (least == UINT8_MAX)
        buf_free(&image->alpha);
}

/* Gathers what the IDAT chunks of a PNG hold that was decoded. */
static void take_idat(const struct buf *file, struct buf *out)
{
    enum { SIGNATURE = 8, LENGTH = 4, TYPE = 4, CHECKSUM = 4 };
    size_t at = SIGNATURE, frame = LENGTH + TYPE + CHECKSUM;
    while (file->size - at >= frame) {
        const char *chunk = file->data + at;
        size_t length = png_get_uint_32((png_const_bytep)chunk);
        if (length > file->size - at - frame)
            return;
        if (memcmp(chunk + LENGTH, "IDAT", TYPE) == 0)
            buf_add(out, chunk + LENGTH + TYPE, length);
        at += frame + length;
    }
}

static bool png_load(const struct buf *file, struct image *image, struct error *err)
{
    struct png_job job = {.file = file, .image = image, .err = err};
    job.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &job, png_failed, png_warned);
    job.info = job.png ? png_create_info_struct(job.png) : NULL;
    bool done = job.info && png_decode(&job);
    png_destroy_read_struct(&job.png, &job.info, NULL);
    if (job.refused)
        return false;
    if (!done)
        return error_set(err, "png-damaged",
                         "the PNG is damaged («%s»); open it in a program for pictures and "
                         "save it again.",
                         job.words);
    image->components = job.channels >= 3 ? 3 : 1;
    if (job.channels > image->components)
        split_alpha(image);
    if (job.plain)
        take_idat(file, &image->idat);
    return true;
}

/* ---- Exif ------------------------------------------------------------------------------- */

/* A TIFF structure in either byte order; what lies outside it reads as 0. */
struct tiff {
    const uint8_t *bytes;
    size_t size;
    bool little;
};

static uint32_t tiff_number(const struct tiff *tiff, size_t at, size_t width)
{
    uint32_t number = 0;
    if (at > tiff->size || tiff->size - at < width)
        return 0;
    for (size_t i = 0; i < width; i++)
        number = number << 8 | tiff->bytes[at + (tiff->little ? width - 1 - i : i)];
    return number;
}

/* Says whether an Exif segment gives one of the seven orientations that are not upright
 * (Exif 2.3, 4.6.4 A). */
static bool exif_turns(const uint8_t *bytes, size_t size)
{
    enum { HEADER = 6, ENTRY = 12, ORIENTATION = 0x112 };
    if (size < HEADER || memcmp(bytes, "Exif\0\0", HEADER) != 0)
        return false;
    struct tiff tiff = {bytes + HEADER, size - HEADER, false};
    tiff.little = tiff_number(&tiff, 0, 2) == 0x4949;
    size_t at = tiff_number(&tiff, 4, 4);
    size_t count = tiff_number(&tiff, at, 2);
    for (size_t i = 0; i < count; i++) {
        size_t entry = at + 2 + i * ENTRY;
        uint32_t value = tiff_number(&tiff, entry + 8, 2);
        if (tiff_number(&tiff, entry, 2) == ORIENTATION)
            return value >= 2 && value <= 8;
    }
    return false;
}

/* ---- JPEG ------------------------------------------------------------------------------- */

struct jpeg_job {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf jump;
    const struct buf *file;
    size_t used; /* bytes up to the end of the image */
    struct image *image;
    struct error *err;
    bool refused; /* for what `err` says */
    char words[WORDS_SIZE];
};

static void jpeg_failed(j_common_ptr jpeg)
{
    struct jpeg_job *job = jpeg->client_data;
    if (jpeg->err->msg_code == JWRN_JPEG_EOF || jpeg->err->msg_code == JERR_INPUT_EOF)
        refuse_cut(&job->refused, job->err);
    else
        jpeg->err->format_message(jpeg, job->words);
    longjmp(job->jump, 1);
}

/* libjpeg repairs what it warns of; a certificate is no place for half a photo. */
static void jpeg_warned(j_common_ptr jpeg, int level)
{
    if (level < 0)
        jpeg_failed(jpeg);
}

static void jpeg_counts(j_common_ptr jpeg)
{
    struct jpeg_job *job = jpeg->client_data;
    if (job->jpeg.input_scan_number <= SCAN_LIMIT)
        return;
    job->refused = true;
    error_set(job->err, "jpeg-scans",
              "the JPEG is drawn in more than %d scans; save it as an ordinary one.",
              SCAN_LIMIT);
    longjmp(job->jump, 1);
}

static bool jpeg_check(const struct jpeg_decompress_struct *jpeg, struct error *err)
{
    if (!check_size(jpeg->image_width, jpeg->image_height, err))
        return false;
    if (jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK)
        return error_set(err, "jpeg-cmyk",
                         "the JPEG has printing colours (CMYK); save it with RGB colours.");
    bool gray = jpeg->jpeg_color_space == JCS_GRAYSCALE;
    /* PDF takes three components for YCbCr unless an Adobe segment says otherwise. */
    bool rgb = jpeg->jpeg_color_space == JCS_YCbCr ||
               (jpeg->jpeg_color_space == JCS_RGB && jpeg->saw_Adobe_marker);
    if ((!gray && !rgb) || jpeg->arith_code)
        return error_set(err, "jpeg-unusual",
                         "the JPEG is of an unusual kind; save it as an ordinary one.");
    for (jpeg_saved_marker_ptr marker = jpeg->marker_list; marker; marker = marker->next)
        if (exif_turns(marker->data, marker->data_length))
            return error_set(
                err, "jpeg-turned",
                "the photo is stored turned or mirrored (Exif orientation); open it and "
                "save it upright.");
    return true;
}

static void jpeg_head(struct jpeg_job *job)
{
    struct jpeg_decompress_struct *jpeg = &job->jpeg;
    jpeg_create_decompress(jpeg);
    jpeg->progress = &job->progress;
    jpeg_mem_src(jpeg, (const unsigned char *)job->file->data, job->file->size);
    jpeg_save_markers(jpeg, JPEG_APP0 + 1, UINT16_MAX);
    jpeg_read_header(jpeg, TRUE);
    job->image->width = jpeg->image_width;
    job->image->height = jpeg->image_height;
    job->image->components = (size_t)jpeg->num_components;
    job->refused = !jpeg_check(jpeg, job->err);
}

/* Decodes every scan, at an eighth of the size: for its faults, not for its pixels. */
static void jpeg_scan(struct jpeg_job *job)
{
    struct jpeg_decompress_struct *jpeg = &job->jpeg;
    jpeg->scale_num = 1;
    jpeg->scale_denom = 8;
    jpeg->out_color_space = jpeg->jpeg_color_space;
    jpeg_start_decompress(jpeg);
    JDIMENSION stride = jpeg->output_width * (JDIMENSION)jpeg->output_components;
    JSAMPARRAY row = jpeg->mem->alloc_sarray((j_common_ptr)jpeg, JPOOL_IMAGE, stride, 1);
    while (jpeg->output_scanline < jpeg->output_height)
        jpeg_read_scanlines(jpeg, row, 1);
    jpeg_finish_decompress(jpeg);
    job->used = job->file->size - jpeg->src->bytes_in_buffer;
}

/* What libjpeg calls may jump back into; all that lives across the jump is in the job. */
static bool jpeg_decode(struct jpeg_job *job)
{
    if (setjmp(job->jump))
        return false;
    jpeg_head(job);
    if (job->refused)
        return false;
    jpeg_scan(job);
    return true;
}

/* Says whether decoders need the segment: not the application's own (Exif and its place on
 * the map, thumbnails, profiles) nor comments, but JFIF and Adobe, which tell the colours. */
static bool is_needed(unsigned char marker)
{
    enum { APP0 = 0xE0, APP14 = 0xEE, APP15 = 0xEF, COMMENT = 0xFE };
    bool extra = (marker >= APP0 && marker <= APP15) || marker == COMMENT;
    return !extra || marker == APP0 || marker == APP14;
}

/* Copies the first `size` bytes of a JPEG that was decoded, without what is not needed. */
static void jpeg_copy(const char *bytes, size_t size, struct buf *out)
{
    enum { START_OF_SCAN = 0xDA, INTRODUCER = 0xFF };
    size_t at = 2; /* behind the start of image */
    buf_add(out, bytes, at);
    while (size - at > 4 && (unsigned char)bytes[at] == INTRODUCER) {
        const unsigned char *segment = (const unsigned char *)bytes + at;
        if (segment[1] == INTRODUCER) { /* a fill byte */
            at++;
            continue;
        }
        size_t whole = 2 + ((size_t)segment[2] << 8 | segment[3]);
        if (segment[1] == START_OF_SCAN || whole > size - at)
            break;
        if (is_needed(segment[1]))
            buf_add(out, bytes + at, whole);
        at += whole;
    }
    buf_add(out, bytes + at, size - at);
}

static bool jpeg_load(const struct buf *file, struct image *image, struct error *err)
{
    struct jpeg_job job = {.file = file, .image = image, .err = err};
    job.jpeg.err = jpeg_std_error(&job.errors);
    job.jpeg.client_data = &job;
    job.errors.error_exit = jpeg_failed;
    job.errors.emit_message = jpeg_warned;
    job.progress.progress_monitor = jpeg_counts;
    bool done = jpeg_decode(&job);
    jpeg_destroy_decompress(&job.jpeg);
    if (job.refused)
        return false;
    if (!done)
        return error_set(err, "jpeg-damaged",
                         "the JPEG is damaged («%s»); open it in a program for pictures and "
                         "save it again.",
                         job.words);
    image->jpeg = true;
    jpeg_copy(file->data, job.used, &image->data);
    return true;
}

/* ---- either ----------------------------------------------------------------------------- */

static bool starts_with(const struct buf *file, const char *bytes, size_t size)
{
    return file->size >= size && !memcmp(file->data, bytes, size);
}

bool image_load(const char *path, struct image *image, struct error *err)
{
    struct buf file = {0};
    struct image made = {0};
    if (!file_read(path, FILE_LIMIT, &file, err)) {
        buf_free(&file);
        return false;
    }
    bool loaded;
    if (starts_with(&file, "\x89PNG\r\n\x1A\n", 8))
        loaded = png_load(&file, &made, err);
    else if (starts_with(&file, "\xFF\xD8\xFF", 3))
        loaded = jpeg_load(&file, &made, err);
    else
        loaded = error_set(err, "image-kind-unknown",
                           "this is neither a PNG nor a JPEG file; save it as one of them.");
    buf_free(&file);
    if (!loaded) {
        image_free(&made);
        return error_at(err, (struct place){.column = path});
    }
    *image = made;
    return true;
}

void image_free(struct image *image)
{
    buf_free(&image->data);
    buf_free(&image->alpha);
    buf_free(&image->idat);
    *image = (struct image){0};
}
