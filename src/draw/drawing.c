#include "draw/drawing.h"

#include <math.h>
#include <string.h>

struct drawing drawing_new(struct arena *arena)
{
    return (struct drawing){.arena = arena};
}

static struct item *add_item(struct drawing *drawing, enum item_kind kind)
{
    if (drawing->count == drawing->room) {
        size_t room = drawing->room ? 2 * drawing->room : 8;
        struct item *items = arena_new(drawing->arena, room, sizeof *items);
        if (drawing->count)
            memcpy(items, drawing->items, drawing->count * sizeof *items);
        drawing->items = items;
        drawing->room = room;
    }
    struct item *item = &drawing->items[drawing->count++];
    item->kind = kind;
    return item;
}

void drawing_path(struct drawing *drawing, const struct path *path)
{
    if (path->count)
        add_item(drawing, ITEM_PATH)->path = *path;
}

void drawing_place(struct drawing *drawing, const struct art *art, struct transform at)
{
    add_item(drawing, ITEM_PLACED)->placed = (struct placed){art, at};
}

static struct box item_box(const struct item *item)
{
    if (item->kind == ITEM_PLACED)
        return transform_box(&item->placed.at, &item->placed.art->box);
    struct box box = page_path_box(&item->path);
    double ink = item->path.stroke;
    return (struct box){box.x - ink, box.y - ink, box.width + 2 * ink, box.height + 2 * ink};
}

static struct box around(const struct box *a, const struct box *b)
{
    double left = fmin(a->x, b->x), right = fmax(a->x + a->width, b->x + b->width);
    double top = fmin(a->y, b->y), bottom = fmax(a->y + a->height, b->y + b->height);
    return (struct box){left, top, right - left, bottom - top};
}

const struct art *drawing_art(const struct drawing *drawing, const char *name)
{
    struct art *art = arena_new(drawing->arena, 1, sizeof *art);
    *art = (struct art){.name = name, .items = drawing->items, .count = drawing->count};
    for (size_t i = 0; i < drawing->count; i++) {
        struct box box = item_box(&drawing->items[i]);
        art->box = i ? around(&art->box, &box) : box;
    }
    return art;
}

struct transform drawing_turned(const struct transform *transform, double angle)
{
    double sine = sin(angle), cosine = cos(angle);
    const struct point right = transform->right, down = transform->down;
    return (struct transform){
        .origin = transform->origin,
        .right = {cosine * right.x + sine * down.x, cosine * right.y + sine * down.y},
        .down = {cosine * down.x - sine * right.x, cosine * down.y - sine * right.y},
    };
}
