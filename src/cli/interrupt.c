#include "cli/interrupt.h"

#include "base/mem.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

/* A signal finds nothing but what is global. */
static atomic_bool interrupted;
static atomic_int exhausted_status;

static void interrupt(int signal)
{
    (void)signal;
    atomic_store(&interrupted, true);
}

const atomic_bool *interrupt_watch(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = SA_RESTART | SA_RESETHAND};
    struct sigaction before;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
    return &interrupted;
}

void interrupt_exhausted_with(int status)
{
    atomic_store(&exhausted_status, status);
}

/* Nothing here may ask for memory. What has a name in the folder is whole; the next run removes
 * what has none. */
void mem_exhausted(void)
{
    static const char sentence[] =
        "kualik: There is not enough memory. Close other programs and start again.\n";
    if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0)
        _exit(atomic_load(&exhausted_status));
    _exit(atomic_load(&exhausted_status));
}
