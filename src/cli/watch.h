/* Waits until one of some files is saved (inotify(7)): by a program that writes into it, or by
 * one that puts a new file in its place. Files on network drives tell of no changes. */
#ifndef KUALIK_WATCH_H
#define KUALIK_WATCH_H

#include "base/error.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

struct watch;

/* Returns NULL when the system lets nobody watch any more files. Release with watch_free. */
struct watch *watch_new(struct error *err);
void watch_free(struct watch *watch);

/* Watches the file at `path` from now on, whether it is there or not; a file that is watched
 * already stays so. What happens to it before the next watch_wait is not lost. */
void watch_file(struct watch *watch, const char *path);

/* Watches all files of a folder that may be missing. */
void watch_folder(struct watch *watch, const char *path);

/* Returns true when a watched file has changed since the last call, and false as soon as
 * `stop` is set by a signal, one of those that `waiting` lets through and the caller blocks. */
bool watch_wait(struct watch *watch, const atomic_bool *stop, const sigset_t *waiting);

#endif
