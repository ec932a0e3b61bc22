#include "cli/exhaustion.h"

#include "base/mem.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whoever asks for more than this at once has misread a file, and is told that it failed. */
#define REASONABLE ((size_t)256 << 20)

#define SENTENCE "There is not enough memory. Close other programs and start again."

static atomic_int exit_status = 2;
static atomic_bool tells_json;

void exhaustion_exit_with(int status)
{
    atomic_store(&exit_status, status);
}

void exhaustion_tell_json(void)
{
    atomic_store(&tells_json, true);
}

static void print(int file, const char *text)
{
    for (size_t left = strlen(text); left > 0;) {
        ssize_t written = write(file, text, left);
        if (written <= 0)
            return;
        text += written;
        left -= (size_t)written;
    }
}

/* Nothing here may ask for memory. What has a name in the folder is whole; the next run removes
 * what has none. */
void mem_exhausted(void)
{
    int status = atomic_load(&exit_status);
    const char digit[] = {(char)('0' + status), '\0'};
    print(STDERR_FILENO, "kualik: " SENTENCE "\n");
    if (atomic_load(&tells_json)) {
        print(STDOUT_FILENO,
              "{\"status\":\"error\",\"line\":0,\"row\":0,\"file\":\"\",\"who\":\"\","
              "\"section\":\"\",\"key\":\"\",\"column\":\"\",\"placeholder\":\"\","
              "\"cell\":\"\",\"code\":\"memory-exhausted\",\"what\":\"" SENTENCE "\","
              "\"advice\":\"\",\"message\":\"" SENTENCE "\",\"exit\":");
        print(STDOUT_FILENO, digit);
        print(STDOUT_FILENO, "}\n");
    }
    _exit(status);
}

#ifndef __has_feature /* clang's; gcc has a macro instead */
#define __has_feature(feature) 0
#endif

/* These stand before the C library's functions of the same names ("Replacing malloc" in its
 * manual) and pass on to them by their other names; the sanitizers have their own. */
#if !defined __SANITIZE_ADDRESS__ && !__has_feature(address_sanitizer)

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static void *checked(void *memory, size_t size)
{
    if (!memory && size <= REASONABLE)
        mem_exhausted();
    return memory;
}

void *malloc(size_t size)
{
    return checked(__libc_malloc(size), size);
}

void *calloc(size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        bytes = SIZE_MAX;
    return checked(__libc_calloc(count, size), bytes);
}

/* A size of 0 releases `old`, and NULL is no failure then. */
void *realloc(void *old, size_t size)
{
    void *memory = __libc_realloc(old, size);
    return size ? checked(memory, size) : memory;
}

#endif
