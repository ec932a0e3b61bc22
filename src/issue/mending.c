#include "issue/mending.h"

#include "issue/ledger.h"

static void report_mended(const struct ledger_mended *mended, struct place place,
                          struct report *findings)
{
    if (mended->completed)
        report_add_plural(findings, LEVEL_WARNING, place, "register-completed",
                          mended->completed,
                          "The last run was cut off; %zu certificate that it had written is "
                          "entered in the register now.",
                          "The last run was cut off; %zu certificates that it had written are "
                          "entered in the register now.",
                          mended->completed);
    if (mended->taken_back)
        report_add_plural(findings, LEVEL_WARNING, place, "register-taken-back",
                          mended->taken_back,
                          "The last run was cut off; %zu number that nobody has got is free "
                          "again.",
                          "The last run was cut off; %zu numbers that nobody has got are free "
                          "again.",
                          mended->taken_back);
    if (mended->restored)
        report_add_plural(findings, LEVEL_WARNING, place, "register-restored", mended->restored,
                          "The last run was cut off; %zu certificate is back from the archive.",
                          "The last run was cut off; %zu certificates are back from the "
                          "archive.",
                          mended->restored);
}

bool mending_run(const struct register_place *place, struct folder *folder,
                 struct report *findings, struct error *err)
{
    struct ledger_mended mended = {0};
    if (!register_place_check_pending(place, err))
        return false;
    bool done = !folder || ledger_mend(place->registry, folder, &mended, err);
    report_mended(&mended, (struct place){.file = place->out}, findings);
    return done;
}
