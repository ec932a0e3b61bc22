#include "check/columns.h"

#include "bind/filter.h"
#include "check/name_columns.h"
#include "lang/column_kind.h"
#include "lang/lang.h"
#include "template/element_pattern.h"

#include <string.h>

static unsigned filter_use(const struct binding *binding, const struct piece *piece)
{
    unsigned use = 0;
    for (size_t i = 0; i < piece->filter_count; i++) {
        enum filter_subject subject = filter_subject(binding->grammar, &piece->filters[i]);
        use |= subject == FILTER_NAME ? USE_NAME : subject == FILTER_NUMBER ? USE_NUMBER : 0U;
    }
    return use;
}

/* Notes the use for the column of that name, or for those that its definition shows. */
static void note_name(const struct binding *binding, const char *text, struct columns *columns,
                      unsigned use);

/* Says whether the list's capitals do not show: a filter writes its own. */
static bool is_recased(const struct piece *piece)
{
    for (size_t i = 0; i < piece->filter_count; i++)
        if (strcmp(piece->filters[i].name, "title") == 0 ||
            strcmp(piece->filters[i].name, "upper") == 0)
            return true;
    return false;
}

/* Notes the use for every column that the pattern shows, through definitions, too. */
static void note_use(const struct binding *binding, const struct pattern *pattern,
                     struct columns *columns, unsigned use)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const struct piece *piece = &pattern->pieces[i];
        unsigned noted = use;
        if ((use & USE_TYPED) && is_recased(piece))
            noted = (use & ~(unsigned)USE_TYPED) | USE_RECASED;
        if (piece->column)
            note_name(binding, piece->column, columns, noted | filter_use(binding, piece));
    }
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
    return lang_is(lang, "kk") ? USE_KAZAKH : lang_is(lang, "ru") ? USE_RUSSIAN : 0;
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
                     USE_SHOWN |
                         (text ? USE_TEXT | USE_TYPED | language_use(patterns[k].lang) : 0));
        }
    }
    note_use(binding, &template->who, columns, USE_PERSONAL);
    for (size_t i = 0; i < template->registry.person_count; i++)
        note_name(binding, template->registry.person[i], columns, USE_IDENTITY);
}

static enum language language_of(const char *name, size_t *stem)
{
    const char *language;
    *stem = column_kind_stem(name, &language);
    return !language                     ? LANGUAGE_OTHER
           : strcmp(language, "kk") == 0 ? LANGUAGE_KAZAKH
                                         : LANGUAGE_RUSSIAN;
}

static void find_pair(struct columns *columns, size_t index)
{
    struct column *column = &columns->list[index];
    size_t size, stem;
    column->language = language_of(column->name, &size);
    column->pair = NO_COLUMN;
    for (size_t i = 0; column->language != LANGUAGE_OTHER && i < columns->count; i++) {
        const char *other = columns->list[i].name;
        enum language language = language_of(other, &stem);
        if (stem == size && language != LANGUAGE_OTHER && language != column->language &&
            memcmp(other, column->name, size) == 0)
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
        column->region |= column_kind_is(words, HEADING_REGION, names[i]);
        column->participant |= column_kind_is_participant(words, names[i]);
        column->other |= column_kind_is_other(words, names[i]);
        column->count |= column_kind_is_count(words, names[i]);
    }
    column->used = column->uses & USE_SHOWN;
    column->recased = (column->uses & USE_RECASED) && !(column->uses & USE_TYPED);
    column->personal = column->named || (column->uses & USE_PERSONAL);
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

/* Returns the first placeholder of the pattern that is no definition, or NULL. */
static const char *first_name(const struct binding *binding, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const char *column = pattern->pieces[i].column;
        const struct name *name = column ? binding_find(binding, column) : NULL;
        if (name && name->source == SOURCE_DEFINE)
            return first_name(binding, &binding->template->defines[name->index].pattern);
        if (column)
            return column;
    }
    return NULL;
}

struct columns columns_of(const struct binding *binding, const struct roster *roster,
                          struct arena *arena)
{
    size_t count = roster_columns(roster);
    struct columns columns = {.list = arena_new(arena, count, sizeof(struct column)),
                              .count = count,
                              .unused = arena_new(arena, count, sizeof(bool)),
                              .gender = binding->gender,
                              .file_name = first_name(binding, &binding->template->file)};
    for (size_t i = 0; i < count; i++)
        columns.list[i].name = columns.list[i].heading = roster_heading(roster, i);
    for (size_t i = 0; i < binding->name_count; i++)
        if (binding->names[i].source == SOURCE_COLUMN)
            columns.list[binding->names[i].index].name = binding->names[i].text;
    find_uses(binding, &columns);
    for (size_t i = 0; i < count; i++) {
        find_pair(&columns, i);
        find_kind(&columns.list[i], binding->grammar->words);
        columns.list[i].given |= binding->parts[i] == NAME_FIRST;
        find_values(binding->template, &columns.list[i]);
    }
    for (size_t i = 0; i < binding->required_count; i++)
        columns.list[binding->required[i].column].required = true;
    name_columns_find(binding, &columns);
    find_needed(&columns);
    find_unused(binding, &columns);
    columns.number = find_number(&columns);
    return columns;
}
