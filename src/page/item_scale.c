#include "page/item_scale.h"

static struct point point_of(const struct item_scale *scale, struct point point)
{
    return (struct point){scale->x + point.x * scale->scale, scale->y + point.y * scale->scale};
}

static struct box box_of(const struct item_scale *scale, const struct box *box)
{
    struct point corner = point_of(scale, (struct point){box->x, box->y});
    return (struct box){corner.x, corner.y, box->width * scale->scale,
                        box->height * scale->scale};
}

static void scale_run(const struct item_scale *scale, struct run *run, struct arena *arena)
{
    struct glyph *glyphs = arena_new(arena, run->count, sizeof *glyphs);
    struct point start = point_of(scale, (struct point){run->x, run->y});
    for (size_t i = 0; i < run->count; i++) {
        glyphs[i] = run->glyphs[i];
        glyphs[i].advance *= scale->scale;
        glyphs[i].dx *= scale->scale;
        glyphs[i].dy *= scale->scale;
    }
    run->glyphs = glyphs;
    run->face += scale->faces;
    run->size *= scale->scale;
    run->x = start.x;
    run->y = start.y;
}

/* Steps on a grid are in its units, and stay as they are. */
static void scale_path(const struct item_scale *scale, struct path *path, struct arena *arena)
{
    path->stroke *= scale->scale;
    if (path->grid.unit > 0) {
        struct point origin = point_of(scale, (struct point){path->grid.x, path->grid.y});
        path->grid = (struct grid){origin.x, origin.y, path->grid.unit * scale->scale};
        return;
    }
    struct path_step *steps = arena_new(arena, path->count, sizeof *steps);
    for (size_t i = 0; i < path->count; i++) {
        steps[i] = path->steps[i];
        for (size_t k = 0; k < page_step_points(&steps[i]); k++)
            steps[i].p[k] = point_of(scale, steps[i].p[k]);
    }
    path->steps = steps;
}

static void scale_placed(const struct item_scale *scale, struct placed *placed)
{
    struct transform *at = &placed->at;
    at->origin = point_of(scale, at->origin);
    at->right = (struct point){at->right.x * scale->scale, at->right.y * scale->scale};
    at->down = (struct point){at->down.x * scale->scale, at->down.y * scale->scale};
}

const struct item *item_scale_copy(const struct item_scale *scale, const struct item *items,
                                   size_t count, struct arena *arena)
{
    struct item *copy = arena_new(arena, count, sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        copy[i] = items[i];
        switch (copy[i].kind) {
        case ITEM_RUN:
            scale_run(scale, &copy[i].run, arena);
            break;
        case ITEM_PATH:
            scale_path(scale, &copy[i].path, arena);
            break;
        case ITEM_PICTURE:
            copy[i].picture.image = scale->images[copy[i].picture.image];
            copy[i].picture.box = box_of(scale, &items[i].picture.box);
            copy[i].picture.clip = box_of(scale, &items[i].picture.clip);
            break;
        case ITEM_PLACED:
            scale_placed(scale, &copy[i].placed);
            break;
        }
    }
    return copy;
}
