#include "template/section_reader.h"

#include "base/number.h"
#include "base/utf8.h"
#include "template/schema.h"

#include <stdarg.h>
#include <string.h>

void section_reader_fault(struct section_reader *loader, size_t line, const char *advice,
                          const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = arena_vprintf(loader->arena, format, args);
    va_end(args);
    report_add(loader->findings, LEVEL_ERROR,
               (struct place){.file = loader->ini->path, .line = line}, "?", "%s", what);
    report_advise_words(loader->findings, advice);
}

const char *section_reader_suggest(struct section_reader *loader, const char *word,
                                   const char *const *words, size_t count)
{
    const char *nearest = utf8_nearest(word, words, count);
    return nearest ? arena_printf(loader->arena, "Did you mean %s?", nearest) : "";
}

bool section_reader_is(const struct ini_section *section, const char *kind)
{
    const struct schema_section *schema = schema_section(kind);
    return strcmp(section->kind, kind) == 0 &&
           !*section->own == (schema->naming == SCHEMA_UNNAMED);
}

bool section_reader_refuse(struct section_reader *loader, const struct ini_section *section,
                           struct ini_entry *entry, const char *what, const char *advice)
{
    if (!entry->reported)
        section_reader_fault(loader, entry->line, advice, "[%s] %s: %s", section->name,
                             entry->key, what);
    entry->reported = true;
    return false;
}

static bool read_page_number(struct section_reader *loader, const char *text, size_t *page,
                             struct schema_fault *wrong)
{
    size_t number, count = loader->template->page_count;
    if (number_read(text, count, &number) && number) {
        *page = number - 1;
        return true;
    }
    *wrong = (struct schema_fault){
        arena_printf(loader->arena, "There is no [page %s].", text),
        count > 1 ? arena_printf(loader->arena, "The pages are 1 to %zu.", count)
                  : "The only page is 1."};
    /* Without any page that is the fault to mend, told where the pages are read. */
    return !count;
}

static bool read_font_name(struct section_reader *loader, const char *text, size_t *font,
                           struct schema_fault *wrong)
{
    const struct template *template = loader->template;
    const char **names = arena_new(loader->arena, template->font_count, sizeof *names);
    for (size_t i = 0; i < template->font_count; i++) {
        names[i] = template->fonts[i].name;
        if (strcmp(names[i], text) == 0) {
            *font = i;
            return true;
        }
    }
    *wrong = (struct schema_fault){
        arena_printf(loader->arena, "There is no [font %s].", text),
        section_reader_suggest(loader, text, names, template->font_count)};
    return false;
}

static bool read_value(struct section_reader *loader, const struct schema_key *key,
                       const char *text, void *target, struct schema_fault *wrong)
{
    void *member = (char *)target + key->at;
    if (key->type == SCHEMA_PAGE)
        return read_page_number(loader, text, member, wrong);
    if (key->type == SCHEMA_FONT)
        return read_font_name(loader, text, member, wrong);
    if (!schema_read(key, text, target, loader->arena, wrong))
        return false;
    if (key->flag)
        *(bool *)((char *)target + key->flag) = true;
    return true;
}

/* A section being read, and the style that stands behind it. */
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

/* A key that a style can give is needed only where there is a text to set. */
static bool is_needed(const struct section_source *source, const struct schema_key *key)
{
    if (key->shared && !(source->schema->is_element && ini_get(source->section, "text")))
        return false;
    return key->required;
}

/* Empty is what a pattern may be, if nobody needs it. */
static bool may_be_empty(const struct schema_key *key)
{
    return (key->type == SCHEMA_PATTERN || key->type == SCHEMA_RICH) && !key->required;
}

static bool report_missing(struct section_reader *loader, const struct ini_section *section,
                           const struct schema_key *key)
{
    if (!section->reported)
        section_reader_fault(loader, section->line,
                             key->shared ? "Write it there or in a [style]." : NULL,
                             "[%s] has no \"%s\".", section->name, key->name);
    return false;
}

static bool read_key(struct section_reader *loader, const struct section_source *source,
                     const struct schema_key *key, void *target)
{
    const struct schema_key *deciding = key;
    const struct ini_section *owner;
    struct ini_entry *entry = find_entry(source, &deciding, &owner);
    if (!entry && is_needed(source, key))
        return report_missing(loader, source->section, key);
    if (entry && !*entry->value && !may_be_empty(key))
        return section_reader_refuse(loader, owner, entry, "There is nothing behind the =.",
                                     NULL);
    const char *text = entry ? entry->value : deciding->fallback;
    struct schema_fault wrong;
    if (!text || read_value(loader, key, text, target, &wrong))
        return true;
    return entry && section_reader_refuse(loader, owner, entry, wrong.what, wrong.advice);
}

/* Finds the style that the section names. */
static bool find_style(struct section_reader *loader, struct section_source *source)
{
    struct ini_entry *entry = ini_get(source->section, "style");
    const struct schema_key *key = schema_key(source->schema, "style");
    if (!entry || !key || key->type != SCHEMA_STYLE)
        return true;
    source->style =
        ini_find(loader->ini, arena_printf(loader->arena, "style %s", entry->value));
    if (source->style)
        return true;
    const char **names = arena_new(loader->arena, loader->ini->count, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < loader->ini->count; i++)
        if (section_reader_is(&loader->ini->sections[i], "style"))
            names[count++] = loader->ini->sections[i].own;
    return section_reader_refuse(
        loader, source->section, entry,
        arena_printf(loader->arena, "There is no [style %s].", entry->value),
        section_reader_suggest(loader, entry->value, names, count));
}

bool section_reader_section(struct section_reader *loader, struct ini_section *section,
                            void *target)
{
    struct section_source source = {schema_section(section->kind), section, NULL};
    bool ok = find_style(loader, &source);
    for (size_t i = 0; i < source.schema->count; i++)
        ok &= read_key(loader, &source, &source.schema->keys[i], target);
    return ok;
}
