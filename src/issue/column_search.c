#include "issue/column_search.h"

#include "base/utf8.h"

#include <string.h>

/* Texts that people take for the same. */
static const char *folded(struct arena *arena, const char *text)
{
    return utf8_lower(arena, utf8_nfc(arena, text), "kk");
}

/* Returns the headings for a message, the first of many. */
static const char *joined(const char *const *headings, size_t count, struct arena *arena)
{
    enum { MOST = 15 };
    const char *text = "";
    for (size_t i = 0; i < count && i < MOST; i++)
        text = arena_printf(arena, "%s%s«%s»", text, i ? ", " : "",
                            utf8_clip(arena, headings[i], strlen(headings[i])));
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
    return column_search_find(roster, arena_copy(arena, where, (size_t)(sign - where)), arena,
                              &value->column, err);
}

bool column_search_fits(const struct column_value *value, const char *const *fields,
                        struct arena *arena)
{
    return strcmp(folded(arena, fields[value->column]), value->value) == 0;
}
