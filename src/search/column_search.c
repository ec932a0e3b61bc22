#include "search/column_search.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { EXAMPLES = 5 }; /* values of a column that are named */

/* Texts that people take for the same. */
static const char *folded(struct arena *arena, const char *text)
{
    return utf8_lower(arena, utf8_nfc(arena, text), "kk");
}

/* Returns the texts for a message, the first of many. */
static const char *joined(const char *const *texts, size_t count, struct arena *arena)
{
    enum { MOST = 15 };
    const char *text = "";
    for (size_t i = 0; i < count && i < MOST; i++)
        text = arena_printf(arena, "%s%s«%s»", text, i ? ", " : "",
                            utf8_clip(arena, texts[i], strlen(texts[i])));
    return count > MOST ? arena_printf(arena, "%s, …", text) : text;
}

/* Names of columns: the list's headings, then the template's own names for some of them. */
struct column_names {
    const char **names;
    size_t *columns; /* of the list */
    size_t count;
};

static void add_name(struct column_names *list, const char *name, size_t column)
{
    list->names[list->count] = name;
    list->columns[list->count++] = column;
}

static struct column_names name_columns(const struct roster *roster,
                                        const struct template *template, struct arena *arena)
{
    size_t columns = roster_columns(roster), own = template ? template->column_count : 0;
    struct column_names list = {
        .names = arena_new(arena, columns + own * columns, sizeof *list.names),
        .columns = arena_new(arena, columns + own * columns, sizeof *list.columns)};
    for (size_t i = 0; i < columns; i++)
        if (*roster_heading(roster, i))
            add_name(&list, roster_heading(roster, i), i);
    for (size_t k = 0; k < own; k++)
        for (size_t i = 0; i < columns; i++)
            if (strcmp(template->columns[k].heading, roster_heading(roster, i)) == 0)
                add_name(&list, template->columns[k].name, i);
    return list;
}

/* Returns the name without the braces of a placeholder: {region}. */
static const char *without_braces(struct arena *arena, const char *name)
{
    size_t size = strlen(name);
    bool braces = size > 2 && name[0] == '{' && name[size - 1] == '}';
    return braces ? arena_copy(arena, name + 1, size - 2) : name;
}

static bool fail_of_none(const struct roster *roster, const struct template *template,
                         const struct column_names *list, const char *name, struct arena *arena,
                         struct error *err)
{
    const char *nearest = utf8_nearest(name, list->names, list->count);
    if (template && template_find_define(template, name)) {
        error_set(err, "column-defined",
                  "«%s» is no column, but a definition of the template, made of several.",
                  name);
        nearest = NULL;
    } else {
        error_set(err, "column-not-there", "There is no column «%s».", name);
    }
    if (nearest)
        error_advise(err, "Did you mean «%s»?", nearest);
    else
        error_advise(err, "The columns are %s.", joined(list->names, list->count, arena));
    return error_at(err, (struct place){.file = roster_path(roster)});
}

bool column_search_find(const struct roster *roster, const struct template *template,
                        const char *name, struct arena *arena, size_t *column,
                        struct error *err)
{
    size_t bad;
    if (!utf8_valid(name, strlen(name), &bad))
        return error_set(err, "column-no-text", "The name of a column is not text in UTF-8.");
    struct column_names list = name_columns(roster, template, arena);
    const char *bare = without_braces(arena, name), *wanted = folded(arena, bare);
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(folded(arena, list.names[i]), wanted) == 0) {
            *column = list.columns[i];
            return true;
        }
    return fail_of_none(roster, template, &list, bare, arena, err);
}

bool column_search_where(const struct roster *roster, const struct template *template,
                         const char *where, struct arena *arena, struct column_value *value,
                         struct error *err)
{
    const char *sign = strchr(where, '=');
    size_t bad;
    if (!sign || !utf8_valid(where, strlen(where), &bad))
        return error_set(err, "where-invalid", "--where takes COLUMN=VALUE, not «%s».", where);
    value->value = folded(arena, sign + 1);
    value->given = sign + 1;
    return column_search_find(roster, template,
                              arena_copy(arena, where, (size_t)(sign - where)), arena,
                              &value->column, err);
}

bool column_search_fits(const struct column_value *value, const char *const *fields,
                        struct arena *arena)
{
    return strcmp(folded(arena, fields[value->column]), value->value) == 0;
}

/* What a column says, each once. */
struct said_values {
    struct arena arena;
    const char **list;
    size_t count, room;
};

static void add_value(struct said_values *said, const char *text)
{
    for (size_t i = 0; i < said->count; i++)
        if (strcmp(said->list[i], text) == 0)
            return;
    said->list = mem_grow(said->list, said->count, &said->room, sizeof(char *));
    said->list[said->count++] = arena_text(&said->arena, text);
}

/* Reads what the column says, the first values of a long list. */
static bool read_values(struct roster *roster, size_t column, struct said_values *said,
                        struct error *err)
{
    enum { MOST = 1000 };
    struct row row;
    enum roster_result result = ROSTER_FAILED;
    bool begun = roster_rewind(roster, err);
    while (begun && said->count < MOST &&
           ((result = roster_next(roster, &row, err)) == ROSTER_ROW || result == ROSTER_BAD))
        if (result == ROSTER_ROW && *row.fields[column])
            add_value(said, row.fields[column]);
    return begun && result != ROSTER_FAILED;
}

bool column_search_nowhere(struct roster *roster, const struct column_value *value,
                           struct error *err)
{
    struct said_values said = {0};
    if (read_values(roster, value->column, &said, err)) {
        const char *nearest = utf8_nearest(value->given, said.list, said.count);
        error_set(err, "value-nowhere", "No row has «%s» in the column «%s».", value->given,
                  roster_heading(roster, value->column));
        if (nearest)
            error_advise(err, "Did you mean «%s»?", nearest);
        else if (said.count)
            error_advise(
                err, "It says, for example: %s.",
                joined(said.list, said.count < EXAMPLES ? said.count : EXAMPLES, &said.arena));
        error_at(err, (struct place){.file = roster_path(roster)});
    }
    free(said.list);
    arena_free(&said.arena);
    return false;
}
