#include "template/template.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/path.h"
#include "template/common_sections.h"
#include "template/ini.h"
#include "template/pattern.h"
#include "template/schema.h"
#include "template/section_reader.h"
#include "template/validate.h"

#include <stdlib.h>
#include <string.h>

/* Reports that a section is missing; what it is for follows with report_advise. */
static void fail_without(struct section_reader *reader, const char *section)
{
    report_add(reader->findings, LEVEL_ERROR, (struct place){.file = reader->ini->path},
               "template-section-missing", "There is no [%s] section.", section);
}

static void read_document(struct section_reader *reader)
{
    struct template *template = reader->template;
    struct ini_section *document = ini_find(reader->ini, "document");
    if (!document) {
        fail_without(reader, "document");
        report_advise(reader->findings, "It gives the documents their title and file name.");
        return;
    }
    bool ok = section_reader_section(reader, document, template);
    common_sections_names(reader, document, "required", &template->required,
                          &template->required_count);
    if (ok && pattern_fixed(&template->file)) {
        struct error err;
        error_set(&err, "template-one-file", "All certificates would have one file name.");
        error_advise(&err, "Put a placeholder into it, such as {row}.");
        section_reader_refuse(reader, document, ini_get(document, "file"), &err);
    }
}

static void read_register(struct section_reader *reader)
{
    struct template_register *registry = &reader->template->registry;
    struct ini_section *section = ini_find(reader->ini, "register");
    struct ini_entry *number = ini_get(section, "number");
    struct error err;
    if (!section)
        return;
    registry->given = true;
    registry->line = section->line;
    section_reader_section(reader, section, registry);
    common_sections_names(reader, section, "order", &registry->order, &registry->order_count);
    common_sections_names(reader, section, "person", &registry->person,
                          &registry->person_count);
    if (number && !number_pattern_read(reader->arena, number->value, &registry->number, &err))
        section_reader_refuse(reader, section, number, &err);
}

static void read_sign(struct section_reader *reader)
{
    struct template_sign *sign = &reader->template->sign;
    struct ini_section *section = ini_find(reader->ini, "sign");
    if (!section)
        return;
    sign->given = true;
    sign->leveled = ini_get(section, "level") != NULL;
    sign->line = section->line;
    section_reader_section(reader, section, sign);
}

/* Pages stand in any order in the file, but their numbers leave none out. */
static void read_pages(struct section_reader *reader)
{
    struct template *template = reader->template;
    size_t count = common_sections_count(reader, "page"), number;
    template->pages = arena_new(reader->arena, count, sizeof *template->pages);
    template->page_count = count;
    if (!count) {
        fail_without(reader, "page 1");
        report_advise(reader->findings, "It says how large the sheet is.");
    }
    for (size_t i = 0; i < reader->ini->count; i++) {
        struct ini_section *section = &reader->ini->sections[i];
        if (!section_reader_is(reader, section, "page"))
            continue;
        if (!number_read(section->own, count, &number) || !number || *section->own == '0') {
            struct error err;
            error_set(&err, "template-page-number",
                      "This number does not fit the count of pages, %zu.", count);
            error_advise(&err, "Pages are numbered 1, 2, 3 … without a gap.");
            section_reader_refuse(reader, section, NULL, &err);
            continue;
        }
        template->pages[number - 1].line = section->line;
        section_reader_section(reader, section, &template->pages[number - 1]);
    }
}

/* The image of a page is its first element, over the whole sheet with the bleed. */
static void add_page_image(struct section_reader *reader, size_t index)
{
    struct template *template = reader->template;
    const struct template_page *page = &template->pages[index];
    reader->sound[template->element_count] = true;
    template->elements[template->element_count++] = (struct element){
        .kind = ELEMENT_IMAGE,
        .ground = true,
        .section = arena_printf(reader->arena, "page %zu", index + 1),
        .name = arena_printf(reader->arena, "page-%zu", index + 1),
        .line = page->line,
        .page = index,
        .box = {-page->bleed, -page->bleed, page->width + 2 * page->bleed,
                page->height + 2 * page->bleed},
        .tag = {.role = ROLE_ARTIFACT},
        .content = page->image,
        .fit = FIT_COVER,
    };
}

