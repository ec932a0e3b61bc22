#include "print/print_spares.h"
#include "register/registry.h"

/* Those that were found so far. */
struct found_spares {
    const char **numbers;
    size_t count, most;
    struct arena *arena;
};

static bool take_spare(void *context, const struct registry_record *record)
{
    struct found_spares *found = context;
    found->numbers[found->count++] = arena_text(found->arena, record->number);
    return found->count < found->most;
}

bool print_spares_find(const struct job *job, size_t count, struct arena *arena,
                       const char *const **numbers, struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_SPARES};
    struct found_spares found = {
        .numbers = arena_new(arena, count, sizeof(char *)), .most = count, .arena = arena};
    *numbers = found.numbers;
    if (!count)
        return true;
    if (!job->numbering) {
        error_set(err, "spares-without-register",
                  "Spare certificates need numbers that a register has reserved; the template "
                  "has none.");
        error_advise(err, "Write a [register] with `spares = %zu`.", count);
        return error_at(err, (struct place){.file = job->template->path});
    }
    struct registry *registry = numbering_registry(job->numbering);
    if (registry && !registry_find(registry, &search, take_spare, &found, err))
        return false;
    if (found.count == count)
        return true;
    error_set_plural(
        err, "spares-missing", found.count,
        "The register has reserved %zu spare number, not as many as are asked for.",
        "The register has reserved %zu spare numbers, not as many as are asked for.",
        found.count);
    const struct template_register *settings = &job->template->registry;
    if (settings->spares >= count && !settings->number.text)
        return error_advise(err,
                            "Write `number`, which says how they are written, in [register] "
                            "and run kualik issue.");
    if (settings->spares >= count)
        return error_advise(err, "Run kualik issue with the whole list: it reserves those that "
                                 "are lacking.");
    return error_advise(err, "Write `spares = %zu` in [register] and run kualik issue.", count);
}
