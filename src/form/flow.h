/* Breaks blocks, which stand one below the other, into pages. */
#ifndef KUALIK_FLOW_H
#define KUALIK_FLOW_H

#include <stdbool.h>
#include <stddef.h>

/* All lengths are points. */
struct flow_block {
    double height;
    double space; /* above it, but not at the top of a page */
    double head;  /* height of what stands above it again where a page goes on with it */
    bool keep;    /* it stands on the page of the next block, if both fit on one */
};

struct flow_place {
    size_t page;
    double y;   /* of its upper edge, from the top of the page's room */
    bool again; /* its head stands above it */
};

/* Places `count` blocks on pages of `room` points; none is torn. A block that is higher than
 * the room has a page for itself, and is to be refused. Returns how many pages there are. */
size_t flow_pages(const struct flow_block *blocks, size_t count, double room,
                  struct flow_place *places);

#endif
