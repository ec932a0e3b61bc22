#include "search/row_words.h"

#include "base/buf.h"
#include "base/mem.h"
#include "lang/column_kind.h"

#include <stdlib.h>

struct row_words {
    size_t columns;
    bool *is_name; /* by column of the list */
    size_t number; /* the column of certificates' numbers, or NO_COLUMN */
};

enum word_likeness row_depth_likeness(enum row_depth depth)
{
    return depth == ROW_NAMES || depth == ROW_WHOLE ? WORDS_AS_WRITTEN : WORDS_ALIKE;
}

static bool is_called_name(const struct binding *binding, const char *heading)
{
    const struct lang_words *words = binding->grammar->words;
    return column_kind_is_name(words, heading);
}

struct row_words *row_words_new(const struct binding *binding, const struct roster *roster)
{
    struct row_words *words = mem_new(1, sizeof *words);
    const struct name *number = binding_find(binding, "number");
    words->columns = roster_columns(roster);
    words->number = number && number->source == SOURCE_COLUMN ? number->index : NO_COLUMN;
    words->is_name = mem_new(words->columns, sizeof *words->is_name);
    for (size_t i = 0; i < words->columns; i++)
        words->is_name[i] = is_called_name(binding, roster_heading(roster, i));
    for (size_t i = 0; i < binding->name_count; i++) {
        const struct name *name = &binding->names[i];
        if (name->source == SOURCE_COLUMN && is_called_name(binding, name->text))
            words->is_name[name->index] = true;
    }
    return words;
}

void row_words_free(struct row_words *words)
{
    if (!words)
        return;
    free(words->is_name);
    free(words);
}

const char *row_words_text(const struct row_words *words, const struct row *row,
                           const char *who, enum row_depth depth, struct arena *arena)
{
    struct buf text = {0};
    bool whole = depth >= ROW_WHOLE;
    if (who)
        buf_puts(&text, who);
    if (whole && row->registered.number)
        buf_printf(&text, "\n%s", row->registered.number);
    for (size_t i = 0; words && row->fields && i < words->columns; i++)
        if (whole || words->is_name[i])
            buf_printf(&text, "\n%s", row->fields[i]);
    const char *searched = word_search_text(arena, buf_text(&text), row_depth_likeness(depth));
    buf_free(&text);
    return searched;
}

const char *row_words_number(const struct row_words *words, const struct row *row)
{
    if (row->registered.number && *row->registered.number)
        return row->registered.number;
    return row->fields && words->number != NO_COLUMN ? row->fields[words->number] : "";
}
