#include "check/columns.h"

#include "lang/column_kind.h"

#include <string.h>

/* Calls `mark` for every column that the pattern shows, through definitions, too. */
static void walk(const struct binding *binding, const struct pattern *pattern,
                 struct columns *columns, void (*mark)(struct column *column))
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *text = pattern->pieces[i].column;
        const struct name *name = text ? binding_find(binding, text) : NULL;
        if (!name)
            continue;
        if (name->source == SOURCE_COLUMN)
            mark(&columns->list[name->index]);
        if (name->source == SOURCE_DEFINE)
            walk(binding, &binding->template->defines[name->index].pattern, columns, mark);
    }
}

static void mark_used(struct column *column)
{
    column->used = true;
}

static void mark_personal(struct column *column)
{
    column->personal = true;
}

static void find_uses(const struct binding *binding, struct columns *columns)
{
    const struct template *template = binding->template;
    const struct pattern *patterns[] = {&template->file,     &template->title,
                                        &template->author,   &template->subject,
                                        &template->keywords, &template->who};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        walk(binding, patterns[i], columns, mark_used);
    for (size_t i = 0; i < template->element_count; i++) {
        walk(binding, &template->elements[i].content, columns, mark_used);
        walk(binding, &template->elements[i].alt, columns, mark_used);
    }
    walk(binding, &template->who, columns, mark_personal);
}

/* Returns the length of the name without its language, "last" of "last_kk". */
static size_t stem_size(const char *name, enum language *language)
{
    size_t size = strlen(name);
    *language = LANGUAGE_OTHER;
    if (size < 4 || !strchr("_-", name[size - 3]))
        return size;
    if (strcmp(name + size - 2, "kk") == 0)
        *language = LANGUAGE_KAZAKH;
    if (strcmp(name + size - 2, "ru") == 0)
        *language = LANGUAGE_RUSSIAN;
    return *language == LANGUAGE_OTHER ? size : size - 3;
}

static void find_pair(struct columns *columns, size_t index)
{
    struct column *column = &columns->list[index];
    enum language language;
    size_t size = stem_size(column->name, &column->language);
    column->pair = NO_COLUMN;
    for (size_t i = 0; column->language != LANGUAGE_OTHER && i < columns->count; i++) {
        const char *other = columns->list[i].name;
        if (stem_size(other, &language) == size && language != LANGUAGE_OTHER &&
            language != column->language && memcmp(other, column->name, size) == 0)
            column->pair = i;
    }
}

static void find_kind(struct columns *columns, size_t index, const struct lang_words *words)
{
    struct column *column = &columns->list[index];
    const char *const names[] = {column->name, column->heading};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        column->patronymic |= column_kind_is(words, HEADING_PATRONYMIC, names[i]);
        column->named |= column->patronymic || column_kind_is(words, HEADING_PERSON, names[i]);
    }
    column->personal |= column->named;
}

/* A person may lack a patronymic, and the Latin spelling beside Kazakh and Russian names, but
 * no other part of the name. */
static void find_needed(struct columns *columns)
{
    bool bilingual = false;
    for (size_t i = 0; i < columns->count; i++)
        bilingual |= columns->list[i].personal && columns->list[i].language != LANGUAGE_OTHER;
    for (size_t i = 0; i < columns->count; i++) {
        struct column *column = &columns->list[i];
        column->needed = column->used && column->personal && !column->patronymic &&
                         !column->required &&
                         (column->language != LANGUAGE_OTHER || !bilingual);
    }
}

static void find_values(const struct template *template, struct column *column)
{
    for (size_t i = 0; i < template->value_count; i++)
        if (strcmp(template->values[i].name, column->name) == 0) {
            column->values = template->values[i].list;
            column->value_count = template->values[i].count;
        }
}

struct columns columns_of(const struct binding *binding, const struct roster *roster,
                          struct arena *arena)
{
    size_t count = roster_columns(roster);
    struct columns columns = {arena_new(arena, count, sizeof(struct column)), count,
                              binding->gender};
    for (size_t i = 0; i < count; i++)
        columns.list[i].name = columns.list[i].heading = roster_heading(roster, i);
    for (size_t i = 0; i < binding->name_count; i++)
        if (binding->names[i].source == SOURCE_COLUMN)
            columns.list[binding->names[i].index].name = binding->names[i].text;
    find_uses(binding, &columns);
    for (size_t i = 0; i < count; i++) {
        find_pair(&columns, i);
        find_kind(&columns, i, binding->grammar->words);
        find_values(binding->template, &columns.list[i]);
    }
    for (size_t i = 0; i < binding->required_count; i++)
        columns.list[binding->required[i].column].required = true;
    for (size_t i = 0; i < count; i++)
        if (columns.list[i].personal && columns.list[i].pair != NO_COLUMN)
            columns.list[columns.list[i].pair].personal = true;
    find_needed(&columns);
    return columns;
}
