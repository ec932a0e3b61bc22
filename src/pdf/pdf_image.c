#include "pdf/pdf_image.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* PNG's filters that are tried (ISO/IEC 15948, 9.2). */
enum { FILTER_NONE, FILTER_SUB, FILTER_UP, FILTER_COUNT };

enum { BYTE = 8 }; /* bits of a sample as images have them */

enum { SMALL = 1024 }; /* bytes of which filters can save too few to try them */

static void filter_row(int filter, const uint8_t *row, const uint8_t *above, size_t size,
                       size_t pixel, uint8_t *out)
{
    size_t from = filter == FILTER_SUB ? pixel : 0;
    const uint8_t *guess = filter == FILTER_SUB ? row : above;
    memcpy(out, row, filter == FILTER_NONE ? size : from);
    for (size_t i = from; filter != FILTER_NONE && i < size; i++)
        out[i] = (uint8_t)(row[i] - guess[i - from]);
}

/* Returns how large the differences of a filtered row are: the smaller, the better it will
 * compress. */
static uint64_t sum_of(const uint8_t *differences, size_t size)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += (uint64_t)abs((int8_t)differences[i]);
    return sum;
}

/* Writes each row behind the number of the filter that suits it best. */
static void put_rows(const struct buf *samples, size_t row_size, size_t rows, size_t pixel,
                     struct buf *out)
{
    struct buf blank = {0}, trial = {0};
    const uint8_t *above = memset(buf_reserve(&blank, row_size), 0, row_size);
    uint8_t *tried = (uint8_t *)buf_reserve(&trial, row_size);
    for (size_t y = 0; y < rows; y++) {
        const uint8_t *row = (const uint8_t *)samples->data + y * row_size;
        uint8_t *best = (uint8_t *)buf_reserve(out, row_size + 1);
        uint64_t least = UINT64_MAX;
        for (int filter = 0; filter < FILTER_COUNT; filter++) {
            filter_row(filter, row, above, row_size, pixel, tried);
            uint64_t sum = sum_of(tried, row_size);
            if (sum < least) {
                least = sum;
                best[0] = (uint8_t)filter;
                memcpy(best + 1, tried, row_size);
            }
        }
        out->size += row_size + 1;
        above = row;
    }
    buf_free(&blank);
    buf_free(&trial);
}

static struct pdf_dict *begin(struct pdf_object *set, size_t number, const struct image *image,
                              size_t components)
{
    struct pdf_dict *dict = pdf_object_dict(set, number);
    pdf_dict_name(dict, "Subtype", "Image");
    pdf_dict_integer(dict, "Width", (int32_t)image->width);
    pdf_dict_integer(dict, "Height", (int32_t)image->height);
    pdf_dict_name(dict, "ColorSpace", components == 1 ? "DeviceGray" : "DeviceRGB");
    return dict;
}

static void put_predictor(struct pdf_dict *dict, const struct image *image, size_t components)
{
    struct pdf_dict *parameters = pdf_dict_dict(dict, "DecodeParms");
    pdf_dict_integer(parameters, "Predictor", 15);
    pdf_dict_integer(parameters, "Colors", (int32_t)components);
    pdf_dict_integer(parameters, "Columns", (int32_t)image->width);
}

/* Compresses the rows behind their filters into `packed` if that is smaller than what is
 * there. */
static bool filters_help(const struct image *image, const struct buf *samples,
                         size_t components, struct flate *flate, struct buf *packed)
{
    struct buf rows = {0}, filtered = {0};
    put_rows(samples, image->width * components, image->height, components, &rows);
    flate_add(flate, rows.data, rows.size, &filtered);
    bool smaller = filtered.size < packed->size;
    if (smaller) {
        buf_clear(packed);
        buf_add(packed, filtered.data, filtered.size);
    }
    buf_free(&rows);
    buf_free(&filtered);
    return smaller;
}

/* Returns how many bits say the sample exactly: those of 2, 4 or 16 even steps need no eight.
 */
static unsigned bits_for(unsigned sample)
{
    unsigned bits = 1;
    while (bits < BYTE && sample % (UCHAR_MAX / ((1u << bits) - 1)))
        bits *= 2;
    return bits;
}

/* Returns how many bits say each sample exactly. */
static unsigned bits_of(const struct buf *samples)
{
    unsigned bits = 1, needed[UCHAR_MAX + 1] = {0};
    for (unsigned sample = 0; sample <= UCHAR_MAX; sample++)
        needed[sample] = bits_for(sample);
    for (size_t i = 0; i < samples->size && bits < BYTE; i++) {
        unsigned own = needed[(unsigned char)samples->data[i]];
        bits = own > bits ? own : bits;
    }
    return bits;
}

