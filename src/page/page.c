#include "page/page.h"

#include <math.h>
#include <string.h>

size_t page_cluster(const struct run *run, size_t first, const char **text, size_t *size)
{
    uint32_t start = run->glyphs[first].cluster;
    size_t next = first + 1;
    while (next < run->count && run->glyphs[next].cluster == start)
        next++;
    *text = run->text + start;
    if (next == run->count)
        *size = strlen(*text);
    else
        *size = run->glyphs[next].cluster > start ? run->glyphs[next].cluster - start : 0;
    return next - first;
}

bool page_check_run(const struct run *run, size_t count, struct error *err)
{
    if (run->face < count)
        return true;
    error_set(err, "page-face-unknown", "A page shows text in face %zu of %zu.", run->face + 1,
              count);
    return error_internal(err);
}

bool page_check_picture(const struct picture *picture, size_t count, struct error *err)
{
    if (picture->image < count)
        return true;
    error_set(err, "page-image-unknown", "A page shows image %zu of %zu.", picture->image + 1,
              count);
    return error_internal(err);
}

size_t page_step_points(const struct path_step *step)
{
    static const size_t points[] = {[PATH_MOVE] = 1,
                                    [PATH_LINE] = 1,
                                    [PATH_CURVE] = 3,
                                    [PATH_CLOSE] = 0,
                                    [PATH_RECTANGLE] = 2};
    return points[step->verb];
}

struct box page_path_box(const struct path *path)
{
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    double unit = path->grid.unit > 0 ? path->grid.unit : 1;
    for (size_t i = 0; i < path->count; i++)
        for (size_t k = 0; k < page_step_points(&path->steps[i]); k++) {
            left = fmin(left, path->steps[i].p[k].x);
            right = fmax(right, path->steps[i].p[k].x);
            top = fmin(top, path->steps[i].p[k].y);
            bottom = fmax(bottom, path->steps[i].p[k].y);
        }
    if (left > right)
        return (struct box){0};
    return (struct box){path->grid.x + left * unit, path->grid.y + top * unit,
                        (right - left) * unit, (bottom - top) * unit};
}
