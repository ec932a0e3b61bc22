#include "binding.h"

#include "buf.h"
#include "filter.h"
#include "mem.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

const struct name *binding_find(const struct binding *binding, const char *text)
{
    for (size_t i = 0; i < binding->name_count; i++)
        if (strcmp(binding->names[i].text, text) == 0)
            return &binding->names[i];
    return NULL;
}

static void add_name(struct binding *binding, const char *text, enum source source, size_t index)
{
    binding->names[binding->name_count++] =
        (struct name){arena_text(&binding->arena, text), source, index};
}

static const char *mapped_name(const struct template *template, const char *heading)
{
    for (size_t i = 0; i < template->column_count; i++)
        if (strcmp(template->columns[i].heading, heading) == 0)
            return template->columns[i].name;
    return heading;
}

static void gather_names(struct binding *binding, const struct roster *roster)
{
    const struct template *template = binding->template;
    size_t columns = roster_columns(roster);
    binding->names = arena_new(&binding->arena, columns + template->define_count + 3,
                               sizeof *binding->names);
    /* Defines come first: a template may give a better text under a column's name. */
    for (size_t i = 0; i < template->define_count; i++)
        add_name(binding, template->defines[i].name, SOURCE_DEFINE, i);
    for (size_t i = 0; i < columns; i++)
        add_name(binding, mapped_name(template, roster_heading(roster, i)), SOURCE_COLUMN, i);
    add_name(binding, "row", SOURCE_ROW, 0);
    add_name(binding, "signer", SOURCE_SIGNER, 0);
    add_name(binding, "time", SOURCE_TIME, 0);
}

static struct place at_line(const struct binding *binding, size_t line)
{
    return (struct place){.file = binding->template->path, .line = line};
}

/* Lists the names there are, so that the advice can be followed without opening the list. */
static const char *known_names(const struct binding *binding, struct arena *arena)
{
    struct buf list = {0};
    for (size_t i = 0; i < binding->name_count; i++)
        if (binding->names[i].source <= SOURCE_DEFINE)
            buf_printf(&list, "%s%s", list.size ? ", " : "", binding->names[i].text);
    const char *text = arena_text(arena, buf_text(&list));
    buf_free(&list);
    return text;
}

static void complain_of_name(const struct binding *binding, const char *name, size_t line,
                             struct findings *findings)
{
    struct arena scratch = {0};
    const char **words = arena_new(&scratch, binding->name_count, sizeof *words);
    for (size_t i = 0; i < binding->name_count; i++)
        words[i] = binding->names[i].text;
    const char *nearest = utf8_nearest(name, words, binding->name_count);
    const char *advice =
        nearest ? arena_printf(&scratch, "Did you mean {%s}?", nearest)
                : arena_printf(&scratch, "There are: %s.", known_names(binding, &scratch));
    findings_add(findings, LEVEL_ERROR, at_line(binding, line), advice,
                 "{%s} is no column of %s.", name, binding->list);
    arena_free(&scratch);
}

static void complain_of_filter(const struct binding *binding, const char *name,
                               const char *nearest, size_t line, struct findings *findings)
{
    char advice[128] = "README.md, «Filters», lists what there is.";
    if (nearest) {
        struct buf text = {0};
        buf_printf(&text, "Did you mean «%s»?", nearest);
        memcpy(advice, text.data, text.size < sizeof advice ? text.size + 1 : 0);
        buf_free(&text);
    }
    findings_add(findings, LEVEL_ERROR, at_line(binding, line), advice,
                 "there is no filter «%s».", name);
}

static void check_pattern(const struct binding *binding, const struct pattern *pattern,
                          size_t line, struct findings *findings)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const struct piece *piece = &pattern->pieces[i];
        if (!piece->column)
            continue;
        if (!binding_find(binding, piece->column))
            complain_of_name(binding, piece->column, line, findings);
        for (size_t f = 0; f < piece->filter_count; f++) {
            const char *nearest;
            if (!filter_known(piece->filters[f].name, &nearest))
                complain_of_filter(binding, piece->filters[f].name, nearest, line, findings);
        }
    }
}

