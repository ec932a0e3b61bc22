/* Sheets that stand between the groups of a print file: whose certificates follow, how many,
 * their names, and a ruler, since programs scale what they print in silence. What is on them is
 * said by a form, whose {group_kk} and {group_ru} are what the column of the groups says, and
 * its counterpart of the other language. Spare certificates are a group of their own. */
#ifndef KUALIK_PRINT_SEPARATORS_H
#define KUALIK_PRINT_SEPARATORS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/report.h"
#include "issue/job.h"
#include "page/document.h"

#include <stdbool.h>
#include <stddef.h>

struct print_separators;

/* Reads the form at `path` for the certificates of `job`, which must outlive it, and puts it on
 * their paper. Faults of the form go to `findings`; fails, too, when there is one, or when the
 * list has no column of that name. Release with print_separators_free. */
struct print_separators *print_separators_new(const struct job *job, const char *path,
                                              const char *fonts, const char *column,
                                              struct report *findings, struct error *err);
void print_separators_free(struct print_separators *separators);

/* Returns the faces of the certificates, which are `document`'s, and behind them those of the
 * separators: `*count` of them, the arena's. */
const struct face *print_separators_faces(const struct print_separators *separators,
                                          const struct document *document, struct arena *arena,
                                          size_t *count);

/* Lays out the separator of a group of `count` rows, at least one; its faces are numbered as in
 * print_separators_faces. The document is the arena's, and lasts until the next one is made.
 * Faults go to `findings`; returns false if there is one. */
bool print_separators_make(struct print_separators *separators, const struct row *rows,
                           size_t count, struct arena *arena, struct document *document,
                           struct report *findings);

/* The same of `count` spare certificates, at least one, of these numbers: {group_kk} and
 * {group_ru} are empty, and {spare} is not. */
bool print_separators_make_spares(struct print_separators *separators,
                                  const char *const *numbers, size_t count, struct arena *arena,
                                  struct document *document, struct report *findings);

/* Says which numbers these are: "043–047"; the arena's. */
const char *print_separators_range(const char *const *numbers, size_t count,
                                   struct arena *arena);

#endif
