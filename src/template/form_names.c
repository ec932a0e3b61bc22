#include "template/form_names.h"

#include <string.h>

static bool has_name(const struct template *template, const char *name)
{
    return template_find_column(template, name) || template_find_define(template, name);
}

/* Whether a text of the certificate before element `index` reads the same. */
static bool is_repeated(const struct template *certificate, size_t index)
{
    const struct element *element = &certificate->elements[index];
    for (size_t i = 0; i < index; i++) {
        const struct element *other = &certificate->elements[i];
        if (other->kind == ELEMENT_TEXT && other->tag.lang && element->tag.lang &&
            strcmp(other->tag.lang, element->tag.lang) == 0 &&
            strcmp(other->content.source, element->content.source) == 0)
            return true;
    }
    return false;
}

/* Whether the text is nothing but {duplicate}, which is empty where there is something to be
 * proof-read. */
static bool is_duplicate_mark(const struct pattern *pattern)
{
    return pattern->count == 1 && pattern->pieces[0].column &&
           strcmp(pattern->pieces[0].column, "duplicate") == 0;
}

/* Appends the pieces without their styles, and `\n` before them where others stand already. */
static void append_pattern(struct arena *arena, struct pattern *all,
                           const struct pattern *pattern)
{
    size_t count = all->count + (all->count > 0) + pattern->count, at = all->count;
    struct piece *pieces = arena_new(arena, count, sizeof *pieces);
    if (at) {
        memcpy(pieces, all->pieces, at * sizeof *pieces);
        pieces[at++] = (struct piece){.text = "\n"};
    }
    for (size_t i = 0; i < pattern->count; i++) {
        pieces[at] = pattern->pieces[i];
        pieces[at++].style = 0;
    }
    all->pieces = pieces;
    all->count = count;
}

/* Returns all texts of the certificate in the language that change from row to row. */
static struct pattern printed(struct arena *arena, const struct template *certificate,
                              const char *lang)
{
    struct pattern all = {.source = ""};
    for (size_t i = 0; i < certificate->element_count; i++) {
        const struct element *element = &certificate->elements[i];
        if (element->kind == ELEMENT_TEXT && element->tag.lang &&
            strcmp(element->tag.lang, lang) == 0 &&
            !template_constant(certificate, &element->content) &&
            !is_duplicate_mark(&element->content) && !is_repeated(certificate, i))
            append_pattern(arena, &all, &element->content);
    }
    return all;
}

/* Appends the columns and the definitions whose names `other` has not; NULL: all. */
static void append_columns(struct template *to, const struct template *from,
                           const struct template *other)
{
    for (size_t i = 0; i < from->column_count; i++)
        if (!other || !has_name(other, from->columns[i].name))
            to->columns[to->column_count++] = from->columns[i];
}

static void append_defines(struct template *to, const struct template *from,
                           const struct template *other)
{
    for (size_t i = 0; i < from->define_count; i++)
        if (!other || !has_name(other, from->defines[i].name))
            to->defines[to->define_count++] = from->defines[i];
}

static void append_printed(struct arena *arena, struct template *to,
                           const struct template *from)
{
    to->defines[to->define_count++] =
        (struct template_define){.name = "printed_kk", .pattern = printed(arena, from, "kk")};
    to->defines[to->define_count++] =
        (struct template_define){.name = "printed_ru", .pattern = printed(arena, from, "ru")};
}

void form_names_lend(const struct template *from, bool first, struct arena *arena,
                     struct template *form)
{
    const struct template own = *form;
    const struct template *lost = first ? NULL : &own, *hidden = first ? from : NULL;
    form->columns =
        arena_new(arena, own.column_count + from->column_count, sizeof *form->columns);
    form->defines =
        arena_new(arena, own.define_count + from->define_count + 2, sizeof *form->defines);
    form->column_count = form->define_count = 0;
    append_columns(form, from, lost);
    append_defines(form, from, lost);
    for (size_t i = 0; i < form->define_count; i++)
        form->defines[i].line = 0; /* of another file */
    append_printed(arena, form, from);
    append_columns(form, &own, hidden);
    append_defines(form, &own, hidden);
}
