#include "picture.h"

#include <string.h>

static bool stays_inside(const char *path)
{
    if (*path == '/')
        return false;
    for (const char *at = path; at; at = strchr(at, '/')) {
        at += *at == '/';
        if (strncmp(at, "..", 2) == 0 && (at[2] == '/' || at[2] == '\0'))
            return false;
    }
    return true;
}

bool picture_load(struct arena *arena, const char *folder, const char *file, bool of_row,
                  struct image *image, struct err *err)
{
    if (of_row && !stays_inside(file))
        return err_set(err, "the image «%s» lies outside the template's folder.", file);
    const char *path = *file == '/' ? file : arena_printf(arena, "%s/%s", folder, file);
    return image_load(path, image, err);
}

struct box picture_fit(const struct image *image, const struct box *box, enum fit fit)
{
    double across = box->width / (double)image->width;
    double down = box->height / (double)image->height;
    double scale = (fit == FIT_CONTAIN) == (across < down) ? across : down;
    if (fit == FIT_STRETCH)
        return *box;
    double width = (double)image->width * scale, height = (double)image->height * scale;
    return (struct box){box->x + (box->width - width) / 2, box->y + (box->height - height) / 2,
                        width, height};
}
