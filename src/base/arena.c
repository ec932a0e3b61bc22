#include "base/arena.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_SIZE ((size_t)4 * 1024) /* many arenas need no more */
#define BLOCK_SIZE ((size_t)64 * 1024)

struct arena_block {
    struct arena_block *next;
    size_t size;
    _Alignas(max_align_t) char bytes[];
};

static size_t aligned(size_t size)
{
    size_t unit = _Alignof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

static void add_block(struct arena *arena, size_t need)
{
    size_t usual = arena->blocks ? BLOCK_SIZE : FIRST_SIZE;
    size_t size = need > usual ? need : usual;
    struct arena_block *block = mem_resize(NULL, sizeof *block + size, 1);
    block->next = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->used = 0;
}

/* Returns room for so many bytes, with anything in it. */
static char *take(struct arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX / 2)
        mem_exhausted();
    size_t need = aligned(bytes ? bytes : 1);
    if (!arena->blocks || arena->blocks->size - arena->used < need)
        add_block(arena, need);
    char *memory = arena->blocks->bytes + arena->used;
    arena->used += need;
    return memory;
}

void *arena_new(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        mem_exhausted();
    size_t bytes = count * size;
    return memset(take(arena, bytes), 0, bytes);
}

char *arena_copy(struct arena *arena, const char *text, size_t size)
{
    char *copy = take(arena, size + 1);
    if (size)
        memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    char usual[256]; /* a longer text is written again, to its own place */
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int size = vsnprintf(usual, sizeof usual, format, args);
    size_t room = (size_t)(size > 0 ? size : 0) + 1;
    char *text = arena_new(arena, room, 1);
    if (size > 0 && room <= sizeof usual)
        memcpy(text, usual, room);
    else if (size > 0)
        vsnprintf(text, room, format, again);
    va_end(again);
    va_end(args);
    return text;
}

void arena_reset(struct arena *arena)
{
    struct arena_block *largest = NULL;
    while (arena->blocks) {
        struct arena_block *block = arena->blocks;
        arena->blocks = block->next;
        if (largest && block->size <= largest->size) {
            free(block);
            continue;
        }
        free(largest);
        largest = block;
    }
    if (largest)
        largest->next = NULL;
    arena->blocks = largest;
    arena->used = 0;
}

void arena_free(struct arena *arena)
{
    arena_reset(arena);
    free(arena->blocks);
    arena->blocks = NULL;
}
