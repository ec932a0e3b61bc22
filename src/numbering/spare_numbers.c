#include "numbering/spare_numbers.h"

#include "base/mem.h"
#include "numbering/number_sequence.h"

#include <stdlib.h>

static bool count_spare(void *context, const struct registry_record *record)
{
    (void)record;
    ++*(size_t *)context;
    return true;
}

/* Fills `spares` with numbers that come after all others: `*count` of them, or as many as there
 * are. */
static bool give_spares(const struct list_register *source, const struct numbered_row *rows,
                        size_t row_count, size_t *spares, size_t *count, struct error *err)
{
    struct number_sequence sequence;
    bool done =
        number_sequence_open(&sequence, source->registry, source->first, source->last, err);
    if (done)
        number_sequence_skip_given(&sequence);
    for (size_t i = 0; i < row_count; i++)
        if (!rows[i].excluded)
            number_sequence_skip(&sequence, rows[i].seq);
    for (size_t i = 0; done && i < *count; i++) {
        spares[i] = number_sequence_next(&sequence);
        if (!number_sequence_has(&sequence, spares[i]))
            *count = i;
        number_sequence_skip(&sequence, spares[i]);
    }
    number_sequence_close(&sequence);
    return done;
}

size_t *spare_numbers_find(const struct list_register *source, const struct numbered_row *rows,
                           size_t row_count, size_t wanted, size_t *count, size_t *lacking,
                           struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_SPARES};
    size_t there = 0;
    if (source->registry && !registry_find(source->registry, &search, count_spare, &there, err))
        return NULL;
    size_t asked = there < wanted ? wanted - there : 0,
           *spares = mem_new(asked + 1, sizeof *spares);
    *count = asked;
    if (give_spares(source, rows, row_count, spares, count, err)) {
        *lacking = asked - *count;
        return spares;
    }
    free(spares);
    return NULL;
}
