#include "check/check.h"

#include "base/mem.h"
#include "check/columns.h"
#include "check/list_check.h"
#include "check/page_check.h"
#include "check/row_check.h"

#include <stdlib.h>

struct inspector {
    struct arena arena;
    const struct binding *binding;
    struct columns columns;
    struct rowcheck rowcheck;
    struct census *census;
    struct boxcheck *boxcheck;
};

struct inspector *inspect_new(const struct binding *binding, const struct faces *faces,
                              const struct layout *layout, const struct roster *roster)
{
    struct inspector *inspector = mem_new(1, sizeof *inspector);
    inspector->binding = binding;
    inspector->columns = columns_of(binding, roster, &inspector->arena);
    inspector->rowcheck = (struct rowcheck){&inspector->columns, binding->grammar->russian};
    inspector->census = census_new(&inspector->columns);
    inspector->boxcheck = boxcheck_new(binding, faces, layout);
    return inspector;
}

void inspect_free(struct inspector *inspector)
{
    if (!inspector)
        return;
    boxcheck_free(inspector->boxcheck);
    census_free(inspector->census);
    arena_free(&inspector->arena);
    free(inspector);
}

bool inspect_row(struct inspector *inspector, size_t index, const struct row *row,
                 const struct card *card, const struct laid *laid, struct arena *arena,
                 struct findings *findings)
{
    size_t errors = findings->errors;
    const bool *stripped = rowcheck(&inspector->rowcheck, row, card->place, arena, findings);
    census_count(inspector->census, index, row, stripped, arena);
    boxcheck_row(inspector->boxcheck, index, card, laid);
    return findings->errors == errors;
}

static bool tell_rows(const struct inspector *inspector, struct roster *roster,
                      struct findings *findings, struct err *err)
{
    struct arena arena = {0};
    struct row row;
    struct err bad;
    enum roster_result result;
    if (!roster_rewind(roster, err))
        return false;
    for (size_t i = 0; (result = roster_next(roster, &row, &bad)) != ROSTER_END; i++) {
        if (result == ROSTER_BAD || !census_flags(inspector->census, i, &row))
            continue;
        census_tell(inspector->census, i, &row, card_place(inspector->binding, &row, &arena),
                    findings);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return true;
}

bool inspect_list(struct inspector *inspector, struct roster *roster, struct findings *findings,
                  struct err *err)
{
    bool rows = census_close(inspector->census);
    census_tell_columns(inspector->census, inspector->binding->list, findings);
    boxcheck_tell(inspector->boxcheck, findings);
    return !rows || tell_rows(inspector, roster, findings, err);
}
