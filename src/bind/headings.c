#include "bind/headings.h"

#include "base/mem.h"
#include "lang/column_kind.h"
#include "lang/lang.h"
#include "template/element_pattern.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The headings so far. */
struct gathered {
    const struct template *template;
    const char **list;
    size_t count, room;
};

static void add(struct gathered *gathered, const char *heading)
{
    for (size_t i = 0; i < gathered->count; i++)
        if (strcmp(gathered->list[i], heading) == 0)
            return;
    gathered->list =
        mem_grow(gathered->list, gathered->count, &gathered->room, sizeof *gathered->list);
    gathered->list[gathered->count++] = heading;
}

/* Says whether the name stands for something else than a heading. */
static bool is_defined(const struct template *template, const char *name)
{
    static const char *const own[] = {"row", "signer", "time", "duplicate"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(own[i], name) == 0)
            return true;
    if (template->registry.given && strcmp(name, "number") == 0)
        return true;
    return template_find_define(template, name) || template_find_column(template, name);
}

static void add_name(struct gathered *gathered, const char *name)
{
    if (!is_defined(gathered->template, name))
        add(gathered, name);
}

static void add_pattern(struct gathered *gathered, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++)
        if (pattern->pieces[i].column)
            add_name(gathered, pattern->pieces[i].column);
}

static void add_patterns(struct gathered *gathered)
{
    const struct template *template = gathered->template;
    const struct pattern *const document[] = {&template->file,     &template->title,
                                              &template->author,   &template->subject,
                                              &template->keywords, &template->who};
    for (size_t i = 0; i < sizeof document / sizeof *document; i++)
        add_pattern(gathered, document[i]);
    for (size_t i = 0; i < template->define_count; i++)
        add_pattern(gathered, &template->defines[i].pattern);
    for (size_t i = 0; i < template->element_count; i++) {
        struct element_pattern patterns[ELEMENT_PATTERNS];
        size_t count = element_patterns(template, &template->elements[i], patterns);
        for (size_t k = 0; k < count; k++)
            add_pattern(gathered, patterns[k].pattern);
    }
}

const char *const *headings_needed(const struct template *template, struct arena *arena,
                                   size_t *count)
{
    struct gathered gathered = {.template = template};
    for (size_t i = 0; i < template->column_count; i++)
        add(&gathered, template->columns[i].heading);
    add_patterns(&gathered);
    for (size_t i = 0; i < template->required_count; i++)
        add_name(&gathered, template->required[i]);
    for (size_t i = 0; i < template->value_count; i++)
        add_name(&gathered, template->values[i].name);
    for (size_t i = 0; i < template->registry.order_count; i++)
        add_name(&gathered, template->registry.order[i]);
    for (size_t i = 0; i < template->registry.person_count; i++)
        add_name(&gathered, template->registry.person[i]);
    const char **list = arena_new(arena, gathered.count, sizeof *list);
    if (gathered.count)
        memcpy(list, gathered.list, gathered.count * sizeof *list);
    *count = gathered.count;
    free(gathered.list);
    return list;
}

bool headings_is_name(void *context, const char *heading)
{
    struct lang **lang = context;
    struct error err;
    if (!*lang)
        *lang = lang_new(&err);
    return *lang && column_kind_is_name((*lang)->words, heading);
}
