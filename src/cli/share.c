#include "cli/share.h"

#include "base/buf.h"
#include "base/file.h"

#include <dirent.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEVELS = 2 }; /* how far above the program's folder to look: build and build/asan */

/* Cuts the last part off the path; false when nothing is left. */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash || slash == path)
        return false;
    *slash = '\0';
    return true;
}

/* Puts the folder in which the program is into `folder`; false when it cannot be known. */
static bool find_program(char folder[PATH_MAX])
{
    ssize_t size = readlink("/proc/self/exe", folder, PATH_MAX - 1);
    folder[size > 0 ? size : 0] = '\0';
    return go_up(folder);
}

const char *share_translations(struct arena *arena)
{
    static const char *const places[] = {"locale", "../share/locale"};
    char folder[PATH_MAX];
    for (size_t i = 0; find_program(folder) && i < sizeof places / sizeof *places; i++) {
        const char *path = arena_printf(arena, "%s/%s", folder, places[i]);
        if (access(arena_printf(arena, "%s/kk/LC_MESSAGES/kualik.mo", path), R_OK) == 0)
            return path;
    }
    return NULL;
}

const char *share_file(struct arena *arena, const char *name)
{
    static const char *const places[] = {"/share/kualik", ""};
    char folder[PATH_MAX];
    bool inside = find_program(folder);
    for (int level = 0; level < LEVELS && inside && (inside = go_up(folder)); level++)
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            const char *path = arena_printf(arena, "%s%s/%s", folder, places[i], name);
            if (access(path, R_OK) == 0)
                return path;
        }
    return NULL;
}

const char *share_need(struct arena *arena, const char *name, struct error *err)
{
    const char *path = share_file(arena, name);
    if (!path)
        error_set(err, "share-missing",
                  "The templates that come with kualik are not beside it. Install it with "
                  "`make install`.");
    return path;
}

bool share_has(const char *path, const char *name)
{
    enum { LIMIT = 1 << 20 }; /* bytes; what comes with the program is smaller */
    struct arena arena = {0};
    struct buf own = {0}, shared = {0};
    struct error err;
    const char *place = share_file(&arena, name);
    bool same = place && file_read(path, LIMIT, &own, &err) &&
                file_read(place, LIMIT, &shared, &err) && buf_equal(&own, &shared);
    buf_free(&own);
    buf_free(&shared);
    arena_free(&arena);
    return same;
}

const char *share_template(struct arena *arena, const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    if (!*name || name[strspn(name, letters)])
        return NULL;
    return share_file(arena, arena_printf(arena, "templates/%s.ini", name));
}

static int is_template(const struct dirent *entry)
{
    const char *end = strrchr(entry->d_name, '.');
    return end && strcmp(end, ".ini") == 0;
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

const char *share_templates(struct arena *arena)
{
    struct dirent **entries = NULL;
    struct buf names = {0};
    const char *folder = share_file(arena, "templates");
    int count = folder ? scandir(folder, &entries, is_template, by_name) : 0;
    for (int i = 0; i < count; i++) {
        size_t size = (size_t)(strrchr(entries[i]->d_name, '.') - entries[i]->d_name);
        buf_printf(&names, "%s%.*s", i ? ", " : "", (int)size, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    const char *text = arena_copy(arena, buf_text(&names), names.size);
    buf_free(&names);
    return text;
}
