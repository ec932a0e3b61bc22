/* For the fuzzers of what reads files: bytes under a path, in memory alone. */
#ifndef KUALIK_MEMORY_FILE_H
#define KUALIK_MEMORY_FILE_H

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* The path holds until the next call. */
static const char *memory_file(const uint8_t *bytes, size_t size)
{
    static char path[32];
    static int file = -1;
    if (file < 0) {
        file = memfd_create("fuzz", 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    }
    assert(file >= 0 && ftruncate(file, 0) == 0);
    assert(!size || pwrite(file, bytes, size, 0) == (ssize_t)size);
    return path;
}

#endif
