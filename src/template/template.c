#include "template/template.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "template/ini.h"
#include "template/pattern.h"
#include "template/schema.h"
#include "template/section_reader.h"
#include "template/validate.h"

#include <stdlib.h>
#include <string.h>

static size_t count_of(const struct section_reader *loader, const char *kind)
{
    size_t count = 0;
    for (size_t i = 0; i < loader->ini->count; i++)
        count += section_reader_is(&loader->ini->sections[i], kind);
    return count;
}

/* Tells keys that the kind of section does not have. */
static void check_keys(struct section_reader *loader, struct ini_section *section,
                       const struct schema_section *schema)
{
    const char **names = arena_new(loader->arena, schema->count, sizeof *names);
    for (size_t i = 0; i < schema->count; i++)
        names[i] = schema->keys[i].name;
    for (size_t i = 0; i < section->count; i++) {
        struct ini_entry *entry = &section->entries[i];
        if (!entry->reported && !schema_key(schema, entry->key))
            section_reader_fault(
                loader, entry->line,
                section_reader_suggest(loader, entry->key, names, schema->count),
                "[%s] has no key \"%s\".", section->name, entry->key);
    }
}

static void check_heading(struct section_reader *loader, struct ini_section *section)
{
    const struct schema_section *schema = schema_section(section->kind);
    if (!schema) {
        size_t count;
        const struct schema_section *all = schema_sections(&count);
        const char **kinds = arena_new(loader->arena, count, sizeof *kinds);
        for (size_t i = 0; i < count; i++)
            kinds[i] = all[i].kind;
        if (!section->reported)
            section_reader_fault(loader, section->line,
                                 section_reader_suggest(loader, section->kind, kinds, count),
                                 "There is no kind of section \"%s\".", section->kind);
        return;
    }
    bool named = *section->own;
    if (named && schema->naming == SCHEMA_UNNAMED)
        section_reader_fault(loader, section->line, NULL, "[%s] takes no name; write [%s].",
                             section->name, section->kind);
    else if (!named && schema->naming != SCHEMA_UNNAMED)
        section_reader_fault(loader, section->line, NULL, "[%s] needs a %s, such as [%s %s].",
                             section->name,
                             schema->naming == SCHEMA_NUMBERED ? "number" : "name",
                             section->kind, schema->naming == SCHEMA_NUMBERED ? "1" : "main");
    if (schema->keys)
        check_keys(loader, section, schema);
}

/* Splits the entry's value at its commas into `*list`; refuses an empty part. */
static bool split_list(struct section_reader *loader, const struct ini_section *section,
                       struct ini_entry *entry, const char *advice, const char ***list,
                       size_t *count)
{
    *list = arena_new(loader->arena, strlen(entry->value) + 1, sizeof(char *));
    *count = 0;
    for (const char *at = entry->value; at; at = strchr(at, ',')) {
        at += *at == ',';
        at += strspn(at, " \t");
        size_t size = strcspn(at, ",");
        while (size && strchr(" \t", at[size - 1]))
            size--;
        if (!size)
            return section_reader_refuse(loader, section, entry, "A name is missing.", advice);
        (*list)[(*count)++] = arena_copy(loader->arena, at, size);
    }
    return true;
}

static void read_required(struct section_reader *loader, struct ini_section *document)
{
    struct template *template = loader->template;
    struct ini_entry *entry = ini_get(document, "required");
    if (entry)
        split_list(loader, document, entry, "Write names of columns with commas between them.",
                   &template->required, &template->required_count);
}

static void read_document(struct section_reader *loader)
{
    struct template *template = loader->template;
    struct ini_section *document = ini_find(loader->ini, "document");
    if (!document) {
        section_reader_fault(loader, 0, "It gives the documents their title and file name.",
                             "There is no [document] section.");
        return;
    }
    bool ok = section_reader_section(loader, document, template);
    read_required(loader, document);
    if (ok && pattern_fixed(&template->file))
        section_reader_refuse(loader, document, ini_get(document, "file"),
                              "All certificates would have one file name.",
                              "Put a placeholder into it, such as {row}.");
}

static void read_fonts(struct section_reader *loader)
{
    struct template *template = loader->template;
    template->fonts =
        arena_new(loader->arena, count_of(loader, "font"), sizeof *template->fonts);
    for (size_t i = 0; i < loader->ini->count; i++) {
        struct ini_section *section = &loader->ini->sections[i];
        if (!section_reader_is(section, "font"))
            continue;
        struct template_font *font = &template->fonts[template->font_count++];
        *font = (struct template_font){.name = section->own, .line = section->line};
        section_reader_section(loader, section, font);
    }
}

