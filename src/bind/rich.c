#include "bind/rich.h"

#include "base/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { USUAL_SIZE = 240 }; /* of a text; few are longer */

static struct text_span *add_span(struct rich_maker *maker, unsigned style, const char *lang)
{
    if (!maker->count)
        buf_reserve(&maker->text, USUAL_SIZE);
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

static char last_sign(const struct rich_maker *maker)
{
    return maker->text.size ? maker->text.data[maker->text.size - 1] : '\n';
}

/* Says whether a space would stand where none belongs: behind another, or at the head. */
static bool is_needless_space(const struct rich_maker *maker, char sign)
{
    char last = last_sign(maker);
    return sign == ' ' && (last == ' ' || last == '\n');
}

void rich_add(struct rich_maker *maker, const char *text, unsigned style, const char *lang)
{
    size_t slot = maker->count;
    struct text_span *span = add_span(maker, style, lang);
    const bool even = !strchr(text, '\n') && !strstr(text, "  "); /* as nearly every text */
    for (;; text++) {
        bool whole = even && !is_needless_space(maker, *text);
        size_t plain = whole ? strlen(text) : strcspn(text, " \n");
        buf_add(&maker->text, text, plain);
        span->size += plain;
        text += plain;
        if (!*text)
            return;
        if (is_needless_space(maker, *text))
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
