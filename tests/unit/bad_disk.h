/* A disk that fails when told to: these functions stand before the C library's own. Tests end
 * by mend_disk, their tear-down. */
#ifndef KUALIK_TEST_BAD_DISK_H
#define KUALIK_TEST_BAD_DISK_H

#include "unit/scratch.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
    bool full; /* it takes three bytes more */
    bool slow; /* every other call is interrupted, and none moves more than three bytes */
    bool no_sync, no_rename, no_link; /* it does not have these calls */
    unsigned reads, writes, syncs;
} disk;

ssize_t write(int fd, const void *bytes, size_t size)
{
    disk.writes++;
    if (disk.full && disk.writes > 1) {
        errno = ENOSPC;
        return -1;
    }
    if (disk.slow && disk.writes % 2) {
        errno = EINTR;
        return -1;
    }
    bool cut = (disk.slow || disk.full) && size > 3;
    return syscall(SYS_write, fd, bytes, cut ? (size_t)3 : size);
}

int syncfs(int fd)
{
    disk.syncs++;
    if (disk.no_sync) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_syncfs, fd);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    if (disk.no_rename) {
        errno = EINVAL;
        return -1;
    }
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    if (disk.no_link) {
        errno = EPERM;
        return -1;
    }
    return (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
}

/* The disk works again for the next test. */
static int mend_disk(void **state)
{
    memset(&disk, 0, sizeof disk);
    return remove_scratch(state);
}

#endif
