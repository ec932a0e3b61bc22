#include "template/section_reader.h"

#include "base/number.h"
#include "base/utf8.h"
#include "template/schema_value.h"

#include <stdarg.h>
#include <string.h>

bool section_reader_refuse(struct section_reader *reader, const struct ini_section *section,
                           struct ini_entry *entry, const struct error *err)
{
    const struct place place = {
        .file = reader->ini->path,
        .line = entry ? entry->line : section->line,
        .section = section->name,
        .key = entry ? entry->key : NULL,
    };
    if (!(entry ? entry->reported : section->reported))
        report_add_error(reader->findings, LEVEL_ERROR, place, err);
    if (entry)
        entry->reported = true;
    return false;
}

bool section_reader_fail(struct section_reader *reader, const struct ini_section *section,
                         struct ini_entry *entry, const char *code, const char *format, ...)
{
    struct error err;
    va_list args;
    va_start(args, format);
    error_setv(&err, code, format, args);
    va_end(args);
    return section_reader_refuse(reader, section, entry, &err);
}

bool section_reader_suggest(struct error *err, const char *word, const char *const *words,
                            size_t count)
{
    const char *nearest = utf8_nearest(word, words, count);
    return nearest && error_advise(err, "Did you mean %s?", nearest);
}

bool section_reader_is(const struct section_reader *reader, const struct ini_section *section,
                       const char *kind)
{
    const struct schema_section *schema = schema_section(reader->schema, kind);
    return strcmp(section->kind, kind) == 0 &&
           (schema->naming == SCHEMA_OPTIONAL ||
            !*section->own == (schema->naming == SCHEMA_UNNAMED));
}

static bool read_page_number(struct section_reader *reader, const char *text, size_t *page,
                             struct error *err)
{
    size_t number, count = reader->template->page_count;
    if (number_read(text, count, &number) && number) {
        *page = number - 1;
        return true;
    }
    error_set(err, "template-page-unknown", "There is no [page %s].", text);
    if (count > 1)
        error_advise(err, "The pages are 1 to %zu.", count);
    else
        error_advise(err, "The only page is 1.");
    /* Without any page that is the fault to correct, told where the pages are read. */
    return !count;
}

static bool read_font_name(struct section_reader *reader, const char *text, size_t *font,
                           struct error *err)
{
    const struct template *template = reader->template;
    const char **names = arena_new(reader->arena, template->font_count, sizeof *names);
    for (size_t i = 0; i < template->font_count; i++) {
        names[i] = template->fonts[i].name;
        if (strcmp(names[i], text) == 0) {
            *font = i;
            return true;
        }
    }
    error_set(err, "template-font-unknown", "There is no [font %s].", text);
    return section_reader_suggest(err, text, names, template->font_count);
}

static bool read_value(struct section_reader *reader, const struct schema_key *key,
                       const char *text, void *target, struct error *err)
{
    void *member = (char *)target + key->at;
    if (key->type == SCHEMA_PAGE)
        return read_page_number(reader, text, member, err);
    if (key->type == SCHEMA_FONT)
        return read_font_name(reader, text, member, err);
    if (!schema_value_read(key, text, target, reader->arena, err))
        return false;
    if (key->flag)
        *(bool *)((char *)target + key->flag) = true;
    return true;
}

/* A section being read, and the style that it takes values from. */
struct section_source {
    const struct schema_section *schema;
    struct ini_section *section;
    struct ini_section *style; /* or NULL */
};

/* Finds the entry that says what the key is: the section's own, the style's, or that of the
 * key which stands in for it. NULL: its fallback holds; `*key` is then whose. */
static struct ini_entry *find_entry(const struct section_source *source,
                                    const struct schema_key **key,
                                    const struct ini_section **owner)
{
    for (;; *key = schema_key(source->schema, (*key)->as)) {
        struct ini_entry *entry = ini_get(source->section, (*key)->name);
        *owner = source->section;
        if (!entry && (*key)->shared && source->style) {
            entry = ini_get(source->style, (*key)->name);
            *owner = source->style;
        }
        if (entry || !(*key)->as)
            return entry;
    }
}

/* Whether the section has a text to set: its own, or that of others where it can have none. */
static bool has_text(const struct section_source *source)
{
    bool can = false;
    for (size_t i = 0; i < source->schema->count; i++) {
        const struct schema_key *key = &source->schema->keys[i];
        can |= key->type == SCHEMA_RICH;
        if (key->type == SCHEMA_RICH && ini_get(source->section, key->name))
            return true;
    }
    return !can;
}

/* A key that a style can give is needed only where there is a text to set. */
static bool is_needed(const struct section_source *source, const struct schema_key *key)
{
    if (key->shared && !(source->schema->is_element && has_text(source)))
        return false;
    return key->required;
}

/* Empty is what a pattern may be, if nobody needs it. */
static bool may_be_empty(const struct schema_key *key)
{
    return (key->type == SCHEMA_PATTERN || key->type == SCHEMA_RICH) && !key->required;
}

static bool report_missing(struct section_reader *reader, const struct ini_section *section,
                           const struct schema_key *key)
{
    struct error err;
    error_set(&err, "template-key-missing", "The key \"%s\" is missing.", key->name);
    if (key->shared)
        error_advise(&err, "Write it there or in a [style].");
    return section_reader_refuse(reader, section, NULL, &err);
}

static bool read_key(struct section_reader *reader, const struct section_source *source,
                     const struct schema_key *key, void *target)
{
    const struct schema_key *deciding = key;
    const struct ini_section *owner;
    struct ini_entry *entry = find_entry(source, &deciding, &owner);
    if (!entry && is_needed(source, key))
        return report_missing(reader, source->section, key);
    if (entry && !*entry->value && !may_be_empty(key))
        return section_reader_fail(reader, owner, entry, "template-value-empty",
                                   "Nothing follows the =.");
    const char *text = entry ? entry->value : deciding->fallback;
    struct error err;
    if (!text || read_value(reader, key, text, target, &err))
        return true;
    return entry && section_reader_refuse(reader, owner, entry, &err);
}

/* Finds the style that the section names. */
static bool find_style(struct section_reader *reader, struct section_source *source)
{
    struct ini_entry *entry = ini_get(source->section, "style");
    const struct schema_key *key = schema_key(source->schema, "style");
    if (!entry || !key || key->type != SCHEMA_STYLE)
        return true;
    source->style =
        ini_find(reader->ini, arena_printf(reader->arena, "style %s", entry->value));
    if (source->style)
        return true;
    const char **names = arena_new(reader->arena, reader->ini->count, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < reader->ini->count; i++)
        if (section_reader_is(reader, &reader->ini->sections[i], "style"))
            names[count++] = reader->ini->sections[i].own;
    struct error err;
    error_set(&err, "template-style-unknown", "There is no [style %s].", entry->value);
    section_reader_suggest(&err, entry->value, names, count);
    return section_reader_refuse(reader, source->section, entry, &err);
}

bool section_reader_section(struct section_reader *reader, struct ini_section *section,
                            void *target)
{
    struct section_source source = {schema_section(reader->schema, section->kind), section,
                                    NULL};
    bool ok = find_style(reader, &source);
    for (size_t i = 0; i < source.schema->count; i++)
        ok &= read_key(reader, &source, &source.schema->keys[i], target);
    return ok;
}
