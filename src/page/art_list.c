#include "page/art_list.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

bool art_list_find(const struct art_list *list, const struct art *piece, size_t *index)
{
    for (size_t i = 0; i < list->known_count; i++)
        if (list->known[i].piece == piece) {
            *index = list->known[i].index;
            return true;
        }
    return false;
}

/* ---- what looks the same ---------------------------------------------------------------- */

static bool same_point(struct point a, struct point b)
{
    return a.x == b.x && a.y == b.y;
}

static bool same_box(const struct box *a, const struct box *b)
{
    return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

static bool same_color(struct color a, struct color b)
{
    return memcmp(a.parts, b.parts, sizeof a.parts) == 0;
}

static bool same_step(const struct path_step *a, const struct path_step *b)
{
    bool same = a->verb == b->verb;
    for (size_t i = 0; same && i < page_step_points(a); i++)
        same = same_point(a->p[i], b->p[i]);
    return same;
}

static bool same_path(const struct path *a, const struct path *b)
{
    bool same = a->count == b->count && a->stroke == b->stroke && a->filled == b->filled &&
                same_color(a->color, b->color) && same_color(a->fill, b->fill) &&
                a->grid.x == b->grid.x && a->grid.y == b->grid.y &&
                a->grid.unit == b->grid.unit;
    for (size_t i = 0; same && i < a->count; i++)
        same = same_step(&a->steps[i], &b->steps[i]);
    return same;
}

/* What they place is in the list already. */
static bool same_placed(const struct art_list *list, const struct placed *a,
                        const struct placed *b)
{
    size_t one = 0, other = 0;
    return art_list_find(list, a->art, &one) && art_list_find(list, b->art, &other) &&
           one == other && same_point(a->at.origin, b->at.origin) &&
           same_point(a->at.right, b->at.right) && same_point(a->at.down, b->at.down);
}

/* Text and pictures are those of one page: whoever has them is like no other. */
static bool same_item(const struct art_list *list, const struct item *a, const struct item *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == ITEM_PATH)
        return same_path(&a->path, &b->path);
    return a->kind == ITEM_PLACED && same_placed(list, &a->placed, &b->placed);
}

static bool same_art(const struct art_list *list, const struct art *a, const struct art *b)
{
    bool same = a->count == b->count && same_box(&a->box, &b->box);
    for (size_t i = 0; same && i < a->count; i++)
        same = same_item(list, &a->items[i], &b->items[i]);
    return same;
}

/* ---- gathering -------------------------------------------------------------------------- */

/* Adds a piece whose own pieces are in the list. */
static void add(struct art_list *list, const struct art *piece)
{
    size_t index = 0;
    while (index < list->count && !same_art(list, list->pieces[index], piece))
        index++;
    if (index == list->count) {
        list->pieces = mem_grow(list->pieces, list->count, &list->room, sizeof(struct art *));
        list->pieces[list->count++] = piece;
    }
    list->known =
        mem_grow(list->known, list->known_count, &list->known_room, sizeof *list->known);
    list->known[list->known_count++] = (struct known_art){piece, index};
}

static void gather_items(struct art_list *list, const struct item *items, size_t count)
{
    size_t index;
    for (size_t i = 0; i < count; i++) {
        const struct art *piece = items[i].placed.art;
        if (items[i].kind != ITEM_PLACED || art_list_find(list, piece, &index))
            continue;
        gather_items(list, piece->items, piece->count);
        add(list, piece);
    }
}

void art_list_gather(struct art_list *list, const struct document *document)
{
    for (size_t p = 0; p < document->page_count; p++)
        for (size_t i = 0; i < document->pages[p].count; i++) {
            const struct part *part = document->pages[p].parts[i];
            gather_items(list, part->items, part->count);
        }
}

void art_list_free(struct art_list *list)
{
    free(list->pieces);
    free(list->known);
    *list = (struct art_list){0};
}
