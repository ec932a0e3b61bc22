#include "check/stray_filter.h"

#include "base/mem.h"
#include "check/columns.h"
#include "check/stray_row.h"

#include <stdlib.h>

struct stray_filter {
    struct arena arena;
    struct columns columns;
    struct check_words *words;
    const struct lang_words *lang_words; /* lent */
};

struct stray_filter *stray_filter_new(const struct binding *binding, const struct binding *form,
                                      const struct roster *roster, struct error *err)
{
    struct check_words *words = check_words_new(err);
    if (!words)
        return NULL;
    struct stray_filter *filter = mem_new(1, sizeof *filter);
    filter->words = words;
    filter->lang_words = binding->grammar->words;
    filter->columns = columns_of(binding, roster, &filter->arena);
    struct columns shown = columns_of(form, roster, &filter->arena);
    for (size_t i = 0; i < shown.count; i++)
        filter->columns.unused[i] &= shown.unused[i];
    return filter;
}

const bool *stray_filter_unused(const struct stray_filter *filter)
{
    return filter->columns.unused;
}

void stray_filter_free(struct stray_filter *filter)
{
    if (!filter)
        return;
    check_words_free(filter->words);
    arena_free(&filter->arena);
    free(filter);
}

bool stray_filter_takes(const struct stray_filter *filter, const struct row *row,
                        struct place place, struct arena *arena, struct report *findings)
{
    return stray_row_check(filter->words, filter->lang_words, &filter->columns, row, place,
                           arena, findings);
}
