/* Makes one allocation of a program fail: preloaded, and told by the environment the how
 * many-th (FAULT_NTH=3; 0: none) and which file (FAULT_MARK) says afterwards how many there
 * were. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What the program takes all memory from (cli/exhaustion.c). */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static atomic_long calls, chosen;

__attribute__((constructor)) static void choose(void)
{
    const char *number = getenv("FAULT_NTH");
    atomic_store(&calls, 0);
    atomic_store(&chosen, number ? strtol(number, NULL, 10) : 0);
}

/* Written by hand, since stdio would allocate. */
__attribute__((destructor)) static void mark(void)
{
    const char *path = getenv("FAULT_MARK");
    char text[32];
    int size = snprintf(text, sizeof text, "%ld\n", atomic_load(&calls));
    int file = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0600) : -1;
    if (file >= 0 && size > 0)
        syscall(SYS_write, file, text, (size_t)size);
}

static bool fails(void)
{
    if (atomic_fetch_add(&calls, 1) + 1 != atomic_load(&chosen))
        return false;
    errno = ENOMEM;
    return true;
}

/* Finds the C library's function of that name: some ask for memory before constructors run. */
static void find(_Atomic(void *) *found, const char *name)
{
    if (!atomic_load(found))
        atomic_store(found, dlsym(RTLD_NEXT, name));
}

void *__libc_malloc(size_t size)
{
    static _Atomic(void *) next;
    find(&next, "__libc_malloc");
    return fails() ? NULL : ((void *(*)(size_t))atomic_load(&next))(size);
}

void *__libc_calloc(size_t count, size_t size)
{
    static _Atomic(void *) next;
    find(&next, "__libc_calloc");
    return fails() ? NULL : ((void *(*)(size_t, size_t))atomic_load(&next))(count, size);
}

void *__libc_realloc(void *old, size_t size)
{
    static _Atomic(void *) next;
    find(&next, "__libc_realloc");
    return fails() ? NULL : ((void *(*)(void *, size_t))atomic_load(&next))(old, size);
}
