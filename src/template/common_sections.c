#include "template/common_sections.h"

#include "base/error.h"
#include "template/pattern.h"

#include <string.h>

enum { MOST_DEFINED = 1000 }; /* pieces of a definition */

size_t common_sections_count(const struct section_reader *reader, const char *kind)
{
    size_t count = 0;
    for (size_t i = 0; i < reader->ini->count; i++)
        count += section_reader_is(reader, &reader->ini->sections[i], kind);
    return count;
}

bool common_sections_foreign(const struct section_reader *reader, const struct schema *other)
{
    size_t own = 0, foreign = 0;
    for (size_t i = 0; i < reader->ini->count; i++) {
        const char *kind = reader->ini->sections[i].kind;
        bool here = schema_section(reader->schema, kind), there = schema_section(other, kind);
        own += here && !there;
        foreign += there && !here;
    }
    return foreign > own;
}

/* Reports keys that the kind of section does not have. */
static void check_keys(struct section_reader *reader, struct ini_section *section,
                       const struct schema_section *schema)
{
    const char **names = arena_new(reader->arena, schema->count, sizeof *names);
    for (size_t i = 0; i < schema->count; i++)
        names[i] = schema->keys[i].name;
    for (size_t i = 0; i < section->count; i++) {
        struct ini_entry *entry = &section->entries[i];
        struct error err;
        if (schema_key(schema, entry->key))
            continue;
        error_set(&err, "template-key-unknown", "There is no such key.");
        section_reader_suggest(&err, entry->key, names, schema->count);
        section_reader_refuse(reader, section, entry, &err);
    }
}

static void refuse_kind(struct section_reader *reader, const struct ini_section *section)
{
    size_t count = reader->schema->count;
    const char **kinds = arena_new(reader->arena, count, sizeof *kinds);
    struct error err;
    for (size_t i = 0; i < count; i++)
        kinds[i] = reader->schema->sections[i].kind;
    error_set(&err, "template-section-unknown", "There is no kind of section \"%s\".",
              section->kind);
    section_reader_suggest(&err, section->kind, kinds, count);
    section_reader_refuse(reader, section, NULL, &err);
}

static void check_heading(struct section_reader *reader, struct ini_section *section)
{
    const struct schema_section *schema = schema_section(reader->schema, section->kind);
    if (!schema) {
        refuse_kind(reader, section);
        return;
    }
    bool named = *section->own;
    if (named && schema->naming == SCHEMA_UNNAMED)
        section_reader_fail(reader, section, NULL, "template-section-named",
                            "This section takes no name; write [%s].", section->kind);
    else if (!named && schema->naming == SCHEMA_NAMED)
        section_reader_fail(reader, section, NULL, "template-section-unnamed",
                            "This section needs a name, such as [%s main].", section->kind);
    else if (!named && schema->naming == SCHEMA_NUMBERED)
        section_reader_fail(reader, section, NULL, "template-section-unnumbered",
                            "This section needs a number, such as [%s 1].", section->kind);
    if (schema->keys)
        check_keys(reader, section, schema);
}

bool common_sections_split(struct section_reader *reader, const struct ini_entry *entry,
                           const char ***list, size_t *count, struct error *err)
{
    *list = arena_new(reader->arena, strlen(entry->value) + 1, sizeof(char *));
    *count = 0;
    for (const char *at = entry->value; at; at = strchr(at, ',')) {
        at += *at == ',';
        at += strspn(at, " \t");
        size_t size = strcspn(at, ",");
        while (size && strchr(" \t", at[size - 1]))
            size--;
        if (!size)
            return error_set(err, "template-list-gap", "A name is missing.");
        (*list)[(*count)++] = arena_copy(reader->arena, at, size);
    }
    return true;
}

void common_sections_names(struct section_reader *reader, struct ini_section *section,
                           const char *key, const char ***list, size_t *count)
{
    struct ini_entry *entry = ini_get(section, key);
    struct error err;
    if (!entry || common_sections_split(reader, entry, list, count, &err))
        return;
    error_advise(&err, "Write names of columns with commas between them.");
    section_reader_refuse(reader, section, entry, &err);
}

static void read_fonts(struct section_reader *reader)
{
    struct template *template = reader->template;
    template->fonts = arena_new(reader->arena, common_sections_count(reader, "font"),
                                sizeof *template->fonts);
    for (size_t i = 0; i < reader->ini->count; i++) {
        struct ini_section *section = &reader->ini->sections[i];
        if (!section_reader_is(reader, section, "font"))
            continue;
        struct template_font *font = &template->fonts[template->font_count++];
        *font = (struct template_font){.name = section->own, .line = section->line};
        section_reader_section(reader, section, font);
    }
}

/* Reads each style once by itself, so that a fault is told even if nobody uses it. */
static void read_styles(struct section_reader *reader)
{
    for (size_t i = 0; i < reader->ini->count; i++) {
        struct element scratch = {0};
        if (section_reader_is(reader, &reader->ini->sections[i], "style"))
            section_reader_section(reader, &reader->ini->sections[i], &scratch);
    }
}

