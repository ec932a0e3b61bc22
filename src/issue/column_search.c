#include "issue/column_search.h"

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

bool column_search_find(const struct roster *roster, const char *name, struct arena *arena,
                        size_t *column, struct error *err)
{
    size_t count = roster_columns(roster), bad;
    if (!utf8_valid(name, strlen(name), &bad))
        return error_set(err, "column-no-text", "The name of a column is not text in UTF-8.");
    const char **headings = arena_new(arena, count, sizeof *headings);
    for (size_t i = 0; i < count; i++) {
        headings[i] = roster_heading(roster, i);
        if (strcmp(folded(arena, headings[i]), folded(arena, name)) == 0) {
            *column = i;
            return true;
        }
    }
    error_set(err, "column-not-there", "There is no column «%s».", name);
    const char *nearest = utf8_nearest(name, headings, count);
    if (nearest)
        error_advise(err, "Did you mean «%s»?", nearest);
    else
        error_advise(err, "The columns are %s.", joined(headings, count, arena));
    return error_at(err, (struct place){.file = roster_path(roster)});
}

bool column_search_where(const struct roster *roster, const char *where, struct arena *arena,
                         struct column_value *value, struct error *err)
{
    const char *sign = strchr(where, '=');
    size_t bad;
    if (!sign || !utf8_valid(where, strlen(where), &bad))
        return error_set(err, "where-invalid", "--where takes COLUMN=VALUE, not «%s».", where);
    value->value = folded(arena, sign + 1);
    value->given = sign + 1;
    return column_search_find(roster, arena_copy(arena, where, (size_t)(sign - where)), arena,
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
