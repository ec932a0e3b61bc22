#include "cli/viewer.h"

#include "base/arena.h"
#include "cli/output.h"

#include <signal.h>
#include <spawn.h>
#include <sys/types.h>
#include <unistd.h>

/* The program gets the signals that this one may have blocked. */
static bool start(char *const argv[])
{
    posix_spawnattr_t attributes;
    sigset_t none;
    pid_t child;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &none);
    bool started = posix_spawnp(&child, argv[0], NULL, &attributes, argv, environ) == 0;
    posix_spawnattr_destroy(&attributes);
    return started;
}

bool viewer_open(const char *path, struct error *err)
{
    struct arena arena = {0};
    /* A name that begins with a hyphen would be an option. */
    char *file = arena_printf(&arena, "%s%s", *path == '-' ? "./" : "", path);
    char *argv[] = {arena_text(&arena, "xdg-open"), file, NULL};
    bool started = start(argv);
    arena_free(&arena);
    return started ||
           error_set(err, "viewer-missing",
                     "There is no xdg-open here that could show «%s». Open it yourself, or "
                     "install the package xdg-utils.",
                     path);
}
