/* What becomes of each row of a batch: noted by whichever thread has done it, told in the
 * order of the list. Threads may call these functions together unless it is said otherwise. */
#ifndef KUALIK_OUTCOMES_H
#define KUALIK_OUTCOMES_H

#include "base/error.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stddef.h>

enum outcome_status {
    OUTCOME_WRITTEN,
    OUTCOME_KEPT, /* the very same certificate was there already */
    OUTCOME_FAILED,
};

/* What became of one row. Texts are lent for the call that tells it. */
struct outcome {
    enum outcome_status status;
    size_t row, line;
    const char *who;           /* the person, "" if the row could not be read */
    const char *file;          /* name in the folder, "" if it has none */
    const struct error *error; /* why it failed, else NULL */
};

/* Who is told; never two calls at the same time. */
struct listener {
    /* After each row: how many are done of those to be written. May be NULL. */
    void (*progress)(void *context, size_t done, size_t total);
    /* For each selected row, in the order of the list. May be NULL. */
    void (*outcome)(void *context, const struct outcome *outcome);
    void *context;
};

/* A row as the survey found it. */
struct finding_of_row {
    size_t row, line;
    bool selected;
    bool sound;                /* nothing is wrong with it */
    const char *who;           /* for rows that are not sound; copied */
    const struct error *error; /* what is wrong first; copied */
    struct digest file;        /* for sound rows: of the file's name, letter case ignored */
};

struct outcomes;

struct outcomes *outcomes_new(const struct listener *listener);
void outcomes_free(struct outcomes *outcomes);

/* Notes row `index` (from 0; in any order, each once). */
void outcomes_note(struct outcomes *outcomes, size_t index, const struct finding_of_row *row);

/* Takes all rows for unsound that have one file name with another, and returns how many there
 * are. No other thread may be at work. */
size_t outcomes_collide(struct outcomes *outcomes);

/* Returns a row whose file name row `index` has, too, or 0. */
size_t outcomes_collision(const struct outcomes *outcomes, size_t index);

/* Says of whom row `index` is that is not sound, and why. */
void outcomes_blame(struct outcomes *outcomes, size_t index, const char *who,
                    const struct error *error);

/* Say what the survey found: row `index` is to be written; a row is in the list. */
bool outcomes_wanted(const struct outcomes *outcomes, size_t index);
bool outcomes_has_row(const struct outcomes *outcomes, size_t row);

/* Notes what became of row `index`, one of the wanted, and tells all that can be told now;
 * rows that the survey found unsound are told with their fault when their turn comes. */
void outcomes_finish(struct outcomes *outcomes, size_t index, const struct outcome *outcome);

/* Tells what is left, when no row is to be finished any more: wanted rows that are not done
 * failed for that reason. No other thread may be at work. */
void outcomes_close(struct outcomes *outcomes, const struct error *reason);

/* Return how many rows are selected, and list the selected ones that failed so far, in order:
 * `*count` of them, lent until the next call. No other thread may be at work. */
size_t outcomes_selected(const struct outcomes *outcomes);
const size_t *outcomes_failed(struct outcomes *outcomes, size_t *count);

#endif