static void read_elements(struct section_reader *reader)
{
    struct template *template = reader->template;
    size_t most = reader->ini->count + template->page_count;
    template->elements = arena_new(reader->arena, most, sizeof *template->elements);
    reader->sound = arena_new(reader->arena, most, sizeof *reader->sound);
    for (size_t i = 0; i < template->page_count; i++)
        if (template->pages[i].image.count)
            add_page_image(reader, i);
    for (size_t i = 0; i < reader->ini->count; i++) {
        struct ini_section *section = &reader->ini->sections[i];
        const struct schema_section *schema = schema_section(reader->schema, section->kind);
        if (!schema || !schema->is_element ||
            !section_reader_is(reader, section, section->kind))
            continue;
        struct element *element = &template->elements[template->element_count];
        *element = (struct element){
            .kind = schema->element,
            .section = section->name,
            .name = section->own,
            .line = section->line,
            .tag = {.role = schema->role},
        };
        reader->sound[template->element_count++] =
            section_reader_section(reader, section, element);
    }
}

/* Refuses a form as one, instead of by all that it has and a certificate has not. */
static bool refuse_form(const struct section_reader *reader)
{
    if (!common_sections_foreign(reader, schema_form()))
        return false;
    report_add(
        reader->findings, LEVEL_ERROR, (struct place){.file = reader->ini->path},
        "template-is-form",
        "This is a form, which says what stands on a printed list, not the template of a "
        "certificate.");
    report_advise(reader->findings, "Name the template with -t; kualik new copies one.");
    return true;
}

static void read_template(struct section_reader *reader)
{
    if (refuse_form(reader))
        return;
    common_sections_check(reader);
    read_document(reader);
    read_register(reader);
    read_sign(reader);
    common_sections_read(reader);
    read_pages(reader);
    read_elements(reader);
    validate_template(reader->template, reader->sound, reader->findings);
}

struct template *template_read(const char *path, struct report *findings)
{
    struct template *template = mem_new(1, sizeof *template);
    template->ini = mem_new(1, sizeof *template->ini);
    template->path = arena_text(&template->arena, path);
    template->folder = path_folder(&template->arena, path);
    struct section_reader reader = {
        .schema = schema_certificate(),
        .template = template,
        .ini = template->ini,
        .arena = &template->arena,
        .findings = findings,
    };
    bool legible = ini_read(template->path, template->ini, findings);
    if (legible)
        read_template(&reader);
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

const struct template_define *template_find_define(const struct template *template,
                                                   const char *name)
{
    for (size_t i = 0; i < template->define_count; i++)
        if (strcmp(template->defines[i].name, name) == 0)
            return &template->defines[i];
    return NULL;
}

const struct template_column *template_find_column(const struct template *template,
                                                   const char *name)
{
    for (size_t i = 0; i < template->column_count; i++)
        if (strcmp(template->columns[i].name, name) == 0)
            return &template->columns[i];
    return NULL;
}

bool template_has_heading(const struct template *template, const char *heading)
{
    for (size_t i = 0; i < template->column_count; i++)
        if (strcmp(template->columns[i].heading, heading) == 0)
            return true;
    return false;
}

const char *template_lang(const struct template *template, const struct element *element)
{
    return element->tag.lang ? element->tag.lang : template->lang;
}

bool template_is_optional(const struct template *template, const char *name)
{
    for (size_t i = 0; i < template->optional_count; i++)
        if (strcmp(template->optional[i], name) == 0)
            return true;
    return false;
}

bool template_constant(const struct template *template, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *name = pattern->pieces[i].column;
        const struct template_define *define =
            name ? template_find_define(template, name) : NULL;
        /* Definitions use only those above them, so that this comes to an end. */
        if (name && (!define || !template_constant(template, &define->pattern)))
            return false;
    }
    return true;
}

const char *template_name(const struct template *template)
{
    return path_name(template->path);
}
