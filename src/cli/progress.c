#include "cli/progress.h"

#include <libintl.h>
#include <stdio.h>
#include <unistd.h>

static double seconds_between(const struct timespec *from, const struct timespec *to)
{
    return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

void progress_start(struct progress *progress)
{
    progress->shown = isatty(STDERR_FILENO) == 1;
    clock_gettime(CLOCK_MONOTONIC, &progress->start);
    progress->last = progress->start;
}

void progress_show(struct progress *progress, size_t done, size_t total)
{
    struct timespec now;
    if (!progress->shown)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (done < total && seconds_between(&progress->last, &now) < 0.1)
        return;
    progress->last = now;
    double passed = seconds_between(&progress->start, &now);
    double rate = passed > 0 ? (double)done / passed : 0;
    double left = rate > 0 ? (double)(total - done) / rate : 0;
    fputc('\r', stderr);
    fprintf(stderr, gettext("%zu of %zu, %.0f a second, %.0f s left"), done, total, rate, left);
    fputs("\033[K", stderr);
}

void progress_end(const struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
}
