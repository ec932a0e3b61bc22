#include "numbering/list_register.h"

#include "base/arena.h"
#include "numbering/register_place.h"

#include <string.h>
#include <unistd.h>

static bool open_at(const char *path, const struct numbering_source *source, const char *event,
                    struct list_register *opened, struct error *err)
{
    opened->registry = registry_open(path, source->write ? REGISTRY_CREATE : REGISTRY_READ,
                                     source->waits, err);
    if (!opened->registry)
        return false;
    if (!registry_claim(opened->registry, event, source->first, source->last, err))
        return error_at(err, (struct place){.file = path});
    if (registry_last(opened->registry)) {
        opened->first = registry_first(opened->registry);
        opened->last = registry_last(opened->registry);
    }
    return true;
}

/* Tells what keeps a run from writing the register. Whoever looks at a list without saying
 * where its certificates go need not be the one who issues them. */
static bool foretell(const char *path, const struct numbering_source *source,
                     struct report *findings, struct error *err)
{
    struct error fault;
    if (!source->foretells || registry_foretell(path, source->out ? err : &fault))
        return true;
    if (!source->out)
        report_add_error(findings, LEVEL_WARNING, (struct place){0}, &fault);
    return !source->out;
}

bool list_register_open(const struct numbering_source *source, const struct binding *binding,
                        struct list_register *opened, struct report *findings,
                        struct error *err)
{
    const struct template_register *settings = &binding->template->registry;
    struct arena arena = {0};
    const char *path =
        source->path ? source->path : register_place_of_list(binding->list, &arena);
    *opened = (struct list_register){.first = source->last ? source->first : settings->first,
                                     .last = source->last};
    bool missing = !source->write && access(path, F_OK) != 0;
    bool open = (missing || open_at(path, source, settings->event, opened, err)) &&
                foretell(path, source, findings, err);
    arena_free(&arena);
    return open;
}
