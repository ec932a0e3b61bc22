#include "check/columns.h"

#include "lang/column_kind.h"
#include "template/element_pattern.h"

#include <string.h>

/* Notes the use for the column of that name, or for those that its definition shows. */
static void note_name(const struct binding *binding, const char *text, struct columns *columns,
                      unsigned use);

/* Notes the use for every column that the pattern shows, through definitions, too. */
static void note_use(const struct binding *binding, const struct pattern *pattern,
                     struct columns *columns, unsigned use)
{
    for (size_t i = 0; i < pattern->count; i++)
        if (pattern->pieces[i].column)
            note_name(binding, pattern->pieces[i].column, columns, use);
}

static void note_name(const struct binding *binding, const char *text, struct columns *columns,
                      unsigned use)
{
    const struct name *name = binding_find(binding, text);
    if (name && name->source == SOURCE_COLUMN)
        columns->list[name->index].uses |= use;
    if (name && name->source == SOURCE_DEFINE)
        note_use(binding, &binding->template->defines[name->index].pattern, columns, use);
}

static unsigned language_use(const char *lang)
{
    return strncmp(lang, "kk", 2) == 0   ? USE_KAZAKH
           : strncmp(lang, "ru", 2) == 0 ? USE_RUSSIAN
                                         : 0;
}

static void find_uses(const struct binding *binding, struct columns *columns)
{
    const struct template *template = binding->template;
    const struct pattern *document[] = {&template->file,     &template->title,
                                        &template->author,   &template->subject,
                                        &template->keywords, &template->who};
    for (size_t i = 0; i < sizeof document / sizeof *document; i++)
        note_use(binding, document[i], columns, USE_SHOWN);
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        struct element_pattern patterns[ELEMENT_PATTERNS];
        size_t count = element_patterns(template, element, patterns);
        for (size_t k = 0; k < count; k++) {
            bool text =
                element->kind == ELEMENT_TEXT && patterns[k].pattern == &element->content;
            note_use(binding, patterns[k].pattern, columns,
                     USE_SHOWN | (text ? language_use(patterns[k].lang) : 0));
        }
    }
    note_use(binding, &template->who, columns, USE_PERSONAL);
    for (size_t i = 0; i < template->registry.person_count; i++)
        note_name(binding, template->registry.person[i], columns, USE_IDENTITY);
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

static void find_kind(struct column *column, const struct lang_words *words)
{
    const char *const names[] = {column->name, column->heading};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        column->patronymic |= column_kind_is(words, HEADING_PATRONYMIC, names[i]);
        column->named |= column->patronymic || column_kind_is(words, HEADING_PERSON, names[i]);
        column->surname |= column_kind_is(words, HEADING_SURNAME, names[i]);
        column->given |= column_kind_is(words, HEADING_GIVEN, names[i]);
        column->number |= column_kind_is(words, HEADING_NUMBER, names[i]);
    }
    column->used = column->uses & USE_SHOWN;
    column->personal = column->named || (column->uses & USE_PERSONAL);
}

/* What stands for the person in messages is a name, whatever it is called, unless another
 * column there is called one. */
static void find_unknown_names(struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if ((columns->list[i].uses & USE_PERSONAL) && columns->list[i].named)
            return;
    for (size_t i = 0; i < columns->count; i++) {
        struct column *column = &columns->list[i];
        column->named |= (column->uses & USE_PERSONAL) && !column->number;
    }
}

/* What is so in one language is so in the other. */
static void take_from_pairs(struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        if (column->pair == NO_COLUMN)
            continue;
        columns->list[column->pair].personal |= column->personal;
        columns->list[column->pair].named |= column->named;
    }
}

/* Returns the only column with whole names that stands in texts of that language alone, or
 * NO_COLUMN. */
static size_t find_by_language(const struct columns *columns, enum use wanted, enum use other)
{
    size_t found = NO_COLUMN;
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        if (!column->named || column->patronymic || column->language != LANGUAGE_OTHER ||
            !(column->uses & wanted) || (column->uses & other))
            continue;
        if (found != NO_COLUMN)
            return NO_COLUMN;
        found = i;
    }
    return found;
}

/* Two columns of names without a language, one for Kazakh texts and one for Russian ones. */
static void pair_by_use(struct columns *columns)
{
    size_t kazakh = find_by_language(columns, USE_KAZAKH, USE_RUSSIAN);
    size_t russian = find_by_language(columns, USE_RUSSIAN, USE_KAZAKH);
    if (kazakh == NO_COLUMN || russian == NO_COLUMN)
        return;
    columns->list[kazakh].language = LANGUAGE_KAZAKH;
    columns->list[kazakh].pair = russian;
    columns->list[russian].language = LANGUAGE_RUSSIAN;
    columns->list[russian].pair = kazakh;
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

/* Besides what texts show, what must be filled and what shows a gender is of use. */
static void find_unused(const struct binding *binding, struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        columns->unused[i] = !column->used && !column->required && !column->value_count &&
                             !(column->uses & USE_IDENTITY) && i != columns->gender;
    }
    for (size_t i = 0; i < binding->clue_count; i++)
        columns->unused[binding->clues[i].column] = false;
}

/* The number that the template shows; where it shows none, any. */
static size_t find_number(const struct columns *columns)
{
    size_t found = NO_COLUMN;
    for (size_t i = 0; i < columns->count; i++)
        if (columns->list[i].number &&
            (found == NO_COLUMN || (columns->list[i].used && !columns->list[found].used)))
            found = i;
    return found;
}

/* Returns the column with which the pattern's texts begin, if no filter changes it. */
static size_t first_column(const struct binding *binding, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const struct piece *piece = &pattern->pieces[i];
        const struct name *name = piece->column ? binding_find(binding, piece->column) : NULL;
        if (!piece->column)
            continue;
        if (piece->filter_count || !name)
            return NO_COLUMN;
        if (name->source == SOURCE_DEFINE)
            return first_column(binding, &binding->template->defines[name->index].pattern);
        return name->source == SOURCE_COLUMN ? name->index : NO_COLUMN;
    }
    return NO_COLUMN;
}

struct columns columns_of(const struct binding *binding, const struct roster *roster,
                          struct arena *arena)
{
    size_t count = roster_columns(roster);
    struct columns columns = {.list = arena_new(arena, count, sizeof(struct column)),
                              .count = count,
                              .unused = arena_new(arena, count, sizeof(bool)),
                              .gender = binding->gender,
                              .file = first_column(binding, &binding->template->file)};
    for (size_t i = 0; i < count; i++)
        columns.list[i].name = columns.list[i].heading = roster_heading(roster, i);
    for (size_t i = 0; i < binding->name_count; i++)
        if (binding->names[i].source == SOURCE_COLUMN)
            columns.list[binding->names[i].index].name = binding->names[i].text;
    find_uses(binding, &columns);
    for (size_t i = 0; i < count; i++) {
        find_pair(&columns, i);
        find_kind(&columns.list[i], binding->grammar->words);
        find_values(binding->template, &columns.list[i]);
    }
    for (size_t i = 0; i < binding->required_count; i++)
        columns.list[binding->required[i].column].required = true;
    find_unknown_names(&columns);
    take_from_pairs(&columns);
    pair_by_use(&columns);
    find_needed(&columns);
    find_unused(binding, &columns);
    columns.number = find_number(&columns);
    return columns;
}
