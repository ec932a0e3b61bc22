#include "bind/shown_columns.h"

#include <stddef.h>
#include <string.h>

static void add_name(const char **names, const char *name)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return;
    *names = name;
}

/* A definition uses only those above it, so that this comes to an end. */
static void add_columns(const struct binding *binding, const struct pattern *pattern,
                        const char **names)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *text = pattern->pieces[i].column;
        const struct name *name = text ? binding_find(binding, text) : NULL;
        if (name && name->source == SOURCE_DEFINE)
            add_columns(binding, &binding->template->defines[name->index].pattern, names);
        else if (name && name->source == SOURCE_COLUMN)
            add_name(names, text);
    }
}

const char *const *shown_columns(const struct binding *binding, const struct pattern *pattern,
                                 struct arena *arena)
{
    const char **names = arena_new(arena, binding->name_count + 1, sizeof *names);
    add_columns(binding, pattern, names);
    return names;
}
