#include "template/form.h"

#include "base/error.h"
#include "base/mem.h"
#include "template/common_sections.h"
#include "template/form_names.h"
#include "template/ini.h"
#include "template/schema.h"
#include "template/section_reader.h"

#include <stdlib.h>
#include <string.h>

/* A form being read. */
struct form_reader {
    struct section_reader sections;
    struct form *form;
    const struct template *certificate; /* or NULL */
    bool names_first; /* its names go before those of the form that are the same */
};

static struct arena *arena_of(struct form_reader *reader)
{
    return reader->sections.arena;
}

/* ---- texts ------------------------------------------------------------------------------ */

static size_t add_element(struct form_reader *reader, const struct element *look,
                          const char *key, const struct pattern *pattern)
{
    struct template *template = reader->form->template;
    struct element *element = &template->elements[template->element_count];
    *element = *look;
    element->kind = ELEMENT_TEXT;
    element->key = key;
    element->content = *pattern;
    return template->element_count++;
}

/* Makes elements of the words; `keys` are those of their languages. */
static void add_words(struct form_reader *reader, const struct element *look,
                      const char *const keys[FORM_LANGS], struct form_words *words)
{
    static const char *const langs[FORM_LANGS] = {NULL, "kk", "ru"};
    words->count = 0;
    for (size_t i = 0; i < FORM_LANGS; i++) {
        if (!words->patterns[i].count)
            continue;
        size_t index = add_element(reader, look, keys[i], &words->patterns[i]);
        reader->form->template->elements[index].tag.lang = langs[i];
        words->elements[words->count++] = index;
    }
}

static void add_text(struct form_reader *reader, const struct element *look,
                     struct form_words *words)
{
    static const char *const keys[FORM_LANGS] = {"text", "text_kk", "text_ru"};
    add_words(reader, look, keys, words);
}

/* A text that is never shown, only compared. */
static size_t add_key(struct form_reader *reader, const char *section, const char *key,
                      const struct pattern *pattern)
{
    struct element look = {
        .section = section, .name = key, .text = {.font = SIZE_MAX}, .tag = {.role = ROLE_P}};
    return pattern->count ? add_element(reader, &look, key, pattern) : NO_ELEMENT;
}

/* ---- sections --------------------------------------------------------------------------- */

/* Reads a section into `target`, which begins with its look. */
static void read_look(struct form_reader *reader, struct ini_section *section, void *target)
{
    const struct schema_section *schema =
        schema_section(reader->sections.schema, section->kind);
    struct element *look = target;
    *look = (struct element){.section = section->name,
                             .name = *section->own ? section->own : section->kind,
                             .line = section->line,
                             .tag = {.role = schema->role}};
    section_reader_section(&reader->sections, section, target);
}

static void read_band(struct form_reader *reader, const char *kind, struct form_band *band)
{
    struct ini_section *section = ini_find(reader->sections.ini, kind);
    if (!section)
        return;
    read_look(reader, section, band);
    add_text(reader, &band->look, &band->words);
    band->given = true;
}

static void read_group(struct form_reader *reader, struct form_group *group)
{
    static const char *const keys[FORM_LANGS] = {"again", "again_kk", "again_ru"};
    read_band(reader, "group", &group->band);
    if (group->band.given)
        add_words(reader, &group->band.look, keys, &group->again);
}

static void read_blocks(struct form_reader *reader, const char *kind,
                        struct form_block **blocks, size_t *count)
{
    const struct ini *ini = reader->sections.ini;
    *blocks = arena_new(arena_of(reader), common_sections_count(&reader->sections, kind),
                        sizeof **blocks);
    for (size_t i = 0; i < ini->count; i++) {
        if (!section_reader_is(&reader->sections, &ini->sections[i], kind))
            continue;
        struct form_block *block = &(*blocks)[(*count)++];
        read_look(reader, &ini->sections[i], block);
        add_text(reader, &block->look, &block->words);
    }
}

/* "25mm", or "2": a share. */
static void read_width(struct form_reader *reader, struct ini_section *section,
                       struct form_column *column)
{
    struct ini_entry *entry = ini_get(section, "width");
    const char *text = entry ? entry->value : "1";
    if (value_length(text, &column->width) && column->width > 0)
        return;
    column->width = 0;
    if (value_number(text, &column->share) && column->share > 0)
        return;
    struct error err;
    error_set(&err, "form-width", "\"%s\" is not the width of a column.", text);
    error_advise(&err, "Write a length such as 25mm, or a number such as 2: the columns with "
                       "numbers share what the others leave.");
    column->share = 1;
    section_reader_refuse(&reader->sections, section, entry, &err);
}

