#include "numbering/clock_check.h"

#include "base/arena.h"
#include "base/calendar.h"

#include <string.h>

enum {
    MINUTE = 60,
    DAY = 86400,
    TOLERANCE = 10 * MINUTE, /* seconds */
};

static const int64_t latest = 253402300799; /* the last second of the year 9999 */

static int64_t local_time(int64_t time, const struct clock *clock)
{
    return (time < latest - DAY ? time : latest - DAY) + (int64_t)clock->offset * MINUTE;
}

static struct date day_of(int64_t time, const struct clock *clock)
{
    int64_t local = local_time(time, clock);
    return calendar_date(local / DAY - (local % DAY < 0));
}

static const char *time_text(int64_t time, const struct clock *clock, struct arena *arena)
{
    struct date date = day_of(time, clock);
    int64_t minute = ((local_time(time, clock) % DAY + DAY) % DAY) / MINUTE;
    return arena_printf(arena, "%02d.%02d.%04d %02d:%02d", date.day, date.month, date.year,
                        (int)(minute / 60), (int)(minute % 60));
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
        day_of(newest, clock).year != day_of(clock->time, clock).year) {
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
