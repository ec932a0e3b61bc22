#include "check/name_columns.h"

#include <string.h>

/* Says whether the column may hold names for all that its heading says. */
static bool may_be_name(const struct columns *columns, size_t i)
{
    const struct column *column = &columns->list[i];
    return !column->number && !column->region && !column->other && !column->value_count &&
           !(column->uses & USE_NUMBER) && i != columns->gender;
}

static void take_as_name(struct column *column)
{
    column->named = column->personal = true;
}

/* ---- headings and uses ------------------------------------------------------------------ */

/* What is declined or cut like a name. */
static void find_by_filter(struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if ((columns->list[i].uses & USE_NAME) && may_be_name(columns, i))
            take_as_name(&columns->list[i]);
}

/* Says whether another column is a name in the texts that show this one. */
static bool has_name_beside(const struct columns *columns, const struct column *column)
{
    const unsigned languages = USE_KAZAKH | USE_RUSSIAN;
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *other = &columns->list[i];
        unsigned here = column->uses & languages, there = other->uses & languages;
        if (other->named && !other->inferred && other->used &&
            (!here || !there || (here & there)))
            return true;
    }
    return false;
}

/* «Участник» holds names; beside «ФИО» it may say who took part. */
static void find_by_role(struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        struct column *column = &columns->list[i];
        if (!column->participant || !column->used || column->named ||
            !may_be_name(columns, i) || has_name_beside(columns, column))
            continue;
        take_as_name(column);
        column->inferred = true;
    }
}

/* What stands for the person in messages is a name, unless another column there is one. */
static void find_by_who(struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if ((columns->list[i].uses & USE_PERSONAL) && columns->list[i].named)
            return;
    for (size_t i = 0; i < columns->count; i++)
        if ((columns->list[i].uses & USE_PERSONAL) && may_be_name(columns, i))
            take_as_name(&columns->list[i]);
}

/* ---- the other language ----------------------------------------------------------------- */

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

/* Returns the only column that the pattern shows, through definitions, too, or NO_COLUMN;
 * `*alone` becomes false if it shows anything else. */
static size_t only_column(const struct binding *binding, const struct pattern *pattern,
                          bool *alone)
{
    size_t found = NO_COLUMN;
    for (size_t i = 0; i < pattern->count; i++) {
        const struct piece *piece = &pattern->pieces[i];
        const struct name *name = piece->column ? binding_find(binding, piece->column) : NULL;
        *alone &=
            piece->column ? name != NULL : piece->text[strspn(piece->text, " \n")] == '\0';
        if (!name || (name->source != SOURCE_COLUMN && name->source != SOURCE_DEFINE))
            continue;
        size_t column =
            name->source == SOURCE_COLUMN
                ? name->index
                : only_column(binding, &binding->template->defines[name->index].pattern, alone);
        if (column == NO_COLUMN)
            continue;
        if (found != NO_COLUMN && found != column) {
            *alone = false;
            return NO_COLUMN;
        }
        found = column;
    }
    return found;
}

static size_t column_of(const struct binding *binding, const struct element *element,
                        bool *alone)
{
    *alone = true;
    return element->kind == ELEMENT_TEXT ? only_column(binding, &element->content, alone)
                                         : NO_COLUMN;
}

/* Two boxes of a pair say the same, each in its language: what one shows is a name if what the
 * other shows is. */
static void take_from_boxes(const struct binding *binding, struct columns *columns)
{
    const struct template *template = binding->template;
    bool alone;
    for (size_t i = 0; i < template->element_count; i++)
        for (size_t k = 0; k < template->element_count; k++) {
            const struct element *one = &template->elements[i], *other = &template->elements[k];
            if (i == k || !one->pair || !other->pair || strcmp(one->pair, other->pair) != 0)
                continue;
            size_t named = column_of(binding, one, &alone);
            size_t column = column_of(binding, other, &alone);
            if (named != NO_COLUMN && column != NO_COLUMN && columns->list[named].named &&
                may_be_name(columns, column))
                take_as_name(&columns->list[column]);
        }
}

/* ---- the texts -------------------------------------------------------------------------- */

static bool has_names(const struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->list[i].used && columns->list[i].named)
            return true;
    return false;
}

/* Whether a text shows something of the row. */
static bool shows_row(const struct binding *binding, const struct element *element)
{
    return element->kind == ELEMENT_TEXT && binding_needs_row(binding, &element->content);
}

static bool is_headline(const struct element *element)
{
    return element->tag.role >= ROLE_H1 && element->tag.role <= ROLE_H3;
}

/* A headline that is the row's own, and larger than whatever else is, is whom the certificate
 * is for. */
static void find_by_size(const struct binding *binding, struct columns *columns)
{
    const struct template *template = binding->template;
    double largest = 0;
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        if (shows_row(binding, element) && element->text.size > largest)
            largest = element->text.size;
    }
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        bool alone;
        size_t column = column_of(binding, element, &alone);
        if (column == NO_COLUMN || !alone || !is_headline(element) ||
            element->text.size < largest || !may_be_name(columns, column))
            continue;
        take_as_name(&columns->list[column]);
        columns->list[column].inferred = true;
    }
}

static size_t find_unknown(const struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if ((columns->list[i].uses & USE_TEXT) && may_be_name(columns, i))
            return i;
    return NO_COLUMN;
}

/* ---- pairs of two languages ------------------------------------------------------------- */

static bool is_of_kind(const struct column *column, const struct column *kind)
{
    return column->named && column->patronymic == kind->patronymic &&
           column->surname == kind->surname && column->given == kind->given;
}

/* Returns the only column with such names that stands in texts of that language alone, or
 * NO_COLUMN. */
static size_t find_by_language(const struct columns *columns, const struct column *kind,
                               enum use wanted, enum use other)
{
    size_t found = NO_COLUMN;
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        if (!is_of_kind(column, kind) || column->language != LANGUAGE_OTHER ||
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
    static const struct column kinds[] = {
        {.named = true}, {.surname = true}, {.given = true}, {.patronymic = true}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t kazakh = find_by_language(columns, &kinds[i], USE_KAZAKH, USE_RUSSIAN);
        size_t russian = find_by_language(columns, &kinds[i], USE_RUSSIAN, USE_KAZAKH);
        if (kazakh == NO_COLUMN || russian == NO_COLUMN)
            continue;
        columns->list[kazakh].language = LANGUAGE_KAZAKH;
        columns->list[kazakh].pair = russian;
        columns->list[russian].language = LANGUAGE_RUSSIAN;
        columns->list[russian].pair = kazakh;
    }
}

void name_columns_find(const struct binding *binding, struct columns *columns)
{
    find_by_filter(columns);
    find_by_role(columns);
    find_by_who(columns);
    take_from_pairs(columns);
    take_from_boxes(binding, columns);
    if (!has_names(columns))
        find_by_size(binding, columns);
    columns->unknown_name = has_names(columns) ? NO_COLUMN : find_unknown(columns);
    pair_by_use(columns);
}
