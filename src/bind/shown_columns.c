#include "bind/shown_columns.h"

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static bool has_name(const struct buf *list, const char *name)
{
    size_t size = strlen(name);
    for (const char *at = buf_text(list); *at; at += *at == '|') {
        size_t length = strcspn(at, "|");
        if (length == size && memcmp(at, name, size) == 0)
            return true;
        at += length;
    }
    return false;
}

/* A definition uses only those above it, so that this comes to an end. */
static void add_columns(const struct binding *binding, const struct pattern *pattern,
                        struct buf *list)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *text = pattern->pieces[i].column;
        const struct name *name = text ? binding_find(binding, text) : NULL;
        if (name && name->source == SOURCE_DEFINE)
            add_columns(binding, &binding->template->defines[name->index].pattern, list);
        else if (name && name->source == SOURCE_COLUMN && !has_name(list, text)) {
            if (list->size)
                buf_putc(list, '|');
            buf_puts(list, text);
        }
    }
}

const char *shown_columns(const struct binding *binding, const struct pattern *pattern,
                          struct arena *arena)
{
    struct buf list = {0};
    add_columns(binding, pattern, &list);
    const char *names = arena_text(arena, buf_text(&list));
    buf_free(&list);
    return names;
}
