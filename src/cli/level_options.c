#include "cli/level_options.h"

#include "base/number.h"
#include "cli/interrupt.h"

#include <time.h>

/* Of the computer, whatever day certificates bear. */
static int64_t read_clock(void)
{
    return time(NULL);
}

bool level_options_check(struct level_options *options, struct error *err)
{
    enum { MOST = 600 };
    size_t seconds;
    options->source.stop = interrupt_watch();
    options->source.clock = read_clock;
    if (!options->timeout)
        return true;
    if (!number_read(options->timeout, MOST, &seconds) || seconds < 1)
        return error_set(err, "tsa-timeout-invalid",
                         "--tsa-timeout takes a number of seconds, 1 to %d, not «%s».",
                         (int)MOST, options->timeout);
    options->source.timeout = (unsigned)seconds;
    return true;
}
