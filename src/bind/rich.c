#include "bind/rich.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static struct text_span *add_span(struct rich_maker *maker, unsigned style, const char *lang)
{
    maker->spans = mem_grow(maker->spans, maker->count, &maker->room, sizeof *maker->spans);
    maker->spans[maker->count] = (struct text_span){0, style, lang};
    return &maker->spans[maker->count++];
}

static void drop_trailing_space(struct rich_maker *maker)
{
    while (maker->text.size && maker->text.data[maker->text.size - 1] == ' ') {
        maker->text.size--;
        while (maker->count && !maker->spans[maker->count - 1].size)
            maker->count--;
        if (maker->count)
            maker->spans[maker->count - 1].size--;
    }
}

void rich_add(struct rich_maker *maker, const char *text, unsigned style, const char *lang)
{
    size_t slot = maker->count;
    struct text_span *span = add_span(maker, style, lang);
    for (;; text++) {
        size_t plain = strcspn(text, " \n");
        buf_add(&maker->text, text, plain);
        span->size += plain;
        text += plain;
        if (!*text)
            return;
        char last = maker->text.size ? maker->text.data[maker->text.size - 1] : '\n';
        if (*text == ' ' && (last == ' ' || last == '\n'))
            continue;
        if (*text == '\n') {
            drop_trailing_space(maker);
            /* This span may have been nothing but spaces, and have gone with them. */
            if (maker->count <= slot) {
                slot = maker->count;
                span = add_span(maker, style, lang);
            }
        }
        buf_putc(&maker->text, *text);
        span->size++;
    }
}

struct rich rich_end(struct rich_maker *maker, struct arena *arena)
{
    drop_trailing_space(maker);
    struct text_span *spans = arena_new(arena, maker->count, sizeof *spans);
    if (maker->count)
        memcpy(spans, maker->spans, maker->count * sizeof *spans);
    struct rich rich = {
        .text = arena_copy(arena, buf_text(&maker->text), maker->text.size),
        .size = maker->text.size,
        .spans = spans,
        .count = maker->count,
    };
    buf_free(&maker->text);
    free(maker->spans);
    *maker = (struct rich_maker){0};
    return rich;
}
