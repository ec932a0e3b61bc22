#include "form/flow.h"

#define TOLERANCE 0.01 /* points; less than a printer's dot */

/* Where the next block would stand. */
struct position {
    size_t page;
    double y;
    bool fresh; /* nothing stands on the page yet */
};

/* Returns the block behind the last one that has to stand on the page of the first. */
static size_t chain_end(const struct flow_block *blocks, size_t count, size_t first)
{
    size_t end = first + 1;
    while (end < count && blocks[end - 1].keep)
        end++;
    return end;
}

/* Returns the height of the blocks; that of a space above the first only where it counts. */
static double chain_height(const struct flow_block *blocks, size_t first, size_t end,
                           bool fresh)
{
    double height = fresh ? 0 : blocks[first].space;
    for (size_t i = first; i < end; i++)
        height += blocks[i].height + (i > first ? blocks[i].space : 0);
    return height;
}

static void turn_page(struct position *at)
{
    *at = (struct position){.page = at->page + 1, .fresh = true};
}

/* Whether the chain has to begin a page. A chain that no page holds breaks where it must. */
static bool must_turn(const struct flow_block *blocks, size_t count, size_t first, double room,
                      const struct position *at)
{
    size_t end = chain_end(blocks, count, first);
    if (at->fresh)
        return false;
    double left = room - at->y + TOLERANCE;
    if (chain_height(blocks, first, end, false) <= left)
        return false;
    if (blocks[first].head + chain_height(blocks, first, end, true) <= room + TOLERANCE)
        return true;
    return blocks[first].space + blocks[first].height > left;
}

size_t flow_pages(const struct flow_block *blocks, size_t count, double room,
                  struct flow_place *places)
{
    struct position at = {.fresh = true};
    for (size_t i = 0; i < count; i++) {
        bool turned = must_turn(blocks, count, i, room, &at);
        if (turned)
            turn_page(&at);
        bool again = turned && blocks[i].head > 0;
        at.y += again ? blocks[i].head : at.fresh ? 0 : blocks[i].space;
        places[i] = (struct flow_place){at.page, at.y, again};
        at.y += blocks[i].height;
        at.fresh = false;
    }
    return count ? at.page + 1 : 0;
}
