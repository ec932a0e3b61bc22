#include "numbering/clock_check.h"

#include "base/arena.h"
#include "base/calendar.h"

#include <string.h>

enum {
    MINUTE = 60,
    TOLERANCE = 10 * MINUTE, /* seconds */
};

static const char *time_text(int64_t time, const struct clock *clock, struct arena *arena)
{
    struct calendar_time local = calendar_time(time, clock->offset);
    return arena_printf(arena, "%02d.%02d.%04d %02d:%02d", local.date.day, local.date.month,
                        local.date.year, local.hour, local.minute);
}

static void describe(int64_t newest, const struct clock *clock, const char *path,
                     struct error *err)
{
    struct arena arena = {0};
    error_set(err, "clock-behind",
              "The newest certificate of the register was issued on %s, and the clock of this "
              "computer shows %s.",
              time_text(newest, clock, &arena), time_text(clock->time, clock, &arena));
    error_at(err, (struct place){.file = path});
    arena_free(&arena);
}

bool clock_check(struct registry *registry, const struct clock *clock,
                 const struct number_pattern *pattern, struct report *findings,
                 struct error *err)
{
    struct error behind;
    int64_t newest;
    if (!registry_newest(registry, &newest, err))
        return false;
    if (newest - TOLERANCE <= clock->time)
        return true;
    describe(newest, clock, registry_path(registry), &behind);
    if (pattern && strstr(pattern->text, "{year}") &&
        calendar_time(newest, clock->offset).date.year !=
            calendar_time(clock->time, clock->offset).date.year) {
        *err = behind;
        return error_advise(err,
                            "Set the clock: the new numbers would have a wrong year. If it "
                            "is right, write the year in the place of {year} in the "
                            "template's [register].");
    }
    error_advise(&behind, "Set the clock before certificates are issued: their dates come from "
                          "it.");
    report_add_error(findings, LEVEL_WARNING, error_place(&behind), &behind);
    return true;
}
