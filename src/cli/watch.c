#include "cli/watch.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

/* Programs that save take a file away before they put another in its place. */
enum { PATIENCE = 250 /* milliseconds */ };

/* What is looked for in a watched folder. */
struct watched_name {
    int folder;       /* inotify's number of it */
    const char *name; /* in the folder; NULL: any */
};

struct watch {
    int fd;
    struct arena arena;
    struct watched_name *names;
    size_t count, room;
};

struct watch *watch_new(struct error *err)
{
    int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (fd < 0) {
        error_set(err, "watch-impossible", "Changes of files cannot be watched: %-s.",
                  file_reason(errno));
        return NULL;
    }
    struct watch *watch = mem_new(1, sizeof *watch);
    watch->fd = fd;
    return watch;
}

void watch_free(struct watch *watch)
{
    if (!watch)
        return;
    close(watch->fd);
    free(watch->names);
    arena_free(&watch->arena);
    free(watch);
}

static bool same_name(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Looks for the name in the folder; false if the folder is not there. */
static bool look(struct watch *watch, const char *folder, const char *name)
{
    const uint32_t mask = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE |
                          IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
    int number = inotify_add_watch(watch->fd, folder, mask);
    if (number < 0)
        return false;
    for (size_t i = 0; i < watch->count; i++)
        if (watch->names[i].folder == number && same_name(watch->names[i].name, name))
            return true;
    watch->names = mem_grow(watch->names, watch->count, &watch->room, sizeof *watch->names);
    watch->names[watch->count++] =
        (struct watched_name){number, name ? arena_text(&watch->arena, name) : NULL};
    return true;
}

/* Looks for what the path leads to; where a folder on the way is missing, for that. */
static void look_for(struct watch *watch, const char *path, bool folder)
{
    char *way = mem_copy(path), *slash;
    if (folder && look(watch, way, NULL)) {
        free(way);
        return;
    }
    while ((slash = strrchr(way, '/'))) {
        *slash = '\0';
        if (look(watch, slash == way ? "/" : way, slash + 1) || slash == way)
            break;
    }
    if (!slash)
        look(watch, ".", way);
    free(way);
}

/* A link is looked at, and so is what it leads to. */
static void look_through(struct watch *watch, const char *path, bool folder)
{
    char *real = realpath(path, NULL);
    look_for(watch, path, folder);
    if (real && strcmp(real, path) != 0)
        look_for(watch, real, folder);
    free(real);
}

void watch_file(struct watch *watch, const char *path)
{
    look_through(watch, path, false);
}

void watch_folder(struct watch *watch, const char *path)
{
    look_through(watch, path, true);
}

/* ---- waiting ----------------------------------------------------------------------------- */

/* What has happened to a file. */
enum happening { HAPPENED_NOTHING, HAPPENED_REMOVED, HAPPENED_SAVED };

static enum happening judge(const struct watch *watch, const struct inotify_event *event)
{
    if (event->mask & IN_Q_OVERFLOW)
        return HAPPENED_SAVED;
    if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF))
        return HAPPENED_REMOVED;
    /* A file that is only begun is empty; a folder may be the one that was missing. */
    if ((event->mask & IN_CREATE) && !(event->mask & IN_ISDIR))
        return HAPPENED_NOTHING;
    for (size_t i = 0; i < watch->count; i++) {
        const struct watched_name *watched = &watch->names[i];
        if (watched->folder == event->wd && event->len &&
            (!watched->name || strcmp(watched->name, event->name) == 0))
            return event->mask & (IN_MOVED_FROM | IN_DELETE) ? HAPPENED_REMOVED
                                                             : HAPPENED_SAVED;
    }
    return HAPPENED_NOTHING;
}

/* Reads all that there is to read, and returns the most that has happened then or before. */
static enum happening read_events(const struct watch *watch, enum happening happened)
{
    union {
        struct inotify_event event;
        char bytes[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
    } buffer;
    ssize_t size;
    while ((size = read(watch->fd, &buffer, sizeof buffer)) > 0)
        for (char *at = buffer.bytes; at < buffer.bytes + size;) {
            const struct inotify_event *event = (const void *)at;
            enum happening next = judge(watch, event);
            happened = next > happened ? next : happened;
            at += sizeof *event + event->len;
        }
    return happened;
}

bool watch_wait(struct watch *watch, const atomic_bool *stop, const sigset_t *waiting)
{
    const struct timespec patience = {0, PATIENCE * 1000000L};
    struct pollfd poll = {.fd = watch->fd, .events = POLLIN};
    enum happening happened = HAPPENED_NOTHING;
    while (!atomic_load(stop)) {
        int ready = ppoll(&poll, 1, happened == HAPPENED_REMOVED ? &patience : NULL, waiting);
        if (ready == 0 && happened == HAPPENED_REMOVED)
            return true;
        if (ready < 0 && errno != EINTR)
            return false;
        if (ready > 0)
            happened = read_events(watch, happened);
        if (happened == HAPPENED_SAVED)
            return true;
    }
    return false;
}