static void read_columns(struct form_reader *reader)
{
    static const char *const keys[FORM_LANGS] = {"heading", "heading_kk", "heading_ru"};
    struct form *form = reader->form;
    const struct ini *ini = reader->sections.ini;
    form->columns =
        arena_new(arena_of(reader), common_sections_count(&reader->sections, "column"),
                  sizeof *form->columns);
    for (size_t i = 0; i < ini->count; i++) {
        if (!section_reader_is(&reader->sections, &ini->sections[i], "column"))
            continue;
        struct form_column *column = &form->columns[form->column_count++];
        read_look(reader, &ini->sections[i], column);
        read_width(reader, &ini->sections[i], column);
        struct element heading = form->head.look;
        heading.section = column->look.section;
        heading.name = column->look.name;
        add_words(reader, &heading, keys, &column->heading);
        add_text(reader, &column->look, &column->words);
    }
}

static void read_table(struct form_reader *reader)
{
    struct form_table *table = &reader->form->table;
    struct ini_section *section = ini_find(reader->sections.ini, "table");
    struct ini_entry *days = ini_get(section, "days");
    struct ini_section none = {.name = "table", .kind = "table", .own = ""};
    struct error err;
    section_reader_section(&reader->sections, section ? section : &none, table);
    reader->form->sort = add_key(reader, "table", "sort", &table->sort);
    if (!days ||
        common_sections_split(&reader->sections, days, &table->days, &table->day_count, &err))
        return;
    error_advise(&err, "Write days such as 2026-12-01 with commas between them.");
    section_reader_refuse(&reader->sections, section, days, &err);
}

static void read_sheet(struct form_reader *reader)
{
    struct ini_section *section = ini_find(reader->sections.ini, "page");
    struct ini_section none = {.name = "page", .kind = "page", .own = ""};
    section_reader_section(&reader->sections, section ? section : &none, &reader->form->sheet);
}

static void read_contact(struct form_reader *reader)
{
    struct form_contact *contact = &reader->form->contact;
    struct ini_section *section = ini_find(reader->sections.ini, "contact");
    if (!section)
        return;
    read_look(reader, section, contact);
    add_text(reader, &contact->look, &contact->words);
    contact->given = true;
    if (!reader->certificate)
        section_reader_fail(&reader->sections, section, NULL, "form-contact-alone",
                            "Only kualik proof has certificates to show.");
}

static void read_foot(struct form_reader *reader)
{
    struct ini_section *section = ini_find(reader->sections.ini, "foot");
    if (!section)
        return;
    read_look(reader, section, &reader->form->foot);
    add_text(reader, &reader->form->foot.look, &reader->form->foot.words);
}

/* Reports that a section is missing; what it is for follows with report_advise. */
static void fail_without(struct form_reader *reader, const char *section)
{
    report_add(reader->sections.findings, LEVEL_ERROR,
               (struct place){.file = reader->sections.ini->path}, "template-section-missing",
               "There is no [%s] section.", section);
}

static void read_document(struct form_reader *reader)
{
    struct ini_section *document = ini_find(reader->sections.ini, "document");
    struct form *form = reader->form;
    if (document) {
        section_reader_section(&reader->sections, document, &form->about);
        common_sections_names(&reader->sections, document, "optional",
                              &form->template->optional, &form->template->optional_count);
    } else {
        fail_without(reader, "document");
        report_advise(reader->sections.findings, "It gives the form its title.");
    }
    form->template->lang = form->about.lang;
    form->template->who = form->about.who;
}

/* ---- what the certificate lends --------------------------------------------------------- */

/* The certificate's names come before the form's, which may use them. */
static void lend_names(struct form_reader *reader)
{
    struct template *template = reader->form->template;
    const struct template *from = reader->certificate;
    struct ini_section *document = ini_find(reader->sections.ini, "document");
    form_names_lend(from, reader->names_first, arena_of(reader), template);
    template->registry = from->registry;
    if (!document || !ini_get(document, "who"))
        template->who = from->who;
}

/* ---- rules ------------------------------------------------------------------------------ */

static void refuse_page(struct form_reader *reader, const struct error *err)
{
    struct ini_section *section = ini_find(reader->sections.ini, "page");
    struct ini_section *table = ini_find(reader->sections.ini, "table");
    struct ini_section none = {.name = "page", .line = table ? table->line : 0};
    section_reader_refuse(&reader->sections, section ? section : &none, NULL, err);
}

static bool columns_fit(const struct form *form, struct error *err)
{
    enum { LEAST_MM = 5 };
    double width = form->sheet.page.width - form->sheet.left - form->sheet.right;
    double fixed = 0, shares = 0;
    for (size_t i = 0; i < form->column_count; i++) {
        fixed += form->columns[i].width;
        shares += form->columns[i].share;
    }
    if (fixed <= width + 0.01 && !(shares > 0 && width - fixed < LEAST_MM * POINTS_PER_MM))
        return true;
    error_set(err, "form-columns-wide",
              "The columns need %.1fmm, but between the margins there are %.1fmm.",
              fixed / POINTS_PER_MM, width / POINTS_PER_MM);
    return error_advise(err, "Make columns narrower, or turn the page: size = A4 landscape.");
}

