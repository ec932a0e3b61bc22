/* Makes one system call of a program fail: preloaded, and told by the environment which
 * (FAULT_CALL=write, or `change` for all that change something on the disk), the how many-th
 * (FAULT_NTH=3), with which errno (FAULT_ERRNO=5, or `kill` to end the program there as kill -9
 * does), and which file (FAULT_MARK) says afterwards that it came to that. With FAULT_NO_SYNC
 * the disk is not waited for, which only a power cut could tell. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int calls;

/* Calls after which the disk is another one. */
static bool is_change(const char *name)
{
    static const char *const changes[] = {"write",     "pwrite",    "fsync",  "fdatasync",
                                          "syncfs",    "renameat2", "unlink", "unlinkat",
                                          "ftruncate", "mkdirat"};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        if (strcmp(changes[i], name) == 0)
            return true;
    return false;
}

static bool fails(const char *name)
{
    const char *call = getenv("FAULT_CALL"), *number = getenv("FAULT_NTH");
    const char *mark = getenv("FAULT_MARK"), *reason = getenv("FAULT_ERRNO");
    if (!call || !number || !mark || !reason ||
        (strcmp(call, name) != 0 && !(strcmp(call, "change") == 0 && is_change(name))) ||
        atomic_fetch_add(&calls, 1) + 1 != strtol(number, NULL, 10))
        return false;
    syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT, 0600);
    if (strcmp(reason, "kill") == 0)
        kill(getpid(), SIGKILL);
    errno = (int)strtol(reason, NULL, 10);
    return true;
}

int openat(int folder, const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    int mode = flags & O_CREAT ? va_arg(args, int) : 0;
    va_end(args);
    return fails("openat") ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
}

ssize_t read(int file, void *bytes, size_t size)
{
    return fails("read") ? -1 : syscall(SYS_read, file, bytes, size);
}

ssize_t __read_chk(int file, void *bytes, size_t size, size_t room);
ssize_t __read_chk(int file, void *bytes, size_t size, size_t room)
{
    return size > room ? -1 : read(file, bytes, size);
}

ssize_t write(int file, const void *bytes, size_t size)
{
    return file > STDERR_FILENO && fails("write") ? -1 : syscall(SYS_write, file, bytes, size);
}

/* As on Linux, the file is closed even so. */
int close(int file)
{
    bool failed = fails("close");
    int reason = errno, result = (int)syscall(SYS_close, file);
    if (failed)
        errno = reason;
    return failed ? -1 : result;
}

/* Waits for the disk, or pretends to. */
static int sync_by(const char *name, long number, int file)
{
    if (fails(name))
        return -1;
    return getenv("FAULT_NO_SYNC") ? 0 : (int)syscall(number, file);
}

int fsync(int file)
{
    return sync_by("fsync", SYS_fsync, file);
}

int syncfs(int file)
{
    return sync_by("syncfs", SYS_syncfs, file);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    return fails("renameat2")
               ? -1
               : (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int flock(int file, int operation)
{
    return fails("flock") ? -1 : (int)syscall(SYS_flock, file, operation);
}

off_t lseek(int file, off_t offset, int whence)
{
    return fails("lseek") ? -1 : syscall(SYS_lseek, file, offset, whence);
}

/* What SQLite writes with. */
ssize_t pwrite64(int file, const void *bytes, size_t size, off_t offset)
{
    return fails("pwrite") ? -1 : syscall(SYS_pwrite64, file, bytes, size, offset);
}

int fdatasync(int file)
{
    return sync_by("fdatasync", SYS_fdatasync, file);
}

int ftruncate64(int file, off_t size)
{
    return fails("ftruncate") ? -1 : (int)syscall(SYS_ftruncate, file, size);
}

int unlink(const char *path)
{
    return fails("unlink") ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int unlinkat(int folder, const char *path, int flags)
{
    return fails("unlinkat") ? -1 : (int)syscall(SYS_unlinkat, folder, path, flags);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    return fails("mkdirat") ? -1 : (int)syscall(SYS_mkdirat, folder, path, mode);
}
