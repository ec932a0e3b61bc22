#include "layout/font_set.h"

#include "base/arena.h"
#include "base/mem.h"
#include "font/font_find.h"

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

/* Returns the style's word for a width other than the normal one ("SemiCondensed"), with the
 * space behind it, or "". */
static const char *width_word(struct arena *arena, const char *style)
{
    static const char *const widths[] = {"Condensed", "Expanded", "Narrow"};
    for (const char *word = style; *word; word += strcspn(word, " "), word += *word == ' ') {
        const char *name = arena_copy(arena, word, strcspn(word, " "));
        for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
            if (strstr(name, widths[i]))
                return arena_printf(arena, "%s ", name);
    }
    return "";
}

/* The bold companion of "Light" is "Bold", that of "Condensed Light" is "Condensed Bold"; the
 * italic one of "Light" is "Light Italic". */
static const char *style_name(struct arena *arena, const char *style, unsigned bits)
{
    if (bits & STYLE_BOLD)
        style = arena_printf(arena, "%sBold%s", width_word(arena, style),
                             strstr(style, "Italic") ? " Italic" : "");
    if (!(bits & STYLE_ITALIC) || strstr(style, "Italic"))
        return style;
    if (strcmp(style, "Regular") == 0)
        return "Italic";
    return arena_printf(arena, "%s Italic", style);
}

static size_t add_face(struct font_set *faces, const struct font_file *file, struct error *err)
{
    struct font *font = font_load(file->path, file->index, err);
    if (!font)
        return MISSING;
    faces->fonts[faces->count] = font;
    faces->shapers[faces->count] = shaper_new(font);
    return faces->count++;
}

/* Two fonts of a template may come to the same face, which then is loaded once. */
static size_t get_face(struct font_set *faces, struct font_file *files,
                       const struct font_file *file, struct error *err)
{
    for (size_t i = 0; i < faces->count; i++)
        if (strcmp(files[i].path, file->path) == 0 && files[i].index == file->index)
            return i;
    size_t face = add_face(faces, file, err);
    if (face != MISSING)
        files[face] = *file;
    return face;
}

/* Where the faces of a template come from. */
struct face_source {
    const struct template *template;
    const struct font_find *find;
    struct font_file *files; /* by face */
    struct arena arena;
};

/* Finds a font's face of that style, and loads it if a text uses it. */
static bool take_face(struct font_set *faces, struct face_source *source,
                      const struct template_font *font, unsigned bits, bool used, size_t *face,
                      struct error *err)
{
    const char *style = style_name(&source->arena, font->style, bits);
    struct font_file file;
    if (!font_find_get(source->find, font->family, style, &source->arena, &file, err))
        return false;
    if (used)
        *face = get_face(faces, source->files, &file, err);
    return !used || *face != MISSING;
}

/* A font that no text uses yet is looked for, too. A family is missing in all its styles, which
 * is told once. */
static void take_font(struct font_set *faces, struct face_source *source, size_t index,
                      const bool used[STYLE_COUNT], struct report *findings)
{
    const struct template_font *font = &source->template->fonts[index];
    struct place place = {.file = source->template->path, .line = font->line};
    struct error err;
    size_t first = findings->count;
    bool idle = true;
    for (unsigned bits = 0; bits < STYLE_COUNT; bits++) {
        faces->by_font[index][bits] = MISSING;
        idle &= !used[bits];
    }
    for (unsigned bits = 0; font->family && font->style && bits < STYLE_COUNT; bits++) {
        bool needed = used[bits] || (idle && bits == 0);
        if (!needed || take_face(faces, source, font, bits, used[bits],
                                 &faces->by_font[index][bits], &err))
            continue;
        if (!report_says(findings, first, &err))
            report_add_error(findings, LEVEL_ERROR, place, &err);
    }
}

static bool load_all(struct font_set *faces, const struct template *template,
                     const struct font_find *find, struct report *findings)
{
    struct face_source source = {.template = template, .find = find};
    size_t errors = findings->errors, count = template->font_count;
    bool(*used)[STYLE_COUNT] = arena_new(&source.arena, count, sizeof *used);
    source.files = arena_new(&source.arena, count * STYLE_COUNT, sizeof *source.files);
    gather_styles(template, used);
    for (size_t i = 0; i < count; i++)
        take_font(faces, &source, i, used[i], findings);
    arena_free(&source.arena);
    return findings->errors == errors;
}

struct font_set *font_set_new(const struct template *template, const char *folder,
                              struct report *findings)
{
    size_t most = template->font_count * STYLE_COUNT;
    struct font_set *faces = mem_new(1, sizeof *faces);
    faces->fonts = mem_new(most, sizeof *faces->fonts);
    faces->shapers = mem_new(most, sizeof *faces->shapers);
    faces->by_font = mem_new(template->font_count, sizeof *faces->by_font);
    struct font_find *find = font_find_new(folder);
    bool complete = load_all(faces, template, find, findings);
    font_find_free(find);
    if (complete)
        return faces;
    font_set_free(faces);
    return NULL;
}

void font_set_free(struct font_set *faces)
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
