/* Memory that is always there: a batch that cannot get memory has nothing useful left to
 * do, and every file it was writing is still a temporary one. So exhaustion ends the
 * program, and only mem_exhausted does it. Sizes that come from outside are bounded by their
 * readers before they reach these functions. */
#ifndef KUALIK_MEM_H
#define KUALIK_MEM_H

#include <stddef.h>

/* Returns `count` zeroed elements of `size` bytes; release with free(). */
void *mem_new(size_t count, size_t size);

/* Returns `old` (NULL or from this module) resized to `count` elements of `size` bytes;
 * elements that were not there before are not zeroed. */
void *mem_resize(void *old, size_t count, size_t size);

/* Makes room for one element more than the `count` of `size` bytes that `list` holds,
 * doubling `*room` (in elements) when it is full; returns the list, moved or not. */
void *mem_grow(void *list, size_t count, size_t *room, size_t size);

/* Returns a copy of the NUL-terminated `text`; release with free(). */
char *mem_copy(const char *text);

/* Ends the program because there is no more memory; also for modules whose library has said so.
 * A program that can tell a person why has its own function of this name; without one it ends
 * with abort(). */
_Noreturn void mem_exhausted(void);

/* Overwrites `size` bytes at `secret` with zeros, in a way no compiler leaves out. */
void mem_wipe(void *secret, size_t size);

#endif
