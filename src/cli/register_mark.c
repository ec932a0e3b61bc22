#include "cli/register_mark.h"

#include "base/buf.h"
#include "base/mem.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/register_output.h"
#include "numbering/number_search.h"
#include "register/registry_mark.h"

#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>

static bool need_reason(const struct register_request *request, struct error *err)
{
    if (request->reason && *request->reason)
        return true;
    error_set(err, "reason-missing",
              "--reason TEXT is missing: why, for whoever reads the register later.");
    return options_advise("register", err);
}

static bool print_current(void *context, const struct registry_record *record)
{
    const struct register_request *request = context;
    struct buf line = {0};
    if (!record->current)
        return true;
    register_output_json(record, request->event, &line);
    fputs(line.data, stdout);
    buf_free(&line);
    return true;
}

/* `unasked`: a duplicate was to be made before, and is not. */
static void report_mark(enum registry_state state, const char *number, bool unasked)
{
    struct buf line = {0};
    const char *format =
        state == REGISTRY_SPOILED   ? gettext("Number %s is spoiled; it is not used again.")
        : state == REGISTRY_REVOKED ? gettext("Certificate %s is revoked.")
        : unasked                   ? gettext("No duplicate of %s is made.")
        : state == REGISTRY_ISSUED
            ? gettext("Number %s is again what it was before. If a list for seals was made "
                      "meanwhile, make a new one with kualik seal-list.")
            : gettext("The next kualik issue makes a duplicate of %s.");
    buf_printf(&line, format, number);
    output_line(stdout, line.data);
    buf_free(&line);
}

/* Marks a number; `*unasked` is as report_mark takes it. */
static bool mark_number(const struct register_request *request, struct registry *registry,
                        const char *number, enum registry_state state, bool *unasked,
                        struct error *err)
{
    bool asked = false;
    bool done = number_search_check(registry, number, err) &&
                registry_awaits_duplicate(registry, number, &asked, err) &&
                registry_mark(registry, number, state, request->reason, err);
    *unasked = asked && state == REGISTRY_ISSUED;
    return done;
}

static bool tell_marks(struct register_request *request, struct registry *registry,
                       enum registry_state state, const bool *unasked, struct error *err)
{
    for (size_t i = 0; i < request->count; i++) {
        const struct registry_search search = {.key = REGISTRY_NUMBER,
                                               .number = request->words[i]};
        if (!request->json)
            report_mark(state, request->words[i], unasked[i]);
        else if (!registry_find(registry, &search, print_current, request, err))
            return false;
    }
    return true;
}

int register_mark(struct register_request *request, struct registry *registry,
                  enum registry_state state, struct error *err)
{
    if (!need_reason(request, err))
        return EXIT_UNUSABLE;
    if (!registry_begin(registry, err))
        return EXIT_UNUSABLE;
    bool *unasked = mem_new(request->count + 1, sizeof *unasked), done = true;
    for (size_t i = 0; done && i < request->count; i++)
        done = mark_number(request, registry, request->words[i], state, &unasked[i], err);
    bool written = registry_end(registry, done, err);
    if (!written)
        error_at(err, (struct place){.file = request->path});
    bool told = written && tell_marks(request, registry, state, unasked, err);
    free(unasked);
    return told ? EXIT_DONE : EXIT_UNUSABLE;
}
