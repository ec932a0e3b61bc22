#include "faces.h"

#include "arena.h"
#include "fontfind.h"
#include "mem.h"

#include <stdlib.h>
#include <string.h>

#define MISSING ((size_t)-1)

/* Says in `used[font][style]` which styles of which fonts the template's texts ask for. */
static void gather_styles(const struct template *template, bool (*used)[STYLE_COUNT])
{
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        bool text = element->kind == ELEMENT_TEXT || element->kind == ELEMENT_SIGNATURE;
        /* A template with faults may have texts without a font. */
        if (!text || element->text.font >= template->font_count)
            continue;
        for (size_t j = 0; j < element->content.count; j++)
            used[element->text.font][element->content.pieces[j].style] = true;
    }
}

/* The bold companion of "Light" is "Bold", the italic one "Light Italic". */
static const char *style_name(struct arena *arena, const char *style, unsigned bits)
{
    if (bits & STYLE_BOLD)
        style = strstr(style, "Italic") ? "Bold Italic" : "Bold";
    if (!(bits & STYLE_ITALIC) || strstr(style, "Italic"))
        return style;
    if (strcmp(style, "Regular") == 0)
        return "Italic";
    return arena_printf(arena, "%s Italic", style);
}

static size_t add_face(struct faces *faces, const struct font_file *file, struct err *err)
{
    struct font *font = font_load(file->path, file->index, err);
    if (!font)
        return MISSING;
    faces->fonts[faces->count] = font;
    faces->shapers[faces->count] = shaper_new(font);
    return faces->count++;
}

/* Two fonts of a template may come to the same face, which then is loaded once. */
static size_t get_face(struct faces *faces, struct font_file *files, const struct font_file *file,
                       struct err *err)
{
    for (size_t i = 0; i < faces->count; i++)
        if (strcmp(files[i].path, file->path) == 0 && files[i].index == file->index)
            return i;
    size_t face = add_face(faces, file, err);
    if (face != MISSING)
        files[face] = *file;
    return face;
}

static bool load_all(struct faces *faces, const struct template *template,
                     const struct fontfind *find, struct findings *findings)
{
    struct arena arena = {0};
    size_t errors = findings->errors, most = template->font_count * STYLE_COUNT;
    bool(*used)[STYLE_COUNT] = arena_new(&arena, template->font_count, sizeof *used);
    struct font_file *files = arena_new(&arena, most, sizeof *files);
    gather_styles(template, used);
    for (size_t i = 0; i < most; i++) {
        const struct template_font *font = &template->fonts[i / STYLE_COUNT];
        unsigned bits = (unsigned)(i % STYLE_COUNT);
        size_t *face = &faces->by_font[i / STYLE_COUNT][bits];
        struct font_file file;
        struct err err;
        *face = MISSING;
        if (!used[i / STYLE_COUNT][bits] || !font->family || !font->style)
            continue;
        const char *style = style_name(&arena, font->style, bits);
        if (fontfind_get(find, font->family, style, &arena, &file, &err))
            *face = get_face(faces, files, &file, &err);
        if (*face == MISSING)
            findings_add(findings, LEVEL_ERROR,
                         (struct place){.file = template->path, .line = font->line}, NULL, "%s",
                         err.text);
    }
    arena_free(&arena);
    return findings->errors == errors;
}

struct faces *faces_new(const struct template *template, const char *folder,
                        struct findings *findings)
{
    size_t most = template->font_count * STYLE_COUNT;
    struct faces *faces = mem_new(1, sizeof *faces);
    faces->fonts = mem_new(most, sizeof *faces->fonts);
    faces->shapers = mem_new(most, sizeof *faces->shapers);
    faces->by_font = mem_new(template->font_count, sizeof *faces->by_font);
    struct fontfind *find = fontfind_new(folder);
    bool complete = load_all(faces, template, find, findings);
    fontfind_free(find);
    if (complete)
        return faces;
    faces_free(faces);
    return NULL;
}

void faces_free(struct faces *faces)
{
    if (!faces)
        return;
    for (size_t i = 0; i < faces->count; i++) {
        shaper_free(faces->shapers[i]);
        font_free(faces->fonts[i]);
    }
    free(faces->fonts);
    free(faces->shapers);
    free(faces->by_font);
    free(faces);
}