static const char *const content_keys[] = {
    [ELEMENT_TEXT] = "text", [ELEMENT_IMAGE] = "file",     [ELEMENT_QR] = "text",
    [ELEMENT_SIGNATURE] = "text",
};

static const char *const section_kinds[] = {
    [ELEMENT_TEXT] = "text ", [ELEMENT_IMAGE] = "image ", [ELEMENT_QR] = "qr ",
    [ELEMENT_SIGNATURE] = "signature",
};

static size_t key_line(struct binding *binding, const struct element *element, const char *key)
{
    const char *kind = section_kinds[element->kind];
    const char *section = arena_printf(&binding->arena, "%s%s", kind,
                                       element->kind == ELEMENT_SIGNATURE ? "" : element->name);
    size_t line = template_line(binding->template, section, key);
    return line ? line : element->line;
}

static void check_elements(struct binding *binding, struct findings *findings)
{
    const struct template *template = binding->template;
    binding->fixed = arena_new(&binding->arena, template->element_count, sizeof(bool));
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        bool constant = pattern_fixed(&element->content) && pattern_fixed(&element->alt);
        binding->fixed[i] = constant || element->kind == ELEMENT_SIGNATURE;
        if (constant)
            continue;
        check_pattern(binding, &element->content,
                      key_line(binding, element, content_keys[element->kind]), findings);
        check_pattern(binding, &element->alt, key_line(binding, element, "alt"), findings);
    }
    /* A pair is set in one size, so it is fixed only together. */
    for (size_t i = 0; i < template->element_count; i++)
        for (size_t j = 0; template->elements[i].pair && j < template->element_count; j++)
            if (template->elements[j].pair && !binding->fixed[j] &&
                strcmp(template->elements[i].pair, template->elements[j].pair) == 0)
                binding->fixed[i] = false;
}

static void check_document(const struct binding *binding, struct findings *findings)
{
    const struct template *template = binding->template;
    const struct {
        const char *key;
        const struct pattern *pattern;
    } patterns[] = {
        {"file", &template->file},     {"title", &template->title},
        {"author", &template->author}, {"subject", &template->subject},
        {"who", &template->who},       {"keywords", &template->keywords},
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        check_pattern(binding, patterns[i].pattern,
                      template_line(template, "document", patterns[i].key), findings);
    for (size_t i = 0; i < template->define_count; i++)
        check_pattern(binding, &template->defines[i].pattern, template->defines[i].line,
                      findings);
}

static void check_columns(struct binding *binding, const struct roster *roster,
                          struct findings *findings)
{
    const struct template *template = binding->template;
    for (size_t i = 0; i < template->column_count; i++) {
        const struct template_column *column = &template->columns[i];
        bool found = false;
        for (size_t j = 0; j < roster_columns(roster); j++)
            found = found || strcmp(roster_heading(roster, j), column->heading) == 0;
        if (!found)
            findings_add(findings, LEVEL_ERROR, at_line(binding, column->line),
                         "Compare the headings in the list's first row letter by letter.",
                         "%s has no heading «%s».", binding->list, column->heading);
    }
    binding->required =
        arena_new(&binding->arena, template->required_count, sizeof *binding->required);
    for (size_t i = 0; i < template->required_count; i++) {
        const struct name *name = binding_find(binding, template->required[i]);
        if (name && name->source == SOURCE_COLUMN)
            binding->required[binding->required_count++] = name->index;
        else
            complain_of_name(binding, template->required[i],
                             template_line(template, "document", "required"), findings);
    }
}

struct binding *binding_new(const struct template *template, const struct roster *roster,
                            const struct batch_words *words, struct findings *findings)
{
    struct binding *binding = mem_new(1, sizeof *binding);
    size_t errors = findings->errors;
    binding->template = template;
    binding->list = arena_text(&binding->arena, roster_path(roster));
    binding->words.signer = arena_text(&binding->arena, words->signer);
    binding->words.time = arena_text(&binding->arena, words->time);
    gather_names(binding, roster);
    check_document(binding, findings);
    check_elements(binding, findings);
    check_columns(binding, roster, findings);
    if (findings->errors == errors)
        return binding;
    binding_free(binding);
    return NULL;
}

void binding_free(struct binding *binding)
{
    if (!binding)
        return;
    arena_free(&binding->arena);
    free(binding);
}