/* Pages stand in any order in the file, but their numbers leave none out. */
static void read_pages(struct section_reader *loader)
{
    struct template *template = loader->template;
    size_t count = count_of(loader, "page"), number;
    template->pages = arena_new(loader->arena, count, sizeof *template->pages);
    template->page_count = count;
    if (!count)
        section_reader_fault(loader, 0, "It says how large the sheet is.",
                             "There is no [page 1] section.");
    for (size_t i = 0; i < loader->ini->count; i++) {
        struct ini_section *section = &loader->ini->sections[i];
        if (!section_reader_is(section, "page"))
            continue;
        if (!number_read(section->own, count, &number) || !number || *section->own == '0') {
            section_reader_fault(
                loader, section->line, "Pages are numbered 1, 2, 3 … without a gap.",
                "[%s] does not fit to a template of %zu pages.", section->name, count);
            continue;
        }
        template->pages[number - 1].line = section->line;
        section_reader_section(loader, section, &template->pages[number - 1]);
    }
}

/* Reads each style once by itself, so that a fault is told even if nobody uses it. */
static void read_styles(struct section_reader *loader)
{
    for (size_t i = 0; i < loader->ini->count; i++) {
        struct element scratch = {0};
        if (section_reader_is(&loader->ini->sections[i], "style"))
            section_reader_section(loader, &loader->ini->sections[i], &scratch);
    }
}

/* Whether the entry can give a column or a definition its name. */
static bool check_name(struct section_reader *loader, const struct ini_section *section,
                       struct ini_entry *entry)
{
    if (strchr(entry->key, '-'))
        return section_reader_refuse(loader, section, entry,
                                     "The name of a placeholder has no hyphen.",
                                     "Use an underscore.");
    if (!*entry->value)
        return section_reader_refuse(loader, section, entry, "There is nothing behind the =.",
                                     NULL);
    return !entry->reported;
}

static void read_columns(struct section_reader *loader)
{
    struct template *template = loader->template;
    struct ini_section *section = ini_find(loader->ini, "columns");
    size_t count = section ? section->count : 0;
    template->columns = arena_new(loader->arena, count, sizeof *template->columns);
    for (size_t i = 0; i < count; i++) {
        struct ini_entry *entry = &section->entries[i];
        if (check_name(loader, section, entry))
            template->columns[template->column_count++] =
                (struct template_column){entry->key, entry->value, entry->line};
    }
}

static void read_values(struct section_reader *loader)
{
    struct template *template = loader->template;
    struct ini_section *section = ini_find(loader->ini, "values");
    size_t count = section ? section->count : 0;
    template->values = arena_new(loader->arena, count, sizeof *template->values);
    for (size_t i = 0; i < count; i++) {
        struct ini_entry *entry = &section->entries[i];
        struct template_values values = {.name = entry->key, .line = entry->line};
        if (check_name(loader, section, entry) &&
            split_list(loader, section, entry,
                       "Write what the column may say, with commas "
                       "between.",
                       &values.list, &values.count))
            template->values[template->value_count++] = values;
    }
}

/* A definition may use the list's columns and the definitions above it, so none can run in
 * a circle. */
static bool check_define(struct section_reader *loader, const struct ini_section *section,
                         struct ini_entry *entry, const struct pattern *pattern)
{
    const struct template *template = loader->template;
    for (size_t i = 0; i < template->column_count; i++)
        if (strcmp(template->columns[i].name, entry->key) == 0)
            return section_reader_refuse(
                loader, section, entry, "[columns] has this name, too.", "Choose another one.");
    for (size_t i = 0; i < pattern->count; i++) {
        const char *column = pattern->pieces[i].column;
        const struct ini_entry *other = column ? ini_get(section, column) : NULL;
        if (other == entry)
            return section_reader_refuse(loader, section, entry, "It refers to itself.",
                                         "Choose another name for it.");
        if (other && other > entry)
            return section_reader_refuse(loader, section, entry,
                                         arena_printf(loader->arena,
                                                      "{%s} is defined only on line %zu.",
                                                      column, other->line),
                                         "Move that line above this one.");
    }
    return true;
}

