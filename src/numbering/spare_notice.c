#include "numbering/spare_notice.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/number.h"

#include <stdlib.h>

enum { NAMED = 10 }; /* numbers and ranges of rows; more nobody reads */

struct spares {
    struct buf numbers;
    size_t count;
};

static bool take_spare(void *context, const struct registry_record *record)
{
    struct spares *spares = context;
    if (spares->count++ < NAMED)
        buf_printf(&spares->numbers, "%s%s", spares->count > 1 ? ", " : "", record->number);
    return true;
}

/* Writes the rows that would get new numbers, of which nobody has said so; false: there are
 * none. */
static bool write_new_rows(const struct numbered_row *rows, size_t count, struct buf *out)
{
    size_t *numbers = mem_new(count + 1, sizeof *numbers), new_count = 0;
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == NUMBERED_NEW && rows[i].selected && !rows[i].newcomer &&
            !rows[i].number)
            numbers[new_count++] = rows[i].row;
    number_ranges(out, numbers, new_count, NAMED);
    free(numbers);
    return new_count > 0;
}

static void tell(const struct spares *spares, const char *new_rows, struct place place,
                 struct report *findings)
{
    report_add_plural(findings, LEVEL_WARNING, place, "spares-beside-new", spares->count,
                      "the register keeps %zu spare number: %s.",
                      "the register keeps %zu spare numbers: %s.", spares->count,
                      buf_text(&spares->numbers));
    report_advise(
        findings,
        "Rows that get new numbers: %s. If one of these people was handed a spare certificate, "
        "use "
        "--same ROW=NUMBER with kualik issue, so that the number stays the one on that "
        "sheet; --new ROWS says that they were not.",
        new_rows);
}

bool spare_notice_tell(struct registry *registry, const struct numbered_row *rows, size_t count,
                       struct place place, struct report *findings, struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_SPARES};
    struct spares spares = {0};
    struct buf new_rows = {0};
    bool found = !write_new_rows(rows, count, &new_rows) ||
                 registry_find(registry, &search, take_spare, &spares, err);
    if (spares.count > NAMED)
        buf_puts(&spares.numbers, ", …");
    if (found && spares.count)
        tell(&spares, buf_text(&new_rows), place, findings);
    buf_free(&spares.numbers);
    buf_free(&new_rows);
    return found;
}
