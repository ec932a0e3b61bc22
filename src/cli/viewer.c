#include "cli/viewer.h"

#include "base/arena.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

/* How long xdg-open may take to see that there is nothing to open the file with. One that goes
 * on waits for a viewer to be closed. */
enum { PATIENCE_MS = 2000 };

/* The program gets the signals that this one may have blocked, and what it says for itself, in
 * English, goes nowhere. */
static bool start(char *const argv[], pid_t *child)
{
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    bool started = posix_spawnp(child, argv[0], &actions, &attributes, argv, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return started;
}

/* Says whether the program fails before long. */
static bool fails_soon(pid_t child)
{
    int status, handle = pidfd_open(child, 0);
    if (handle < 0)
        return false;
    struct pollfd end = {.fd = handle, .events = POLLIN};
    bool ended = poll(&end, 1, PATIENCE_MS) == 1 && waitpid(child, &status, 0) == child;
    close(handle);
    return ended && (!WIFEXITED(status) || WEXITSTATUS(status) != 0);
}

bool viewer_open(const char *path, struct error *err)
{
    struct arena arena = {0};
    /* A name that begins with a hyphen would be an option. */
    char *file = arena_printf(&arena, "%s%s", *path == '-' ? "./" : "", path);
    char *argv[] = {arena_text(&arena, "xdg-open"), file, NULL};
    pid_t child;
    bool started = start(argv, &child);
    arena_free(&arena);
    if (!started)
        return error_set(err, "viewer-missing",
                         "There is no xdg-open here that could show «%s». Open it yourself, or "
                         "install the package xdg-utils.",
                         path);
    if (!fails_soon(child))
        return true;
    error_set(err, "viewer-failed", "«%s» is written, but no program here could show it.",
              path);
    return error_advise(err, "Open it yourself, where there is a desktop.");
}
