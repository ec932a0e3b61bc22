#include "bind/facts.h"

#include "template/element_pattern.h"

#include <stdbool.h>
#include <stddef.h>

/* Definitions use only those above them, so that this comes to an end. */
static void mark(const struct binding *binding, const struct pattern *pattern, bool *shown)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *text = pattern->pieces[i].column;
        const struct name *name = text ? binding_find(binding, text) : NULL;
        if (!name || (name->source != SOURCE_COLUMN && name->source != SOURCE_DEFINE))
            continue;
        shown[name - binding->names] = true;
        if (name->source == SOURCE_DEFINE)
            mark(binding, &binding->template->defines[name->index].pattern, shown);
    }
}

static void mark_element(const struct binding *binding, const struct element *element,
                         bool *shown)
{
    struct element_pattern patterns[ELEMENT_PATTERNS];
    size_t count = element_patterns(binding->template, element, patterns);
    for (size_t i = 0; i < count; i++)
        if (element->kind != ELEMENT_IMAGE || patterns[i].pattern != &element->content)
            mark(binding, patterns[i].pattern, shown);
}

void facts_gather(struct binding *binding)
{
    const struct template *template = binding->template;
    if (!template->embed)
        return;
    bool *shown = arena_new(&binding->arena, binding->name_count, sizeof *shown);
    for (size_t i = 0; i < template->element_count; i++)
        mark_element(binding, &template->elements[i], shown);
    const struct pattern *texts[] = {&template->title, &template->author, &template->subject,
                                     &template->keywords};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        mark(binding, texts[i], shown);
    binding->facts = arena_new(&binding->arena, binding->name_count, sizeof *binding->facts);
    for (size_t i = 0; i < binding->name_count; i++)
        if (shown[i])
            binding->facts[binding->fact_count++] = &binding->names[i];
}
