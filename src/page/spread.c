#include "page/spread.h"

#include <math.h>

#define GAP (8 * POINTS_PER_MM)

struct box spread_page(const struct document *document, size_t index)
{
    const struct page *pages = document->pages;
    double left = 0;
    for (size_t i = 0; i < index; i++)
        left += pages[i].width + 2 * pages[i].bleed + GAP;
    return (struct box){left, 0, pages[index].width + 2 * pages[index].bleed,
                        pages[index].height + 2 * pages[index].bleed};
}

struct box spread_whole(const struct document *document)
{
    struct box whole = {0};
    for (size_t i = 0; i < document->page_count; i++) {
        struct box page = spread_page(document, i);
        whole.width = page.x + page.width;
        whole.height = fmax(whole.height, page.height);
    }
    return whole;
}
