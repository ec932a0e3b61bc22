/* Memory with one lifetime: what is taken from an arena is given back all at once. A run
 * has one for the template, a thread has one that it resets after every row, so that
 * memory does not grow with the list. `{0}` is an empty arena. */
#ifndef KUALIK_ARENA_H
#define KUALIK_ARENA_H

#include <stddef.h>

struct arena {
    struct arena_block *blocks; /* newest first */
    size_t used;                /* bytes taken from the newest */
};

/* Returns `count` zeroed elements of `size` bytes, aligned for any type. */
void *arena_new(struct arena *arena, size_t count, size_t size);

/* Returns a copy of `size` bytes of `text`, NUL-terminated. */
char *arena_copy(struct arena *arena, const char *text, size_t size);

/* Returns a copy of the NUL-terminated `text`. */
char *arena_text(struct arena *arena, const char *text);

/* Returns formatted text. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));

/* Takes everything back and keeps the largest block for what comes next. */
void arena_reset(struct arena *arena);

/* Gives all memory back; the arena is empty and usable again. */
void arena_free(struct arena *arena);

#endif
