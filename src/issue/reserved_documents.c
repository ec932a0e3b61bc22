#include "issue/reserved_documents.h"

#include "base/mem.h"
#include "numbering/coverage.h"
#include "register/registry.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A search on its way. */
struct look {
    const struct numbering *numbering;
    const struct to_sign *waiting;
    bool *marks;
    const int64_t *numbers; /* `count` ids, ascending */
    size_t count;
    bool *others; /* by document: it is reserved for another number, too */
};

static int compare_file(const void *file, const void *document)
{
    return strcmp(file, ((const struct to_sign_document *)document)->file);
}

/* Finds the document that is reserved so; false if none is. */
static bool find_document(const struct look *look, const struct registry_record *record,
                          size_t *index)
{
    const struct to_sign *waiting = look->waiting;
    const struct to_sign_document *document =
        waiting->count ? bsearch(record->file, waiting->list, waiting->count,
                                 sizeof *waiting->list, compare_file)
                       : NULL;
    if (document)
        *index = (size_t)(document - waiting->list);
    return document;
}

static bool find_pending(struct look *look,
                         bool (*found)(void *context, const struct registry_record *record),
                         struct error *err)
{
    static const struct registry_search search = {.key = REGISTRY_PENDING};
    struct registry *registry = look->numbering ? numbering_registry(look->numbering) : NULL;
    return !registry || registry_find(registry, &search, found, look, err);
}

/* ---- those of the list ------------------------------------------------------------------ */

static bool unmark_listed(void *context, const struct registry_record *record)
{
    const struct look *look = context;
    size_t index;
    if (find_document(look, record, &index) && look->marks[index])
        look->marks[index] = !coverage_lists(look->numbering, record);
    return true;
}

bool reserved_documents_unmark_listed(const struct numbering *numbering,
                                      const struct to_sign *waiting, bool *marks,
                                      struct error *err)
{
    struct look look = {.numbering = numbering, .waiting = waiting, .marks = marks};
    return find_pending(&look, unmark_listed, err);
}

/* ---- those of certain numbers ----------------------------------------------------------- */

static int compare_numbers(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static bool mark_owned(void *context, const struct registry_record *record)
{
    const struct look *look = context;
    size_t index;
    if (!find_document(look, record, &index))
        return true;
    bool owned = bsearch(&record->number_id, look->numbers, look->count, sizeof *look->numbers,
                         compare_numbers);
    bool *flags = owned ? look->marks : look->others;
    flags[index] = true;
    return true;
}

bool reserved_documents_mark_owned(const struct numbering *numbering,
                                   const struct to_sign *waiting, const size_t *rows,
                                   size_t count, bool *marks, struct error *err)
{
    int64_t *numbers = mem_new(count + 1, sizeof *numbers);
    bool *others = mem_new(waiting->count + 1, sizeof *others);
    for (size_t i = 0; numbering && i < count; i++)
        numbers[i] = numbering_row(numbering, rows[i])->number_id;
    qsort(numbers, count, sizeof *numbers, compare_numbers);
    struct look look = {.numbering = numbering,
                        .waiting = waiting,
                        .marks = marks,
                        .numbers = numbers,
                        .count = count,
                        .others = others};
    bool done = find_pending(&look, mark_owned, err);
    for (size_t i = 0; i < waiting->count; i++)
        marks[i] = marks[i] && !others[i];
    free(others);
    free(numbers);
    return done;
}
