#include "draw/photograph.h"

#include "base/file.h"
#include "base/mem.h"
#include "draw/image_load.h"
#include "draw/jpeg_samples.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 32 << 20 };

enum {
    REACH = 2,  /* pixels of the photograph over which a blur is undone, to each side */
    AMOUNT = 3, /* times the difference from the blurred image is added */
    ROUNDS = 2, /* of an even blur, which together are nearly a Gaussian one */
};

static struct image new_gray(size_t width, size_t height)
{
    struct image image = {.width = width, .height = height, .components = 1};
    buf_reserve(&image.data, width * height);
    image.data.size = width * height;
    return image;
}

static unsigned char *pixels(const struct image *image)
{
    return (unsigned char *)image->data.data;
}

/* ---- loading ---------------------------------------------------------------------------- */

/* The lightness of sRGB (ITU-R BT.601), in 256ths. */
static void make_gray(const struct image *image, struct image *gray)
{
    enum { RED = 77, GREEN = 150, BLUE = 29 };
    *gray = new_gray(image->width, image->height);
    const unsigned char *from = pixels(image);
    unsigned char *to = pixels(gray);
    for (size_t i = 0; i < gray->data.size; i++, from += image->components)
        to[i] = image->components == 1
                    ? *from
                    : (unsigned char)((RED * from[0] + GREEN * from[1] + BLUE * from[2]) >> 8);
}

bool photograph_load(const char *path, struct image *gray, struct error *err)
{
    struct buf file = {0};
    struct image image = {0};
    bool loaded = file_read(path, FILE_LIMIT, &file, err);
    if (loaded && file.size > 2 && memcmp(file.data, "\xFF\xD8\xFF", 3) == 0) {
        loaded = jpeg_samples_gray(&file, gray, err);
    } else if (loaded) {
        loaded = image_load(path, &image, err);
        if (loaded)
            make_gray(&image, gray);
        image_free(&image);
    }
    buf_free(&file);
    return loaded;
}

/* ---- larger and sharper ----------------------------------------------------------------- */

/* Where a pixel of the larger image lies between two of the smaller one: `*part` of `whole`
 * away from the first. */
static size_t place_of(size_t at, size_t times, size_t size, size_t *part)
{
    size_t twice = 2 * at + 1 > times ? 2 * at + 1 - times : 0, first = twice / (2 * times);
    *part = first + 1 < size ? twice % (2 * times) : 0;
    return first;
}

static struct image enlarge(const struct image *gray, size_t times)
{
    struct image large = new_gray(gray->width * times, gray->height * times);
    size_t whole = 2 * times;
    for (size_t y = 0; y < large.height; y++) {
        size_t down, top = place_of(y, times, gray->height, &down);
        const unsigned char *upper = pixels(gray) + top * gray->width;
        const unsigned char *lower = down ? upper + gray->width : upper;
        unsigned char *to = pixels(&large) + y * large.width;
        for (size_t x = 0; x < large.width; x++) {
            size_t right, left = place_of(x, times, gray->width, &right);
            size_t next = right ? left + 1 : left;
            size_t above = upper[left] * (whole - right) + upper[next] * right;
            size_t below = lower[left] * (whole - right) + lower[next] * right;
            to[x] = (unsigned char)((above * (whole - down) + below * down) / (whole * whole));
        }
    }
    return large;
}

/* Replaces each of `count` pixels, `step` bytes apart, by the mean of those up to `reach` away;
 * beyond its ends a line goes on as it ended. `line` has room for them. */
static void blur_line(unsigned char *at, size_t count, size_t step, size_t reach,
                      unsigned char *line)
{
    size_t sum = 0, width = 2 * reach + 1;
    for (size_t i = 0; i < count; i++)
        line[i] = at[i * step];
    for (size_t i = 0; i < width; i++) {
        size_t from = i < reach ? 0 : i - reach;
        sum += line[from < count ? from : count - 1];
    }
    for (size_t i = 0; i < count; i++) {
        size_t first = i < reach ? 0 : i - reach, behind = i + reach + 1;
        at[i * step] = (unsigned char)((sum + width / 2) / width);
        sum += line[behind < count ? behind : count - 1];
        sum -= line[first];
    }
}

static void blur(struct image *image, size_t reach)
{
    size_t longest = image->width > image->height ? image->width : image->height;
    unsigned char *line = mem_new(longest, 1);
    for (size_t round = 0; round < ROUNDS; round++) {
        for (size_t y = 0; y < image->height; y++)
            blur_line(pixels(image) + y * image->width, image->width, 1, reach, line);
        for (size_t x = 0; x < image->width; x++)
            blur_line(pixels(image) + x, image->height, image->width, reach, line);
    }
    free(line);
}

void photograph_sharpen(const struct image *gray, size_t times, struct image *sharp)
{
    if (times == 0)
        times = 1;
    struct image blurred = enlarge(gray, times);
    *sharp = enlarge(gray, times);
    blur(&blurred, REACH * times);
    for (size_t i = 0; i < sharp->data.size; i++) {
        int own = pixels(sharp)[i], value = own + AMOUNT * (own - pixels(&blurred)[i]);
        pixels(sharp)[i] = (unsigned char)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
    image_free(&blurred);
}
