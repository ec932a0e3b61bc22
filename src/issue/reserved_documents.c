#include "issue/reserved_documents.h"

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
    int64_t *owners;
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

/* ---- for whom --------------------------------------------------------------------------- */

enum { SEVERAL = -1 };

static bool note_owner(void *context, const struct registry_record *record)
{
    const struct look *look = context;
    size_t index;
    if (!find_document(look, record, &index))
        return true;
    int64_t *owner = &look->owners[index];
    *owner = !*owner || *owner == record->number_id ? record->number_id : SEVERAL;
    return true;
}

bool reserved_documents_find_owners(const struct numbering *numbering,
                                    const struct to_sign *waiting, int64_t *owners,
                                    struct error *err)
{
    struct look look = {.numbering = numbering, .waiting = waiting, .owners = owners};
    bool done = find_pending(&look, note_owner, err);
    for (size_t i = 0; i < waiting->count; i++)
        owners[i] = owners[i] == SEVERAL ? 0 : owners[i];
    return done;
}