/* Whether the entry can give a column or a definition its name. */
static bool check_name(struct section_reader *reader, const struct ini_section *section,
                       struct ini_entry *entry)
{
    struct error err;
    if (strchr(entry->key, '-')) {
        error_set(&err, "template-name-hyphen", "The name of a placeholder has no hyphen.");
        error_advise(&err, "Use an underscore.");
        return section_reader_refuse(reader, section, entry, &err);
    }
    if (!*entry->value)
        return section_reader_fail(reader, section, entry, "template-value-empty",
                                   "Nothing follows the =.");
    return !entry->reported;
}

static void read_columns(struct section_reader *reader)
{
    struct template *template = reader->template;
    struct ini_section *section = ini_find(reader->ini, "columns");
    size_t count = section ? section->count : 0;
    template->columns = arena_new(reader->arena, count, sizeof *template->columns);
    for (size_t i = 0; i < count; i++) {
        struct ini_entry *entry = &section->entries[i];
        if (check_name(reader, section, entry))
            template->columns[template->column_count++] =
                (struct template_column){entry->key, entry->value, entry->line};
    }
}

static void read_values(struct section_reader *reader)
{
    struct template *template = reader->template;
    struct ini_section *section = ini_find(reader->ini, "values");
    size_t count = section ? section->count : 0;
    template->values = arena_new(reader->arena, count, sizeof *template->values);
    for (size_t i = 0; i < count; i++) {
        struct ini_entry *entry = &section->entries[i];
        struct template_values values = {.name = entry->key, .line = entry->line};
        struct error err;
        if (!check_name(reader, section, entry))
            continue;
        if (common_sections_split(reader, entry, &values.list, &values.count, &err)) {
            template->values[template->value_count++] = values;
        } else {
            error_advise(&err, "Write what the column may say, with commas between.");
            section_reader_refuse(reader, section, entry, &err);
        }
    }
}

/* Counts the pieces of the pattern with those of the definitions above that it uses. */
static size_t count_pieces(const struct template *template, const struct pattern *pattern)
{
    size_t count = pattern->count;
    for (size_t i = 0; i < pattern->count; i++)
        for (size_t d = 0; pattern->pieces[i].column && d < template->define_count; d++)
            if (strcmp(template->defines[d].name, pattern->pieces[i].column) == 0)
                count += template->defines[d].pieces;
    return count;
}

/* A definition may use the list's columns and the definitions above it, so none can run in
 * a circle. */
static bool check_define(const struct template *template, const struct ini_section *section,
                         const struct ini_entry *entry, const struct pattern *pattern,
                         struct error *err)
{
    if (template_find_column(template, entry->key)) {
        error_set(err, "template-define-column", "[columns] has this name, too.");
        return error_advise(err, "Choose another one.");
    }
    for (size_t i = 0; i < pattern->count; i++) {
        const char *column = pattern->pieces[i].column;
        const struct ini_entry *other = column ? ini_get(section, column) : NULL;
        if (other == entry) {
            error_set(err, "template-define-circle", "It refers to itself.");
            return error_advise(err, "Choose another name for it.");
        }
        if (other && other > entry) {
            error_set(err, "template-define-later", "{%s} is defined only on line %zu.", column,
                      other->line);
            return error_advise(err, "Move that line above this one.");
        }
    }
    return true;
}

static void read_defines(struct section_reader *reader)
{
    struct template *template = reader->template;
    struct ini_section *section = ini_find(reader->ini, "define");
    size_t count = section ? section->count : 0;
    template->defines = arena_new(reader->arena, count, sizeof *template->defines);
    for (size_t i = 0; i < count; i++) {
        struct ini_entry *entry = &section->entries[i];
        struct template_define define = {.name = entry->key, .line = entry->line};
        struct error err;
        if (!check_name(reader, section, entry))
            continue;
        if (!pattern_read(reader->arena, entry->value, false, &define.pattern, &err) ||
            !check_define(template, section, entry, &define.pattern, &err)) {
            section_reader_refuse(reader, section, entry, &err);
            define.pattern = (struct pattern){0};
        }
        define.pieces = count_pieces(template, &define.pattern);
        if (define.pieces > MOST_DEFINED) {
            section_reader_fail(reader, section, entry, "template-define-long",
                                "With the definitions that it uses it has %zu placeholders and "
                                "texts; no more than %d are possible.",
                                define.pieces, MOST_DEFINED);
            define.pattern = (struct pattern){0};
            define.pieces = 0;
        }
        /* Its name is known all the same: whoever uses it is not at fault. */
        template->defines[template->define_count++] = define;
    }
}

void common_sections_check(struct section_reader *reader)
{
    for (size_t i = 0; i < reader->ini->count; i++)
        check_heading(reader, &reader->ini->sections[i]);
}

void common_sections_read(struct section_reader *reader)
{
    read_fonts(reader);
    read_styles(reader);
    read_columns(reader);
    read_values(reader);
    read_defines(reader);
}
