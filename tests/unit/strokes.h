/* Two pages with room for parts; each part is a stroke whose place tells it from the others. */
#ifndef KUALIK_TEST_STROKES_H
#define KUALIK_TEST_STROKES_H

#include "base/arena.h"
#include "page/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { PAGES = 2, PARTS = 8 };

struct strokes {
    struct arena arena; /* to be freed */
    struct part parts[PAGES][PARTS];
    const struct part *lists[PAGES][PARTS];
    struct page pages[PAGES];
};

/* Makes the pages, which have no parts yet. */
static inline void strokes_open(struct strokes *strokes)
{
    for (size_t p = 0; p < PAGES; p++)
        strokes->pages[p] =
            (struct page){.width = 842, .height = 595, .bleed = 9, .parts = strokes->lists[p]};
}

/* Adds a part whose stroke begins at `x`, 0: an empty one. */
static inline struct part *strokes_add(struct strokes *strokes, size_t page, enum role role,
                                       bool fixed, double x)
{
    struct page *into = &strokes->pages[page];
    struct path_step *steps = arena_new(&strokes->arena, 2, sizeof *steps);
    steps[0] = (struct path_step){PATH_MOVE, {{x, 100}}};
    steps[1] = (struct path_step){PATH_LINE, {{x, 200}}};
    struct item *item = arena_new(&strokes->arena, 1, sizeof *item);
    item->path = (struct path){.steps = steps, .count = 2, .stroke = 1};
    item->kind = ITEM_PATH;
    assert_in_range(into->count, 0, PARTS - 1);
    struct part *part = &strokes->parts[page][into->count];
    *part = (struct part){
        .tag = {.role = role}, .alt = "", .fixed = fixed, .items = item, .count = x > 0};
    strokes->lists[page][into->count++] = part;
    return part;
}

#endif
