/* The loop of commands that add something to files that are there: each file is changed as a
 * whole or not at all, and told; the last line counts. */
#ifndef KUALIK_CHANGED_FILES_H
#define KUALIK_CHANGED_FILES_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* What is done to each file. */
struct file_change {
    /* Changes the file; `*changed` says whether it lacked anything. Fails with the file as it
     * was, or changed nevertheless (file_write_is_unsettled). */
    bool (*run)(const void *context, const char *path, bool *changed, struct error *err);
    const void *context;
    const char *status; /* the word for it in JSON, as "signed" */
    bool json;          /* a line of JSON for each file; the counts go to standard error then */
};

/* How many files came to what. */
struct changed_files {
    size_t changed, kept, failed, left;
    size_t unsettled; /* of those that are changed: the disk did not confirm it */
};

/* Changes the files one after another, until it is interrupted. */
struct changed_files changed_files_run(const struct file_change *change, char **paths,
                                       size_t count);

/* Prints `line`, which says how many were changed, with the other counts behind it; frees it.
 * Returns the exit status. */
int changed_files_finish(const struct changed_files *counts, struct buf *line, bool json);

#endif
