#include "files/folder.h"

#include "base/file.h"
#include "base/file_write.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Temporary files are called TEMPORARY and six hexadecimal digits. */
#define TEMPORARY     ".kualik-"
#define TEMPORARY_END 6

enum { NAME_ROOM = 300 }; /* a name, its folder and what is put behind it */

struct folder {
    int fd;
    char *path;
    bool written;            /* or may be, else it is only read */
    bool began_empty;        /* it is written, and there was nothing in it */
    atomic_uint temporaries; /* made so far: the lock makes their numbers unique */
};

bool folder_make(const char *path)
{
    char *way = mem_copy(path);
    bool done = true;
    for (char *end = way + strspn(way, "/"); done && *end; end += strspn(end, "/")) {
        end += strcspn(end, "/");
        char kept = *end;
        *end = '\0';
        /* What is above a folder may refuse to make it though it is there. */
        done = access(way, F_OK) == 0 || file_write_folder(way);
        *end = kept;
    }
    int code = errno;
    free(way);
    errno = code;
    return done;
}

static int open_folder(const char *path, bool make)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    int fd = open(path, flags);
    if (fd < 0 && make && errno == ENOENT && *path && folder_make(path))
        fd = open(path, flags);
    return fd;
}

/* Says whether the nearest folder that is there takes another, and the names of all that are
 * missing; that folder is `*near`. */
static bool takes(const char *path, struct arena *arena, const char **near)
{
    struct stat status;
    if (lstat(path, &status) == 0 || errno != ENOENT) {
        *near = arena_printf(arena, "%s/.", path);
        return faccessat(AT_FDCWD, *near, W_OK | X_OK, AT_EACCESS) == 0;
    }
    if (!takes(path_folder(arena, path), arena, near))
        return false;
    path = arena_printf(arena, "%s/%s", *near, path_name(path));
    return lstat(path, &status) == 0 || errno == ENOENT;
}

/* Says whether folder_make could make it. */
static bool could_make(const char *path)
{
    struct arena arena = {0};
    const char *near;
    bool could = takes(path, &arena, &near);
    int code = errno;
    arena_free(&arena);
    errno = code;
    return could;
}

