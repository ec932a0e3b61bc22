#include "page/art_list.h"

#include "base/mem.h"

#include <stdlib.h>

bool art_list_find(const struct art_list *list, const struct art *piece, size_t *index)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->pieces[i] == piece) {
            *index = i;
            return true;
        }
    return false;
}

static void gather_items(struct art_list *list, const struct item *items, size_t count)
{
    size_t index;
    for (size_t i = 0; i < count; i++) {
        const struct art *piece = items[i].placed.art;
        if (items[i].kind != ITEM_PLACED || art_list_find(list, piece, &index))
            continue;
        gather_items(list, piece->items, piece->count);
        list->pieces = mem_grow(list->pieces, list->count, &list->room, sizeof(struct art *));
        list->pieces[list->count++] = piece;
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
    *list = (struct art_list){0};
}
