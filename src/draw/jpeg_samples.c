#include "draw/jpeg_samples.h"

#include <setjmp.h>
#include <stdio.h> /* jpeglib.h wants it */

#include <jpeglib.h>

enum { PIXELS_LIMIT = 25 * 1000 * 1000 };

struct jpeg_decoder {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    jmp_buf jump;
    struct image image; /* without a width: as it is in the file */
    struct buf *out;
};

static void decoder_failed(j_common_ptr jpeg)
{
    struct jpeg_decoder *decoder = jpeg->client_data;
    longjmp(decoder->jump, 1);
}

static void decoder_warned(j_common_ptr jpeg, int level)
{
    if (level < 0)
        decoder_failed(jpeg);
}

static void read_samples(struct jpeg_decoder *decoder)
{
    struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
    struct image *image = &decoder->image;
    jpeg_create_decompress(jpeg);
    jpeg_mem_src(jpeg, (const unsigned char *)image->data.data, image->data.size);
    jpeg_read_header(jpeg, TRUE);
    if (!image->width) {
        image->width = jpeg->image_width;
        image->height = jpeg->image_height;
        if (image->width * image->height > PIXELS_LIMIT)
            longjmp(decoder->jump, 1);
    }
    jpeg->out_color_space = image->components == 3 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_start_decompress(jpeg);
    size_t stride = image->width * image->components;
    if (jpeg->output_width != image->width || jpeg->output_height != image->height ||
        (size_t)jpeg->output_components != image->components)
        longjmp(decoder->jump, 1);
    while (jpeg->output_scanline < jpeg->output_height) {
        JSAMPROW row = (JSAMPROW)buf_reserve(decoder->out, stride);
        if (jpeg_read_scanlines(jpeg, &row, 1))
            decoder->out->size += stride;
    }
    jpeg_finish_decompress(jpeg);
}

/* What libjpeg calls may jump back into; all that lives across the jump is in the decoder. */
static bool decode(struct jpeg_decoder *decoder)
{
    if (setjmp(decoder->jump))
        return false;
    read_samples(decoder);
    return true;
}

static bool run(struct jpeg_decoder *decoder, struct error *err)
{
    decoder->jpeg.err = jpeg_std_error(&decoder->errors);
    decoder->jpeg.client_data = decoder;
    decoder->errors.error_exit = decoder_failed;
    decoder->errors.emit_message = decoder_warned;
    bool decoded = decode(decoder);
    jpeg_destroy_decompress(&decoder->jpeg);
    return decoded ||
           error_set(err, "jpeg-damaged",
                     "the JPEG is damaged; open it in a program for pictures and save it "
                     "again.");
}

bool jpeg_samples(const struct image *image, struct buf *out, struct error *err)
{
    struct jpeg_decoder decoder = {.image = *image, .out = out};
    return run(&decoder, err);
}

bool jpeg_samples_gray(const struct buf *file, struct image *gray, struct error *err)
{
    struct buf samples = {0};
    struct jpeg_decoder decoder = {.image = {.components = 1, .data = *file}, .out = &samples};
    if (!run(&decoder, err)) {
        buf_free(&samples);
        return false;
    }
    *gray = (struct image){.width = decoder.image.width,
                           .height = decoder.image.height,
                           .components = 1,
                           .data = samples};
    return true;
}