bool form_set_paper(struct form *form, const struct template_page *paper,
                    struct report *findings)
{
    struct error err;
    form->sheet.page.width = paper->width;
    form->sheet.page.height = paper->height;
    form->sheet.page.bleed = paper->bleed;
    if (columns_fit(form, &err))
        return true;
    report_add_error(findings, LEVEL_ERROR,
                     (struct place){.file = form->template->path, .section = "page"}, &err);
    return false;
}

static void check_form(struct form_reader *reader)
{
    struct form *form = reader->form;
    if (!form->column_count) {
        fail_without(reader, "column NAME");
        report_advise(reader->sections.findings, "Each says what stands in one column.");
    }
    if (!form->head.given) {
        fail_without(reader, "head");
        report_advise(reader->sections.findings, "It says how the columns' headings look.");
    }
    struct ini_section *subtotal = ini_find(reader->sections.ini, "subtotal");
    if (subtotal && !form->group.band.given)
        section_reader_fail(&reader->sections, subtotal, NULL, "form-subtotal-alone",
                            "Without [group] there is nothing that a subtotal could be of.");
    struct error err;
    if (!reader->sections.findings->errors && !columns_fit(form, &err))
        refuse_page(reader, &err);
}

/* ---- the whole -------------------------------------------------------------------------- */

/* Refuses a certificate's template as one, instead of by all that it has and a form has not. */
static bool refuse_certificate(struct form_reader *reader)
{
    if (!common_sections_foreign(&reader->sections, schema_certificate()))
        return false;
    report_add(reader->sections.findings, LEVEL_ERROR,
               (struct place){.file = reader->sections.ini->path}, "form-is-template",
               "This is the template of a certificate, not a form, which says what stands on a "
               "printed list.");
    report_advise(reader->sections.findings,
                  "Leave it out here: the form that comes with kualik is then taken.");
    return true;
}

static void read_form(struct form_reader *reader)
{
    struct form *form = reader->form;
    enum { MOST_TEXTS = 2 * FORM_LANGS }; /* of a section */
    if (refuse_certificate(reader))
        return;
    common_sections_check(&reader->sections);
    form->template->elements =
        arena_new(arena_of(reader), reader->sections.ini->count * MOST_TEXTS + 2,
                  sizeof *form->template->elements);
    read_document(reader);
    read_sheet(reader);
    common_sections_read(&reader->sections);
    if (reader->certificate)
        lend_names(reader);
    read_table(reader);
    read_band(reader, "head", &form->head);
    read_blocks(reader, "heading", &form->headings, &form->heading_count);
    read_columns(reader);
    read_group(reader, &form->group);
    form->by = add_key(reader, "group", "by", &form->group.by);
    read_band(reader, "subtotal", &form->subtotal);
    read_band(reader, "total", &form->total);
    read_blocks(reader, "closing", &form->closings, &form->closing_count);
    read_contact(reader);
    read_foot(reader);
    check_form(reader);
}

bool form_is_certificate(const char *path)
{
    struct ini ini = {0};
    struct report findings = {0};
    const struct section_reader sections = {.schema = schema_form(), .ini = &ini};
    bool certificate = ini_read(path, &ini, &findings) &&
                       common_sections_foreign(&sections, schema_certificate());
    ini_free(&ini);
    report_free(&findings);
    return certificate;
}

struct form *form_read(const char *path, const struct template *certificate, bool names_first,
                       struct report *findings)
{
    struct form *form = mem_new(1, sizeof *form);
    struct template *template = mem_new(1, sizeof *template);
    size_t errors = findings->errors;
    form->template = template;
    template->ini = mem_new(1, sizeof *template->ini);
    template->path = arena_text(&template->arena, path);
    template->folder = "";
    struct form_reader reader = {
        .sections = {.schema = schema_form(),
                     .template = template,
                     .ini = template->ini,
                     .arena = &template->arena,
                     .findings = findings},
        .form = form,
        .certificate = certificate,
        .names_first = names_first,
    };
    if (ini_read(template->path, template->ini, findings))
        read_form(&reader);
    template->digest = template->ini->digest;
    if (findings->errors == errors)
        return form;
    form_free(form);
    return NULL;
}

void form_leave_out(struct form *form, bool (*out)(const void *, const struct pattern *),
                    const void *context)
{
    size_t kept = 0;
    for (size_t i = 0; i < form->column_count; i++) {
        const struct form_words *words = &form->columns[i].words;
        size_t shown = 0;
        for (size_t k = 0; k < FORM_LANGS; k++)
            shown += words->patterns[k].count && !out(context, &words->patterns[k]);
        if (shown || !words->count)
            form->columns[kept++] = form->columns[i];
    }
    form->column_count = kept;
}

void form_free(struct form *form)
{
    if (!form)
        return;
    template_free(form->template);
    free(form);
}
