#include "preview/preview_sources.h"

#include "base/mem.h"
#include "template/template.h"

#include <stdlib.h>

static void add(struct preview_sources *sources, const char *path)
{
    sources->paths =
        mem_grow(sources->paths, sources->count, &sources->room, sizeof *sources->paths);
    sources->paths[sources->count++] = arena_text(&sources->arena, path);
}

static void add_picture(struct preview_sources *sources, const struct template *template,
                        const char *file)
{
    if (*file)
        add(sources, *file == '/'
                         ? file
                         : arena_printf(&sources->arena, "%s/%s", template->folder, file));
}

static void add_fonts(struct preview_sources *sources, const struct template *template,
                      const char *folder, struct report *findings)
{
    struct font_set *fonts = font_set_new(template, folder, findings);
    for (size_t i = 0; fonts && i < fonts->count; i++)
        add(sources, fonts->fonts[i]->path);
    font_set_free(fonts);
}

void preview_sources_gather(struct preview_sources *sources, const struct job_source *source)
{
    struct report findings = {0};
    struct template *template = template_read(source->template_path, &findings);
    add(sources, source->template_path);
    add(sources, source->list_path);
    for (size_t i = 0; template && i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        if (element->kind == ELEMENT_IMAGE && element->content.count == 1 &&
            element->content.pieces->text)
            add_picture(sources, template, element->content.pieces->text);
    }
    if (template)
        add_fonts(sources, template, source->fonts, &findings);
    template_free(template);
    report_free(&findings);
}

void preview_sources_add_pictures(struct preview_sources *sources,
                                  const struct template *template, const struct card *card)
{
    for (size_t i = 0; card->elements && i < template->element_count; i++)
        if (template->elements[i].kind == ELEMENT_IMAGE && card->elements[i].content.text)
            add_picture(sources, template, card->elements[i].content.text);
}

void preview_sources_free(struct preview_sources *sources)
{
    free(sources->paths);
    arena_free(&sources->arena);
    *sources = (struct preview_sources){0};
}
