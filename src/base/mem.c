
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

__attribute__((weak)) void mem_exhausted(void)
{
    abort();
}

void *mem_new(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory)
        mem_exhausted();
    return memory;
}

void *mem_resize(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        mem_exhausted();
    size_t bytes = count * size;
    void *memory = realloc(old, bytes ? bytes : 1);
    if (!memory)
        mem_exhausted();
    return memory;
}

void *mem_grow(void *list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return list;
    *room = *room ? *room * 2 : 8;
    return mem_resize(list, *room, size);
}

char *mem_copy(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(mem_new(size, 1), text, size);
}

void mem_wipe(void *secret, size_t size)
{
    explicit_bzero(secret, size);
}
