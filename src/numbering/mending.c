#include "numbering/mending.h"

#include "numbering/ledger.h"

static void report_mended(const struct ledger_mended *mended, struct place place,
                          struct report *findings)
{
    const struct ledger_numbers *completed = &mended->completed,
                                *taken_back = &mended->taken_back,
                                *restored = &mended->restored;
    if (completed->count)
        report_add_plural(findings, LEVEL_WARNING, place, "register-completed",
                          completed->count,
                          "The last run was cut off; %zu certificate that it had written is "
                          "entered in the register now: %s.",
                          "The last run was cut off; %zu certificates that it had written are "
                          "entered in the register now: %s.",
                          completed->count, buf_text(&completed->text));
    if (taken_back->count)
        report_add_plural(findings, LEVEL_WARNING, place, "register-taken-back",
                          taken_back->count,
                          "The last run was cut off; %zu number that nobody has got is free "
                          "again: %s.",
                          "The last run was cut off; %zu numbers that nobody has got are free "
                          "again: %s.",
                          taken_back->count, buf_text(&taken_back->text));
    if (restored->count)
        report_add_plural(findings, LEVEL_WARNING, place, "register-restored", restored->count,
                          "The last run was cut off; %zu certificate is back from the archive: "
                          "%s.",
                          "The last run was cut off; %zu certificates are back from the "
                          "archive: %s.",
                          restored->count, buf_text(&restored->text));
}

bool mending_run(const struct register_place *place, struct folder *folder,
                 struct report *findings, struct error *err)
{
    struct ledger_mended mended = {0};
    if (!register_place_check_pending(place, err))
        return false;
    bool done = !folder || ledger_mend(place->registry, folder, &mended, err);
    report_mended(&mended, (struct place){.file = place->out}, findings);
    ledger_mended_free(&mended);
    return done;
}