/* Puts the samples together, `bits` each; a row begins with a byte of its own (ISO 32000-1,
 * 8.9.5.1). */
static void put_packed(const struct buf *samples, size_t row_samples, unsigned bits,
                       struct buf *out)
{
    const unsigned shift = BYTE - bits; /* even steps differ in their upper bits */
    size_t row_size = (row_samples * bits + BYTE - 1) / BYTE;
    for (size_t at = 0; at < samples->size; at += row_samples) {
        uint8_t *row = memset(buf_reserve(out, row_size), 0, row_size);
        for (size_t i = 0; i < row_samples; i++)
            row[i * bits / BYTE] |= (uint8_t)((unsigned char)samples->data[at + i] >>
                                              shift << (shift - i * bits % BYTE));
        out->size += row_size;
    }
}

/* Compresses the samples in fewer bits into `packed` if that is smaller than what is there. */
static bool fewer_bits_help(const struct buf *samples, size_t row_samples, unsigned bits,
                            struct flate *flate, struct buf *packed)
{
    struct buf rows = {0}, small = {0};
    put_packed(samples, row_samples, bits, &rows);
    flate_add(flate, rows.data, rows.size, &small);
    bool smaller = small.size < packed->size;
    if (smaller) {
        buf_clear(packed);
        buf_add(packed, small.data, small.size);
    }
    buf_free(&rows);
    buf_free(&small);
    return smaller;
}

/* Filters suit photos; drawings, and most opacity, are smaller without, and those that have few
 * steps often in fewer bits. */
static void add_samples(struct pdf_object *set, struct pdf_dict *dict,
                        const struct image *image, const struct buf *samples, size_t components,
                        struct flate *flate)
{
    struct buf packed = {0};
    unsigned bits = bits_of(samples);
    pdf_dict_name(dict, "Filter", "FlateDecode");
    flate_add(flate, samples->data, samples->size, &packed);
    if (bits < BYTE) {
        if (!fewer_bits_help(samples, image->width * components, bits, flate, &packed))
            bits = BYTE;
    } else if (packed.size > SMALL &&
               filters_help(image, samples, components, flate, &packed)) {
        put_predictor(dict, image, components);
    }
    pdf_dict_integer(dict, "BitsPerComponent", (int32_t)bits);
    pdf_object_keep(set, &packed);
}

/* Says whether what a PNG had for its samples can stand for them. */
static bool has_idat(const struct image *image)
{
    size_t row = 1 + image->width * image->components; /* behind its filter */
    return image->idat.size && !image->alpha.size &&
           flate_check(image->idat.data, image->idat.size, row * image->height);
}

static void add_idat(struct pdf_object *set, struct pdf_dict *dict, const struct image *image)
{
    pdf_dict_name(dict, "Filter", "FlateDecode");
    pdf_dict_integer(dict, "BitsPerComponent", BYTE);
    put_predictor(dict, image, image->components);
    pdf_object_stream(set, image->idat.data, image->idat.size);
}

static bool consistent(const struct image *image)
{
    size_t pixels;
    if (image->width == 0 || image->height == 0 || image->width > INT32_MAX ||
        image->height > INT32_MAX ||
        __builtin_mul_overflow(image->width, image->height, &pixels))
        return false;
    if (image->components != 1 && image->components != 3)
        return false;
    if (image->alpha.size && image->alpha.size != pixels)
        return false;
    return image->jpeg ? image->data.size > 0
                       : image->data.size / image->components == pixels &&
                             image->data.size % image->components == 0;
}

bool pdf_image_add(const struct image *image, struct flate *flate, struct pdf_object *set,
                   size_t number, struct error *err)
{
    if (!consistent(image)) {
        error_set(err, "image-samples-misfit", "An image's samples do not fit its size.");
        return error_internal(err);
    }
    struct pdf_dict *dict = begin(set, number, image, image->components);
    if (image->alpha.size)
        pdf_dict_ref(dict, "SMask", number + 1);
    if (image->jpeg) {
        pdf_dict_integer(dict, "BitsPerComponent", BYTE);
        pdf_dict_name(dict, "Filter", "DCTDecode");
        pdf_object_stream(set, image->data.data, image->data.size);
    } else if (has_idat(image)) {
        add_idat(set, dict, image);
    } else {
        add_samples(set, dict, image, &image->data, image->components, flate);
    }
    if (image->alpha.size)
        add_samples(set, begin(set, number + 1, image, 1), image, &image->alpha, 1, flate);
    return true;
}
