/* What paper and camera do to a page: `photo IN.png OUT.jpg SPREAD TURN KEYSTONE BLUR NOISE
 * QUALITY` makes of a gray picture one whose ink spreads by SPREAD pixels (0 to 1), turned by
 * TURN degrees about its middle, its upper edge KEYSTONE per cent shorter than its lower one,
 * blurred by a Gaussian of BLUR pixels, with noise of the standard deviation NOISE (of 255), as
 * a JPEG of that QUALITY. The noise is the same in each run. */
#include "draw/image_load.h"
#include "unit/words.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

struct plane {
    int width, height;
    float *at; /* rows from the top, 0 black to 255 white */
};

static struct plane new_plane(int width, int height)
{
    struct plane plane = {width, height, calloc((size_t)width * (size_t)height, sizeof(float))};
    if (!plane.at)
        exit(2);
    return plane;
}

/* Beyond its edges a page is white. */
static float pixel(const struct plane *plane, int x, int y)
{
    return x < 0 || y < 0 || x >= plane->width || y >= plane->height
               ? 255
               : plane->at[(size_t)y * (size_t)plane->width + (size_t)x];
}

static struct plane load(const char *path)
{
    struct image image;
    struct error err;
    if (!image_load(path, &image, &err)) {
        fprintf(stderr, "photo: %s\n", words_of(&err));
        exit(2);
    }
    struct plane plane = new_plane((int)image.width, (int)image.height);
    for (size_t i = 0; i < image.width * image.height; i++)
        plane.at[i] = (unsigned char)image.data.data[i * image.components];
    image_free(&image);
    return plane;
}

static float darkest_near(const struct plane *plane, int x, int y)
{
    float darkest = 255;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            darkest = fminf(darkest, pixel(plane, x + dx, y + dy));
    return darkest;
}

static struct plane spread_ink(const struct plane *from, float spread)
{
    struct plane to = new_plane(from->width, from->height);
    for (int y = 0; y < to.height; y++)
        for (int x = 0; x < to.width; x++)
            to.at[y * to.width + x] =
                (1 - spread) * pixel(from, x, y) + spread * darkest_near(from, x, y);
    return to;
}

static float between(const struct plane *plane, double x, double y)
{
    int left = (int)floor(x), top = (int)floor(y);
    float right = (float)(x - left), down = (float)(y - top);
    return (1 - down) *
               ((1 - right) * pixel(plane, left, top) + right * pixel(plane, left + 1, top)) +
           down * ((1 - right) * pixel(plane, left, top + 1) +
                   right * pixel(plane, left + 1, top + 1));
}

/* Each pixel of the photograph is looked up on the page. */
static struct plane look_askew(const struct plane *from, double degrees, double keystone)
{
    struct plane to = new_plane(from->width, from->height);
    double turn = degrees * M_PI / 180, middle_x = to.width / 2.0, middle_y = to.height / 2.0;
    for (int y = 0; y < to.height; y++)
        for (int x = 0; x < to.width; x++) {
            double v = y - middle_y, away = 1 - keystone / 100 * v / to.height;
            double u = (x - middle_x) * away;
            v *= away;
            to.at[y * to.width + x] = between(from, middle_x + u * cos(turn) - v * sin(turn),
                                              middle_y + u * sin(turn) + v * cos(turn));
        }
    return to;
}

static struct plane blur_along(const struct plane *from, double sigma, int dx, int dy)
{
    struct plane to = new_plane(from->width, from->height);
    int reach = (int)ceil(3 * sigma);
    for (int y = 0; y < to.height; y++)
        for (int x = 0; x < to.width; x++) {
            double sum = 0, weights = 0;
            for (int i = -reach; i <= reach; i++) {
                double weight = sigma > 0 ? exp(-i * i / (2 * sigma * sigma)) : 1;
                sum += weight * (double)pixel(from, x + i * dx, y + i * dy);
                weights += weight;
            }
            to.at[y * to.width + x] = (float)(sum / weights);
        }
    return to;
}

/* The sum of four even random numbers is nearly a normal one. */
static float noise_of(uint64_t *state, double deviation)
{
    double sum = 0;
    for (int i = 0; i < 4; i++) {
        *state = *state * 6364136223846793005U + 1442695040888963407U;
        sum += (double)(*state >> 33) / (double)(1U << 31) - 0.5;
    }
    return (float)(sum * sqrt(3) * deviation);
}

static void write_jpeg(const struct plane *plane, double noise, int quality, const char *path)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    uint64_t state = 1;
    FILE *file = fopen(path, "wb");
    JSAMPLE *row = malloc((size_t)plane->width);
    if (!file || !row)
        exit(2);
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_stdio_dest(&jpeg, file);
    jpeg.image_width = (JDIMENSION)plane->width;
    jpeg.image_height = (JDIMENSION)plane->height;
    jpeg.input_components = 1;
    jpeg.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    for (int y = 0; y < plane->height; y++) {
        for (int x = 0; x < plane->width; x++)
            row[x] = (JSAMPLE)fminf(
                255, fmaxf(0, pixel(plane, x, y) * 0.85F + 20 + noise_of(&state, noise)));
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    free(row);
    if (fclose(file) != 0)
        exit(2);
}

int main(int argc, char **argv)
{
    if (argc != 9)
        return 2;
    struct plane page = load(argv[1]), inked = spread_ink(&page, strtof(argv[3], NULL)),
                 seen = look_askew(&inked, strtod(argv[4], NULL), strtod(argv[5], NULL)),
                 wide = blur_along(&seen, strtod(argv[6], NULL), 1, 0),
                 blurred = blur_along(&wide, strtod(argv[6], NULL), 0, 1);
    write_jpeg(&blurred, strtod(argv[7], NULL), atoi(argv[8]), argv[2]);
    struct plane *planes[] = {&page, &inked, &seen, &wide, &blurred};
    for (size_t i = 0; i < sizeof planes / sizeof *planes; i++)
        free(planes[i]->at);
    return 0;
}
