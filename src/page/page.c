#include "page/page.h"

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
