
#include "layout/picture.h"

#include "draw/image_load.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* A link in the folder may lead out of it. */
static bool leads_inside(const char *folder, const char *path)
{
    char *within = realpath(folder, NULL), *file = realpath(path, NULL);
    size_t size = within && strcmp(within, "/") != 0 ? strlen(within) : 0;
    bool inside = within && file && strncmp(file, within, size) == 0 && file[size] == '/';
    free(within);
    free(file);
    return inside;
}

bool picture_load(struct arena *arena, const char *folder, const char *file, bool of_row,
                  struct image *image, struct error *err)
{
    const char *path = *file == '/' ? file : arena_printf(arena, "%s/%s", folder, file);
    bool missing = access(path, F_OK) < 0 && errno == ENOENT;
    if (of_row && (!stays_inside(file) || (!missing && !leads_inside(folder, path))))
        return error_set(
            err, "image-outside-folder",
            "the image «%s» lies outside the template's folder; put it into that folder.",
            file);
    if (missing)
        return error_set(err, "image-missing",
                         "%s: there is no such file. Put it there, or correct its name.", path);
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