static void read_defines(struct section_reader *loader)
{
    struct template *template = loader->template;
    struct ini_section *section = ini_find(loader->ini, "define");
    size_t count = section ? section->count : 0;
    template->defines = arena_new(loader->arena, count, sizeof *template->defines);
    for (size_t i = 0; i < count; i++) {
        struct ini_entry *entry = &section->entries[i];
        struct template_define define = {.name = entry->key, .line = entry->line};
        struct error err;
        if (!check_name(loader, section, entry))
            continue;
        if (!pattern_read(loader->arena, entry->value, false, &define.pattern, &err))
            section_reader_refuse(loader, section, entry, error_words(&err, loader->arena),
                                  NULL);
        else if (!check_define(loader, section, entry, &define.pattern))
            define.pattern = (struct pattern){0};
        /* Its name is known all the same: whoever uses it is not at fault. */
        template->defines[template->define_count++] = define;
    }
}

/* The image of a page is its first element, over the whole sheet with the bleed. */
static void add_page_image(struct section_reader *loader, size_t index)
{
    struct template *template = loader->template;
    const struct template_page *page = &template->pages[index];
    loader->sound[template->element_count] = true;
    template->elements[template->element_count++] = (struct element){
        .kind = ELEMENT_IMAGE,
        .section = arena_printf(loader->arena, "page %zu", index + 1),
        .name = arena_printf(loader->arena, "page-%zu", index + 1),
        .line = page->line,
        .page = index,
        .box = {-page->bleed, -page->bleed, page->width + 2 * page->bleed,
                page->height + 2 * page->bleed},
        .tag = {.role = ROLE_ARTIFACT},
        .content = page->image,
        .fit = FIT_COVER,
    };
}

static void read_elements(struct section_reader *loader)
{
    struct template *template = loader->template;
    size_t most = loader->ini->count + template->page_count;
    template->elements = arena_new(loader->arena, most, sizeof *template->elements);
    loader->sound = arena_new(loader->arena, most, sizeof *loader->sound);
    for (size_t i = 0; i < template->page_count; i++)
        if (template->pages[i].image.count)
            add_page_image(loader, i);
    for (size_t i = 0; i < loader->ini->count; i++) {
        struct ini_section *section = &loader->ini->sections[i];
        const struct schema_section *schema = schema_section(section->kind);
        if (!schema || !schema->is_element || !section_reader_is(section, section->kind))
            continue;
        struct element *element = &template->elements[template->element_count];
        *element = (struct element){
            .kind = schema->element,
            .section = section->name,
            .name = section->own,
            .line = section->line,
            .tag = {.role = schema->role},
        };
        loader->sound[template->element_count++] =
            section_reader_section(loader, section, element);
    }
}

static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : arena_copy(arena, path, (size_t)(slash - path));
}

static void read_template(struct section_reader *loader)
{
    for (size_t i = 0; i < loader->ini->count; i++)
        check_heading(loader, &loader->ini->sections[i]);
    read_document(loader);
    read_fonts(loader);
    read_pages(loader);
    read_styles(loader);
    read_columns(loader);
    read_values(loader);
    read_defines(loader);
    read_elements(loader);
    validate_template(loader->template, loader->sound, loader->findings);
}

struct template *template_read(const char *path, struct report *findings)
{
    struct template *template = mem_new(1, sizeof *template);
    template->ini = mem_new(1, sizeof *template->ini);
    template->path = arena_text(&template->arena, path);
    template->folder = folder_of(&template->arena, path);
    struct section_reader loader = {
        .template = template,
        .ini = template->ini,
        .arena = &template->arena,
        .findings = findings,
    };
    bool legible = ini_read(template->path, template->ini, findings);
    if (legible)
        read_template(&loader);
    template->digest = template->ini->digest;
    if (legible)
        return template;
    template_free(template);
    return NULL;
}

size_t template_line(const struct template *template, const char *section, const char *key)
{
    const struct ini_section *found = ini_find(template->ini, section);
    const struct ini_entry *entry = ini_get(found, key);
    if (entry)
        return entry->line;
    return found ? found->line : 0;
}

void template_free(struct template *template)
{
    if (!template)
        return;
    ini_free(template->ini);
    free(template->ini);
    struct arena arena = template->arena;
    free(template);
    arena_free(&arena);
}

bool template_key_at(size_t index, struct template_key *key)
{
    size_t count;
    const struct schema_section *sections = schema_sections(&count);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < sections[i].count; j++) {
            const struct schema_key *found = &sections[i].keys[j];
            if ((found->shared && sections[i].is_element) || index--)
                continue;
            *key = (struct template_key){
                .section = sections[i].kind,
                .key = found->name,
                .type = schema_type_name(found->type),
                .fallback = found->fallback ? found->fallback : "",
                .as = found->as ? found->as : "",
                .required = found->required,
            };
            return true;
        }
    }
    return false;
}