/* Who only reads goes on where nobody can lock. */
static bool take_lock(int fd, bool write, struct error *err)
{
    if (flock(fd, (write ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 ||
        (!write && errno != EWOULDBLOCK))
        return true;
    if (errno == EWOULDBLOCK)
        return error_set(err, "folder-busy",
                         "Another kualik is writing here; wait until it ends.");
    return error_set(err, "folder-not-lockable",
                     "The folder cannot be locked (%-s), as on some network drives; write to a "
                     "folder on this computer and copy the files afterwards.",
                     file_reason(errno));
}

static bool is_temporary(const char *name)
{
    size_t start = strlen(TEMPORARY);
    return strncmp(name, TEMPORARY, start) == 0 && strlen(name) == start + TEMPORARY_END &&
           strspn(name + start, "0123456789abcdef") == TEMPORARY_END;
}

/* Opens the entries of the folder for reading; NULL on failure. */
static DIR *open_entries(int fd)
{
    int again = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = again >= 0 ? fdopendir(again) : NULL;
    if (!entries && again >= 0)
        close(again);
    return entries;
}

/* Returns the kind of the entry, DT_REG or another. Most file systems tell it with the name. */
static int kind_of(int fd, const struct dirent *entry)
{
    struct stat status;
    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type;
    if (fstatat(fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return DT_UNKNOWN;
    return S_ISREG(status.st_mode) ? DT_REG : S_ISLNK(status.st_mode) ? DT_LNK : DT_UNKNOWN;
}

/* Says whether a symbolic link leads to a file, or to nothing that is there. */
static bool is_link_to_file(int fd, const char *name)
{
    struct stat status;
    return fstatat(fd, name, &status, 0) != 0 || S_ISREG(status.st_mode);
}

/* Returns the name of the next regular file or, with `links`, symbolic link to one, or NULL. No
 * other thread has this stream. */
static const char *next_file(int fd, DIR *entries, bool links)
{
    /* cppcheck-suppress readdirCalled */
    for (struct dirent *entry; (entry = readdir(entries));) {
        int kind = kind_of(fd, entry);
        if (kind == DT_REG || (links && kind == DT_LNK && is_link_to_file(fd, entry->d_name)))
            return entry->d_name;
    }
    return NULL;
}

/* Removes what a killed run left, and says whether there is nothing else. What cannot be
 * removed does no harm: a new temporary file takes the next free name. */
static bool remove_temporaries(int fd)
{
    bool empty = true;
    DIR *entries = open_entries(fd);
    /* cppcheck-suppress readdirCalled */
    for (struct dirent *entry; entries && (entry = readdir(entries));)
        if (kind_of(fd, entry) == DT_REG && is_temporary(entry->d_name))
            unlinkat(fd, entry->d_name, 0);
        else if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            empty = false;
    if (entries)
        closedir(entries);
    return entries && empty;
}

static bool fail_to_open(const char *path, struct error *err)
{
    error_set(err, "folder-not-opened", "The folder cannot be opened: %-s.",
              file_reason(errno));
    return error_at(err, (struct place){.file = path});
}

static bool check_writable(int fd, struct error *err)
{
    return faccessat(fd, ".", W_OK | X_OK, AT_EACCESS) == 0 ||
           error_set(err, "folder-not-writable", "Nothing can be written to this folder: %-s.",
                     file_reason(errno));
}

static struct folder *open_locked(const char *path, bool write, struct error *err)
{
    int fd = open_folder(path, write);
    if (fd < 0) {
        fail_to_open(path, err);
        return NULL;
    }
    if (!take_lock(fd, write, err) || (write && !check_writable(fd, err))) {
        error_at(err, (struct place){.file = path});
        close(fd);
        return NULL;
    }
    struct folder *folder = mem_new(1, sizeof *folder);
    folder->began_empty = write && remove_temporaries(fd);
    folder->fd = fd;
    folder->path = mem_copy(path);
    folder->written = write;
    return folder;
}

struct folder *folder_open(const char *path, struct error *err)
{
    return open_locked(path, true, err);
}

struct folder *folder_open_to_read(const char *path, struct error *err)
{
    return open_locked(path, false, err);
}

bool folder_foretell(const char *path, struct error *err)
{
    int fd = open_folder(path, false);
    if (fd < 0)
        return (errno == ENOENT && *path && could_make(path)) || fail_to_open(path, err);
    bool writable = check_writable(fd, err) || error_at(err, (struct place){.file = path});
    close(fd);
    return writable;
}

bool folder_began_empty(const struct folder *folder)
{
    return folder && folder->began_empty;
}

static bool name_ok(const char *name)
{
    return *name && strlen(name) <= 255 && !strchr(name, '/') && strcmp(name, ".") != 0 &&
           strcmp(name, "..") != 0 && !text_begins(name, TEMPORARY);
}

static bool check_name(const struct folder *folder, const char *name, struct error *err)
{
    if (name_ok(name))
        return true;
    error_set(err, "file-name-unusable", "This cannot be the name of a file here.");
    return error_at(err, (struct place){.file = folder->path, .column = name});
}

static bool is_there(int folder, const char *name)
{
    struct stat status;
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Returns the part of the name that may not have a slash. */
static const char *without_archive(const char *name)
{
    size_t size = strlen(FOLDER_ARCHIVE);
    return strncmp(name, FOLDER_ARCHIVE, size) == 0 ? name + size : name;
}

const char *folder_path(const struct folder *folder)
{
    return folder->path;
}

bool folder_has(const struct folder *folder, const char *name)
{
    return folder && name_ok(without_archive(name)) && is_there(folder->fd, name);
}

static int by_name(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

const char **folder_list(const struct folder *folder, const char *suffix, struct arena *arena,
                         size_t *count)
{
    DIR *entries = folder ? open_entries(folder->fd) : NULL;
    const char **names = NULL, **kept;
    size_t room = 0;
    *count = 0;
    for (const char *name; entries && (name = next_file(folder->fd, entries, true));)
        if (text_ends(name, suffix)) {
            names = mem_grow(names, *count, &room, sizeof *names);
            names[(*count)++] = arena_text(arena, name);
        }
    if (entries)
        closedir(entries);
    if (*count)
        qsort(names, *count, sizeof *names, by_name);
    kept = arena_new(arena, *count, sizeof *kept);
    for (size_t i = 0; i < *count; i++)
        kept[i] = names[i];
    free(names);
    return kept;
}

bool folder_read(const struct folder *folder, const char *name, size_t limit, struct buf *out,
                 struct error *err)
{
    return check_name(folder, without_archive(name), err) &&
           (file_read_in(folder->fd, name, limit, out, err) ||
            error_at(err, (struct place){.file = folder->path}));
}

/* Opens a new temporary file and puts its name into `name`. A number that is taken by
 * something that could not be removed is passed over. */
static int new_temporary(struct folder *folder, char *name, size_t room)
{
    int fd = -1;
    for (int tries = 0; fd < 0 && tries < 1000; tries++) {
        unsigned number = atomic_fetch_add(&folder->temporaries, 1) & 0xFFFFFF;
        snprintf(name, room, TEMPORARY "%0*x", TEMPORARY_END, number);
        fd = openat(folder->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                    0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    return fd;
}

/* Says why nothing can be written here. */
static bool fail(const struct folder *folder, int reason, struct error *err)
{
    error_set(err, "file-not-written", "A file cannot be written: %-s.", file_reason(reason));
    return error_at(err, (struct place){.file = folder->path});
}

bool folder_stage(struct folder *folder, const void *bytes, size_t size, struct staged *staged,
                  struct error *err)
{
    int fd = new_temporary(folder, staged->name, sizeof staged->name);
    if (fd < 0)
        return fail(folder, errno, err);
    bool done = file_write(fd, bytes, size);
    int code = errno;
    if (close(fd) < 0 && done) {
        done = false;
        code = errno;
    }
    if (done)
        return true;
    folder_discard(folder, staged);
    return fail(folder, code, err);
}

bool folder_sync(struct folder *folder, struct error *err)
{
    if (syncfs(folder->fd) == 0)
        return true;
    return fail(folder, errno, err);
}

/* Puts into `name` what the detached signature of the file is called; false if that is too long
 * for a name. */
static bool name_detached(const char *file, char *name, size_t room)
{
    return (size_t)snprintf(name, room, "%s" FOLDER_DETACHED, file) < room;
}

/* A signature of the file that was there before would be one of another file. */
static void remove_detached(int folder, const char *file)
{
    char name[NAME_ROOM];
    if (name_detached(file, name, sizeof name))
        unlinkat(folder, name, 0);
}

bool folder_publish(struct folder *folder, const struct staged *staged, const char *name,
                    bool replace, struct error *err)
{
    bool good = check_name(folder, name, err);
    if (good && replace)
        remove_detached(folder->fd, name);
    if (good && file_write_rename(folder->fd, staged->name, name, replace))
        return true;
    int code = errno;
    folder_discard(folder, staged);
    if (!good)
        return false;
    if (code == EEXIST)
        error_set(err, "file-name-taken", "There is a file of this name already.");
    else
        fail(folder, code, err);
    return error_at(err, (struct place){.file = folder->path, .column = name});
}

void folder_discard(struct folder *folder, const struct staged *staged)
{
    unlinkat(folder->fd, staged->name, 0);
}

void folder_remove(struct folder *folder, const char *name)
{
    if (name_ok(name))
        unlinkat(folder->fd, name, 0);
}

static bool move_file(int folder, const char *from, const char *to)
{
    static const char archive[] = FOLDER_ARCHIVE;
    bool archives = without_archive(to) != to;
    if (archives && mkdirat(folder, archive, 0777) < 0 && errno != EEXIST)
        return false;
    return file_write_rename(folder, from, to, false);
}

/* Moves the signature before its file: of a run that is cut off between the two, the next one
 * moves the file. */
static bool move_detached(int folder, const char *from, const char *to)
{
    char signature[NAME_ROOM], place[NAME_ROOM];
    return !name_detached(from, signature, sizeof signature) ||
           !name_detached(to, place, sizeof place) || !is_there(folder, signature) ||
           move_file(folder, signature, place);
}

bool folder_move(struct folder *folder, const char *from, const char *to, struct error *err)
{
    if (!check_name(folder, without_archive(from), err) ||
        !check_name(folder, without_archive(to), err))
        return false;
    if (move_detached(folder->fd, from, to) && move_file(folder->fd, from, to))
        return true;
    error_set(err, "file-not-moved", "The file cannot be moved to «%s»: %-s.", to,
              file_reason(errno));
    return error_at(err, (struct place){.file = folder->path, .column = from});
}

bool folder_settle(struct folder *folder, struct error *err)
{
    return (file_write_settle(folder->fd, ".", err) &&
            file_write_settle(folder->fd, FOLDER_ARCHIVE, err)) ||
           error_at(err, (struct place){.file = folder->path});
}

bool folder_close(struct folder *folder, struct error *err)
{
    if (!folder)
        return true;
    bool done = !folder->written || folder_settle(folder, err);
    close(folder->fd);
    free(folder->path);
    free(folder);
    return done;
}
